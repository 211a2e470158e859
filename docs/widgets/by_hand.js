// Chapter 03: the network of "By hand, once", a step at a time: forward, backward, update, and forward again.
"use strict";

widgets.define("by_hand", (root, data) => {
    const { x: [x], label, rate, before, gradients, after } = data;
    const t = before.p[0].map((_, k) => (k === label ? 1 : 0));
    const frame = widgets.frame(root, "Try it: forward and backward, step by step");
    const format = widgets.number;
    const factor = value => (value < 0 ? `(${format(value)})` : format(value));
    const and = parts => parts.join(" and ");
    const list = (row, show = format) => `(${row.map(value => show(value)).join(", ")})`;
    const column = (matrix, j) => matrix.map(row => row[j]);
    // "1·1 + 2·1"
    const products = (a, b) => a.map((value, i) => `${factor(value)}·${factor(b[i])}`).join(" + ");

    // Each array with its gradient below, of the same shape.
    const arrays = {}, slopes = {};
    const pretty = name => name.replace("1", "₁").replace("2", "₂");
    const empty = rows => rows.map(row => row.map(() => null));
    function unit(name, kind) {
        const box = widgets.element("div", { class: "widget-pair" });
        arrays[name] = widgets.matrix(pretty(name), empty(name === "x" ? data.x : name === "t" ? [t] : before[name]), { kind });
        box.append(arrays[name].box);
        if (gradients[name]) box.append((slopes[name] = widgets.matrix("d" + pretty(name), empty(gradients[name]), { kind: "gradient" })).box);
        return box;
    }
    const row = (...parts) => widgets.element("div", { class: "widget-row numbers" }, ...parts);
    frame.picture.append(
        row(unit("x", "data"), unit("W1", "parameter"), unit("b1", "parameter"), unit("h", "data"), unit("a", "data")),
        row(unit("W2", "parameter"), unit("b2", "parameter"), unit("z", "data"), unit("p", "data"), unit("t", "plain"), unit("L", "data")),
        widgets.element("p", { class: "widget-note" }, "A thick frame: new in this step. A dashed frame: what it is computed from. Below each array is its gradient."));

    const linear = (input, weight, bias, result) =>
        and(result.map((value, m) => `${products(input, column(weight, m))} + ${factor(bias[m])} = ${format(value)}`));
    const outer = (left, right) => left.map(a => right.map(b => `${factor(a)}·${factor(b)} = ${format(a * b)}`).join(", ")).join("; ");
    const softmax = (scores, result) => {
        const sum = scores.map(z => `exp(${format(z)})`).join(" + ");
        return and(result.map((value, k) => `exp(${format(scores[k])}) / (${sum}) = ${format(value)}`));
    };

    // Of each step: what is new, what it is computed from ("d" before a name: its gradient), and the words.
    const { W1, b1: [b1], W2, b2: [b2], h: [h], a: [a], z: [z], p: [p], L: [[L]] } = before;
    const { z: [dz], a: [da], h: [dh] } = gradients;
    const steps = [
        { new: "x t W1 b1 W2 b2", words: `The sample x = ${list(x)} has the label ${label}, so t = ${list(t)}. The parameters are given. Nothing is computed yet.` },
        { new: "h", from: "x W1 b1", words: `Forward: h = x W₁ + b₁. ${linear(x, W1, b1, h)}.` },
        { new: "a", from: "h", words: `Forward: a = ReLU(h). ${and(h.map((value, i) => `max(0, ${format(value)}) = ${format(a[i])}`))}.` },
        { new: "z", from: "a W2 b2", words: `Forward: z = a W₂ + b₂, the scores. ${linear(a, W2, b2, z)}.` },
        { new: "p", from: "z", words: `Forward: p = softmax(z). ${softmax(z, p)}.` },
        { new: "L", from: "p t", words: `Forward: the loss is L = −ln p of the true class = −ln ${format(p[label])} = ${format(L)}.` },
        { new: "dz", from: "p t", words: `Backward: dz = p − t. ${and(dz.map((value, k) => `${format(p[k])} − ${t[k]} = ${format(value)}`))}.` },
        { new: "dW2 db2", from: "a dz", words: `Backward: dW₂ = aᵀ dz, each number of a times each of dz. ${outer(a, dz)}. And db₂ = dz.` },
        { new: "da", from: "dz W2", words: `Backward: da = dz W₂ᵀ. ${and(da.map((value, i) => `${products(dz, W2[i])} = ${format(value)}`))}.` },
        { new: "dh", from: "da h", words: `Backward: dh = da where h > 0, and 0 elsewhere. ${dh.map((value, i) => `h is ${format(h[i])}, so ${format(da[i])} ${h[i] > 0 ? "stays" : "becomes"} ${format(value)}`).join("; ")}.` },
        { new: "dW1 db1", from: "x dh", words: `Backward: dW₁ = xᵀ dh, each number of x times each of dh. ${outer(x, dh)}. And db₁ = dh.` },
        { new: "W1 b1 W2 b2", from: "dW1 db1 dW2 db2", words: `Update with learning rate ${rate}: each parameter minus ${rate} times its gradient. The first weight: ${format(W1[0][0])} − ${rate}·${factor(gradients.W1[0][0])} = ${format(after.W1[0][0])}.` },
        { new: "h a z p L", from: "x t W1 b1 W2 b2", words: `Forward again: h = ${list(after.h[0])}, z = ${list(after.z[0])}, p = ${list(after.p[0], value => widgets.fixed(value, 3))}. The loss has fallen from ${format(L)} to ${format(after.L[0][0])}.` },
    ];
    const update = 11, again = 12;

    const fill = (matrix, name, rows) => {
        rows.forEach((row, i) => row.forEach((value, j) => matrix.set(i, j, value)));
        matrix.describe(`${name}: ${rows.flat().every(value => value === null) ? "not computed yet" : rows.map(row => row.map(value => (typeof value === "number" ? format(value) : value)).join(" ")).join("; ")}`);
    };
    widgets.stepper(frame, { count: steps.length, pause: 3500, show: step => {
        const known = steps.slice(0, step + 1).flatMap(({ new: names }) => names.split(" "));
        for (const [name, matrix] of Object.entries(arrays)) {
            const isParameter = /^[Wb]/.test(name);
            const now = step >= (isParameter ? update : again) ? after : before;
            const rows = name === "x" ? data.x : name === "t" ? [t] : now[name];
            const shown = now === after && name === "p" ? rows.map(row => row.map(value => widgets.fixed(value, 3))) : rows;
            fill(matrix, pretty(name), known.includes(name) ? shown : empty(rows));
        }
        for (const [name, matrix] of Object.entries(slopes)) fill(matrix, "d" + pretty(name), known.includes("d" + name) ? gradients[name] : empty(gradients[name]));
        const { new: names, from = "", words } = steps[step];
        for (const [all, prefix] of [[arrays, ""], [slopes, "d"]]) {
            for (const [name, matrix] of Object.entries(all)) {
                matrix.box.classList.toggle("new", step > 0 && names.split(" ").includes(prefix + name));
                matrix.box.classList.toggle("used", from.split(" ").includes(prefix + name));
            }
        }
        return words;
    } });
});
