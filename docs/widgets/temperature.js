// Chapter 06: the reliability diagram of the network of chapter 04, for scores that are divided by a temperature T before the
// softmax. The frames are recorded (tests/figures/ch06_temperatures.txt).
"use strict";

widgets.define("temperature", (root, data) => {
    const few = 20; // a bin with fewer images says little
    const frame = widgets.frame(root, "Try it: the temperature");
    const { element, svg, fixed } = widgets;

    const drawing = svg("svg", { class: "reliability", role: "img", "aria-label": "Reliability diagram: a dot for each bin, mean confidence across, "
        + "accuracy up, and its gap to the diagonal as a line. The table has the numbers." });
    const rows = element("tbody");
    const table = element("table", { class: "widget-table" },
        element("thead", {}, element("tr", {}, ...["bin", "images", "confidence", "accuracy"].map(text => element("th", { scope: "col" }, text)))), rows);
    frame.picture.classList.add("widget-row");
    frame.picture.append(drawing, table);

    // The bins that have images at some temperature.
    const lowest = Math.min(...data.frames.map(one => one.bins[0][0]));
    const edges = Array.from({ length: 10 - lowest }, (_, i) => lowest + i);
    let shown = data.frames[0];

    function draw() {
        const side = Math.min(Math.max(frame.picture.clientWidth, 280), 380), left = 38, bottom = 40, right = 10, top = 10;
        const x = share => left + share * (side - left - right), y = share => side - bottom - share * (side - bottom - top);
        for (const [name, value] of Object.entries({ viewBox: `0 0 ${side} ${side}`, width: side, height: side })) drawing.setAttribute(name, value);
        const line = (className, x1, y1, x2, y2) => svg("line", { class: className, x1: x(x1), y1: y(y1), x2: x(x2), y2: y(y2) });
        const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap(at => [
            line("grid", at, 0, at, 1), line("grid", 0, at, 1, at),
            svg("text", { x: x(at), y: y(0) + 16, "text-anchor": "middle" }, String(at)),
            svg("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, String(at)),
        ]);
        const bins = shown.bins.flatMap(([, count, confidence, accuracy]) => [
            line("gap", confidence, confidence, confidence, accuracy),
            svg("circle", { class: count < few ? "bin few" : "bin", cx: x(confidence), cy: y(accuracy), r: 6 }),
        ]);
        drawing.replaceChildren(...ticks, line("diagonal", 0, 0, 1, 1), ...bins,
            svg("text", { x: x(0.5), y: side - 6, "text-anchor": "middle" }, "mean confidence"),
            svg("text", { x: x(0.02), y: y(0.94) }, "accuracy"));
    }

    function show(index) {
        shown = data.frames[index];
        rows.replaceChildren(...edges.map(edge => {
            const [, count, ...shares] = shown.bins.find(([tenths]) => tenths === edge) ?? [edge, 0, null, null];
            return element("tr", {}, element("th", { scope: "row" }, `${fixed(edge / 10, 1)} to ${fixed((edge + 1) / 10, 1)}`),
                element("td", {}, String(count)), ...shares.map(share => element("td", {}, share === null ? "" : fixed(share, 3))));
        }));
        draw();
        const difference = shown.confidence - shown.accuracy;
        const verdict = Math.abs(difference) < 0.1 ? "on average they agree" : `on average the network is ${difference > 0 ? "over" : "under"}confident`;
        return `Temperature ${fixed(shown.tenths / 10, 1)}: calibration error ${fixed(shown.error, 2)}%. The mean confidence is `
            + `${fixed(shown.confidence, 2)}% and the accuracy ${fixed(shown.accuracy, 2)}%: ${verdict}.`;
    }

    const temperatures = data.frames.map(one => one.tenths / 10);
    widgets.slider(frame, { label: "Temperature T", min: 0, max: temperatures.length - 1, value: temperatures.indexOf(1),
        text: index => fixed(temperatures[index], 1), show });
    new ResizeObserver(draw).observe(frame.picture);
});
