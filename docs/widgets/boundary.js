// Chapter 03: softmax regression and a network with one hidden layer learn two half circles. The points and the weights after
// some epochs are recorded (tests/figures/ch03_boundary.txt); from the weights the page computes only where the classes meet.
"use strict";

widgets.define("boundary", (root, data) => {
    const frame = widgets.frame(root, "Try it: a line and a boundary that bends");
    widgets.replacePicture(root);
    const { element, svg } = widgets;
    const left = -1.9, right = 1.9, low = -1.25, high = 1.25; // what is drawn of the plane
    const points = data.points.map(one => one.map(([x, y]) => [x / 100, y / 100]));

    // y = x W + b, W with a row for each input.
    const linear = (x, weight, bias) => bias.map((b, m) => x.reduce((sum, x_d, d) => sum + x_d * weight[d * bias.length + m], b));
    const relu = x => x.map(x_i => Math.max(0, x_i));
    // By how much the score of class 1 is higher.
    function lead(parameters, x) {
        const numbers = parameters.map(one => one.map(thousandths => thousandths / 1000));
        let y = x;
        for (let i = 0; i < numbers.length; i += 2) {
            if (i > 0) y = relu(y);
            y = linear(y, numbers[i], numbers[i + 1]);
        }
        return y[1] - y[0];
    }

    // The places where f is 0, as short lines through the squares of a grid.
    function zeros(f, columns, rows) {
        const at = (i, j) => [left + (right - left) * i / columns, low + (high - low) * j / rows];
        const values = Array.from({ length: columns + 1 }, (_, i) => Array.from({ length: rows + 1 }, (_, j) => f(at(i, j))));
        const lines = [];
        for (let i = 0; i < columns; ++i) {
            for (let j = 0; j < rows; ++j) {
                const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
                const crossings = [];
                corners.forEach((from, k) => {
                    const to = corners[(k + 1) % 4], a = values[from[0]][from[1]], b = values[to[0]][to[1]];
                    if (a > 0 === b > 0) return;
                    const share = a / (a - b), p = at(...from), q = at(...to);
                    crossings.push([p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])]);
                });
                for (let k = 0; k + 1 < crossings.length; k += 2) lines.push([crossings[k], crossings[k + 1]]);
            }
        }
        return lines;
    }

    // A drawing of each model: the points, the boundary and, for each hidden unit, the line beyond which it is more than 0.
    const panels = data.models.map(model => {
        const drawing = svg("svg", { class: "boundary", role: "img" });
        const caption = element("p", { class: "widget-caption" });
        frame.picture.append(element("div", { class: "widget-panel" }, drawing, caption));
        return { model, drawing, caption };
    });
    frame.picture.classList.add("widget-row");

    let step = 0;

    function draw() {
        const room = frame.picture.clientWidth;
        const width = room >= 600 ? Math.floor((room - 28) / 2) : Math.max(room, 280);
        const scale = width / (right - left), height = Math.round((high - low) * scale);
        const place = ([x, y]) => `${((x - left) * scale).toFixed(1)} ${((high - y) * scale).toFixed(1)}`;
        for (const { model, drawing } of panels) {
            const parameters = model.frames[step].parameters;
            const path = (className, lines) => svg("path", { class: className, d: lines.map(([a, b]) => `M${place(a)}L${place(b)}`).join("") });
            for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height })) drawing.setAttribute(name, value);
            const units = parameters.length === 2 ? 0 : parameters[1].length;
            const hinges = Array.from({ length: units }, (_, m) => zeros(x => x[0] * parameters[0][m] + x[1] * parameters[0][units + m] + parameters[1][m], 1, 1));
            const marks = points.flatMap((one, label) => one.map(point => {
                const wrong = (lead(parameters, point) > 0) !== (label === 1);
                const d = label === 0 ? "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0" : "m-3.2 -3.2h6.4v6.4h-6.4Z";
                return svg("path", { class: `point class-${label}${wrong ? " wrong" : ""}`, d: `M${place(point)}${d}` });
            }));
            drawing.replaceChildren(svg("rect", { class: "ground", width, height }), ...hinges.map(lines => path("hinge", lines)), ...marks,
                path("edge", zeros(x => lead(parameters, x), 76, 50)));
        }
    }

    function show(to) {
        step = to;
        draw();
        const said = panels.map(({ model, drawing, caption }) => {
            const { right, loss } = model.frames[step];
            const words = `${right} of ${points.flat().length} points right`;
            caption.textContent = `${model.name}: ${words}`;
            drawing.setAttribute("aria-label", `The points of two classes, and the boundary of the ${model.name} after epoch ${data.epochs[step]}`);
            return `${model.name}, ${words}, loss ${widgets.fixed(loss, 3)}`;
        });
        return `After epoch ${data.epochs[step]}: ${said.join("; ")}.`;
    }

    widgets.stepper(frame, { count: data.epochs.length, begin: data.epochs.length - 1, show, pause: 900, text: at => `Epoch ${data.epochs[at]}` });
    new ResizeObserver(draw).observe(frame.picture);
});
