// Chapter 05: the filter slides over an image; the products and their sum in words, and the patch as a row of im2col's matrix.
"use strict";

widgets.define("convolution", (root, data) => {
    const frame = widgets.frame(root, "Try it: slide the filter");
    let example, x, filter, y, weights, patches;

    // The image in its frame of zeros.
    const padded = ({ x, padding }) => {
        const blank = Array(x[0].length + 2 * padding).fill(0);
        const side = Array(padding).fill(0);
        return [...Array(padding).fill(blank), ...x.map(row => [...side, ...row, ...side]), ...Array(padding).fill(blank)];
    };
    const empty = rows => rows.map(row => row.map(() => null));

    function build(index) {
        example = data.examples[index];
        const isInside = (n, size) => n >= example.padding && n < example.padding + size;
        x = widgets.matrix(example.padding ? "x with padding" : "x", padded(example));
        x.mark("zero", (i, j) => !isInside(i, example.x.length) || !isInside(j, example.x[0].length));
        filter = widgets.matrix("filter", example.filter, { kind: "parameter" });
        y = widgets.matrix("y", empty(example.y));
        weights = widgets.matrix("the filter as a row, W", [example.filter.flat()], { kind: "parameter" });
        patches = widgets.matrix("the patches as rows, p", empty(example.patches));
        const part = (name, ...parts) => widgets.element("div", { class: name }, ...parts);
        // W stands above p: each of its numbers is multiplied by those of a column.
        frame.picture.replaceChildren(part("widget-row", x.box, filter.box, y.box, part("widget-pair", weights.box, patches.box)));
    }

    function show(step) {
        const columns = example.y[0].length, side = example.filter.length;
        const h = Math.floor(step / columns), w = step % columns;
        const patch = example.patches[step], weight = example.filter.flat();
        const sum = `${patch.map((value, k) => `${value}·${weight[k]}`).join(" + ")} = ${example.y[h][w]}`;
        x.surround(h, w, side, side);
        y.surround(h, w, 1, 1);
        patches.surround(step, 0, 1, patch.length);
        example.y.flat().forEach((value, k) => y.set(Math.floor(k / columns), k % columns, k <= step ? value : null));
        example.patches.forEach((row, i) => row.forEach((value, j) => patches.set(i, j, i <= step ? value : null)));
        y.describe(`y: ${example.y.flat().slice(0, step + 1).join(" ")}`);
        patches.describe(`p, its rows so far: ${example.patches.slice(0, step + 1).map(row => row.join(" ")).join("; ")}`);
        return `The filter is at place h = ${h}, w = ${w}: ${sum}. In p this patch is the row ${patch.join("\u00a0")}.`;
    }

    build(0);
    widgets.choice(frame, { label: "Example", options: data.examples.map(one => one.name), choose: index => {
        build(index);
        steps.restart(example.patches.length);
    } });
    const steps = widgets.stepper(frame, { count: example.patches.length, show });
});
