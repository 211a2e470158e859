// Chapter 04: SGD, momentum and Adam in a ravine, from the same start with the same learning rate. Nothing is recorded: the page
// takes the steps itself, by the formulas of the lesson. tests/browser compares them with the optimizers of the chapters.
"use strict";

widgets.define("ravine", root => {
    const curvature = [1, 50]; // loss = (1 w0^2 + 50 w1^2) / 2
    const start = [-2, 0.8];
    const rates = [0.002, 0.005, 0.01, 0.02, 0.03, 0.039, 0.042, 0.1, 0.2, 0.5, 0.8];
    const steps = 100;
    const farAway = 1000; // the loss at which a path ends
    const beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;

    const lossOf = w => (curvature[0] * w[0] ** 2 + curvature[1] * w[1] ** 2) / 2;
    const gradientOf = w => w.map((w_i, i) => curvature[i] * w_i);
    const mean = (beta, old, now) => old.map((old_i, i) => beta * old_i + (1 - beta) * now[i]);

    // Each makes the function of one step, which moves the weights w against their gradient g.
    const optimizers = {
        SGD: rate => (w, g) => w.map((w_i, i) => w_i - rate * g[i]),
        momentum: rate => {
            let m = [0, 0];
            return (w, g) => {
                m = mean(beta1, m, g);
                return w.map((w_i, i) => w_i - rate * m[i]);
            };
        },
        Adam: rate => {
            let m = [0, 0], v = [0, 0], t = 0;
            return (w, g) => {
                ++t;
                m = mean(beta1, m, g);
                v = mean(beta2, v, g.map(g_i => g_i * g_i));
                return w.map((w_i, i) => {
                    const mHat = m[i] / (1 - beta1 ** t), vHat = v[i] / (1 - beta2 ** t);
                    return w_i - rate * mHat / (Math.sqrt(vHat) + epsilon);
                });
            };
        },
    };
    const names = Object.keys(optimizers);

    // The weights before the first step and after each. A path that is far away ends.
    function pathOf(name, rate) {
        const step = optimizers[name](rate);
        const path = [start];
        while (path.length <= steps && lossOf(path.at(-1)) <= farAway) path.push(step(path.at(-1), gradientOf(path.at(-1))));
        return path;
    }

    const frame = widgets.frame(root, "Try it: three optimizers in a ravine");
    widgets.replacePicture(root);
    const { element, svg } = widgets;

    // The table: a row for each optimizer.
    const mark = name => ({
        SGD: svg("circle", { r: 4, class: "sgd" }),
        momentum: svg("rect", { x: -4, y: -4, width: 8, height: 8, class: "momentum" }),
        Adam: svg("path", { d: "M0 -5.5L5.5 4.5H-5.5Z", class: "adam" }),
    }[name]);
    const cells = {};
    const table = element("table", { class: "widget-table" },
        element("thead", {}, element("tr", {}, ...["optimizer", "weights", "loss"].map(text => element("th", { scope: "col" }, text)))),
        element("tbody", {}, ...names.map(name => {
            cells[name] = [element("td"), element("td")];
            const sign = svg("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" }, mark(name));
            return element("tr", { "data-optimizer": name }, element("th", { scope: "row" }, sign, " ", name), ...cells[name]);
        })));
    const drawing = svg("svg", { class: "ravine", role: "img", "aria-label": "The ravine from above: lines of equal loss, long from left to right and "
        + "narrow from top to bottom, and the paths of the three optimizers from the start at the left. The table has their numbers." });
    frame.picture.append(drawing, table);

    const paths = {};
    let rate, step = steps;

    function draw() {
        const width = Math.max(frame.picture.clientWidth, 280), scale = width / 4.2, height = Math.round(scale * 2.3);
        const x = w0 => (w0 + 2.5) * scale, y = w1 => height / 2 - w1 * scale;
        drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
        drawing.setAttribute("width", width);
        drawing.setAttribute("height", height);
        const levels = [30, 18, 10, 5, 2, 0.5].map(loss => svg("ellipse", { class: "level", cx: x(0), cy: y(0),
            rx: Math.sqrt(2 * loss / curvature[0]) * scale, ry: Math.sqrt(2 * loss / curvature[1]) * scale }));
        const lines = names.map(name => {
            const path = paths[name].slice(0, step + 1);
            // Far outside of the drawing SVG's numbers need not be exact.
            const places = path.map(w => [x(w[0]), y(w[1])].map(at => Math.min(Math.max(at, -5000), 5000)));
            const group = svg("g", { class: name.toLowerCase() }, svg("polyline", { points: places.map(at => at.map(n => n.toFixed(1)).join()).join(" ") }));
            for (const [cx, cy] of places.slice(1, -1)) group.append(svg("circle", { class: "dot", cx, cy, r: 1.8 }));
            const sign = mark(name);
            sign.setAttribute("transform", `translate(${places.at(-1).map(n => n.toFixed(1)).join(" ")})`);
            group.append(sign);
            return group;
        });
        const text = (at, words, more = {}) => svg("text", { x: x(at[0]), y: y(at[1]), ...more }, words);
        drawing.replaceChildren(...levels,
            svg("path", { class: "goal", d: `M${x(0) - 6} ${y(0)}h12M${x(0)} ${y(0) - 6}v12` }),
            ...lines,
            text([start[0], start[1] + 0.1], "start", { "text-anchor": "middle" }),
            text([0, -0.2], "lowest loss", { "text-anchor": "middle" }),
            svg("text", { x: width - 8, y: height - 10, "text-anchor": "end" }, "w\u2080 \u2192"),
            svg("text", { x: 8, y: height - 10 }, "w\u2081 \u2191"));
    }

    function show() {
        const said = names.map(name => {
            const path = paths[name], end = path.length - 1;
            const isFar = step >= end && lossOf(path[end]) > farAway;
            const w = path[Math.min(step, end)];
            const signed = value => widgets.fixed(Number(value.toFixed(4)) || 0, 4);
            cells[name][0].textContent = isFar ? `far away at step ${end}` : `(${w.map(signed).join(", ")})`;
            cells[name][1].textContent = isFar ? "over 1000" : widgets.fixed(lossOf(w), 4);
            return isFar ? `${name} is far away at step ${end}` : `${name} has a loss of ${widgets.fixed(lossOf(w), 4)}`;
        });
        draw();
        return `Learning rate ${rate}, after ${step} steps: ${said.join("; ")}.`;
    }

    const chooseRate = i => {
        rate = rates[i];
        for (const name of names) paths[name] = pathOf(name, rate);
        return show();
    };
    widgets.slider(frame, { label: "Learning rate", min: 0, max: rates.length - 1, value: rates.indexOf(0.03), text: i => String(rates[i]), show: chooseRate });
    widgets.stepper(frame, { count: steps + 1, begin: steps, pause: 120, text: to => `Step ${to} of ${steps}`, show: to => { step = to; return show(); } });
    new ResizeObserver(draw).observe(frame.picture);
});
