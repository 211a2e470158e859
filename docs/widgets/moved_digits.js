// Chapter 05: a digit is moved by a few pixels, and the accuracies of three networks on images that are moved so far.
"use strict";

widgets.define("moved_digits", (root, data) => {
    const { networks, accuracies, digit: { label, pixels } } = data;
    const { element, svg, fixed } = widgets;
    const frame = widgets.frame(root, "Try it: move the digits");
    const size = pixels.length;

    // The digit as squares of ink, and its outline where the networks have learned it.
    const ink = svg("g", { class: "ink" });
    const extent = { left: size, right: 0, top: size, bottom: 0 };
    pixels.forEach((row, i) => row.forEach((value, j) => {
        if (value === 0) return;
        ink.append(svg("rect", { x: j, y: i, width: 1, height: 1, opacity: (value / 255).toFixed(2) }));
        extent.left = Math.min(extent.left, j);
        extent.right = Math.max(extent.right, j + 1);
        extent.top = Math.min(extent.top, i);
        extent.bottom = Math.max(extent.bottom, i + 1);
    }));
    const picture = svg("svg", { class: "moved-digit", viewBox: `0 0 ${size} ${size}`, role: "img" }, ink,
        svg("rect", { class: "before", x: extent.left, y: extent.top, width: extent.right - extent.left, height: extent.bottom - extent.top }));

    const bars = networks.map(name => {
        const bar = element("span", { class: "bar" });
        const value = element("span", { class: "value" });
        return { bar, value, row: element("div", { class: "bar-row" }, element("span", { class: "bar-name" }, name), element("span", { class: "bar-room" }, bar), value) };
    });
    frame.picture.append(element("div", { class: "widget-row" }, picture, element("div", { class: "bars" }, ...bars.map(({ row }) => row))),
        element("p", { class: "widget-note" }, "The digit is from the built-in set and moves to the right; the dashed frame is its place before. The accuracies are those of the table: MNIST's test images, mean of up, down, left and right."));

    const pixelsOf = by => `${by} ${by === 1 ? "pixel" : "pixels"}`;
    widgets.slider(frame, { label: "Moved by", min: 0, max: accuracies.length - 1, value: 0, text: pixelsOf, show: by => {
        ink.setAttribute("transform", `translate(${by} 0)`);
        picture.setAttribute("aria-label", `A handwritten ${label}, ${by === 0 ? "where it was drawn" : `${pixelsOf(by)} to the right`}`);
        bars.forEach(({ bar, value }, n) => {
            bar.style.width = `${accuracies[by][n]}%`;
            value.textContent = `${fixed(accuracies[by][n], 1)}%`;
        });
        const each = networks.map((name, n) => `${name} ${n === 0 ? "reads " : ""}${fixed(accuracies[by][n], 1)}%`);
        return `${by === 0 ? "Not moved" : `Moved by ${pixelsOf(by)}`}: ${each.slice(0, -1).join(", ")} and ${each.at(-1)} of the test images.`;
    } });
});
