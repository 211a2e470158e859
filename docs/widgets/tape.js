// Chapter 09: the tape of "By hand, once", a node at a time: forward writes it, backward reads it from its end.
"use strict";

widgets.define("tape", (root, data) => {
    const frame = widgets.frame(root, "Try it: write the tape, and go back");
    const { svg, number: format } = widgets;
    const { nodes } = data;
    const node = Object.fromEntries(nodes.map(one => [one.name, one]));
    const results = nodes.filter(one => one.operation);
    const leaves = nodes.filter(one => !one.operation);
    const sign = { "*": "·", "+": "+" };
    const formula = ({ parents, operation }) => `${parents[0]} ${sign[operation]} ${parents[1]}`;
    const value = name => format(node[name].value);
    const and = parts => parts.join(" and ");

    // Where the nodes are, in a drawing that is narrow enough for a telephone.
    const width = 362, height = 214, half = 33, tall = 23;
    const places = { a: [37, 72], b: [37, 160], u: [134, 72], v: [228, 160], f: [325, 72] };
    // Of each arrow from an operand: where it begins and ends, and the place of the number that goes back along it.
    const arrows = {
        "a u": [[70, 72], [99, 72], [86, 62]],
        "b u": [[70, 140], [103, 97], [74, 118]],
        "u v": [[165, 97], [197, 134], [197, 113]],
        "b v": [[70, 160], [193, 160], [134, 152]],
        "u f": [[167, 72], [290, 72], [228, 62]],
        "v f": [[259, 135], [293, 97], [265, 113]],
    };

    const parts = {};
    const drawing = svg("svg", { class: "tape", role: "img", viewBox: `0 0 ${width} ${height}`, width, height });
    const added = {};
    for (const result of results) {
        for (const parent of result.parents) {
            const [[x1, y1], [x2, y2], [x, y]] = arrows[`${parent} ${result.name}`];
            const [dx, dy] = [x2 - x1, y2 - y1], length = Math.hypot(dx, dy), [ex, ey] = [7 * dx / length, 7 * dy / length];
            const head = `M${x2} ${y2}L${x2 - ex - ey * 0.6} ${y2 - ey + ex * 0.6}L${x2 - ex + ey * 0.6} ${y2 - ey - ex * 0.6}Z`;
            const group = svg("g", { class: "arrow" }, svg("path", { class: "shaft", d: `M${x1} ${y1}L${x2} ${y2}` }), svg("path", { class: "head", d: head }));
            const text = svg("text", { class: "added", x, y, "text-anchor": "middle" });
            drawing.append(group, text);
            added[`${parent} ${result.name}`] = { group, text };
        }
    }
    for (const one of nodes) {
        const [x, y] = places[one.name];
        const at = dy => ({ x, y: y + dy, "text-anchor": "middle" });
        const how = svg("text", { ...at(y > 100 ? tall + 16 : -tall - 8), class: "how" }, one.operation ? formula(one) : "leaf");
        const box = svg("rect", { x: x - half, y: y - tall, width: 2 * half, height: 2 * tall, rx: 4 });
        const number = svg("text", at(-4)), gradient = svg("text", at(15));
        const group = svg("g", { class: `node ${one.operation ? "result" : "leaf"}` }, box, number, gradient, how);
        drawing.append(group);
        parts[one.name] = { group, number, gradient };
    }
    frame.picture.append(drawing,
        widgets.element("p", { class: "widget-note" }, "A thick frame: new in this step. A dashed frame: what it is computed from. In each node is its value and, below it, its gradient so far; on the arrows is what was added."));

    // Every step: what is known after it, and the words. `values` and `gradients` go by name, `added` by arrow.
    function stepsOf({ steps: backward, leaves: end }) {
        const values = Object.fromEntries(leaves.map(one => [one.name, one.value])), gradients = {}, onArrows = {}, done = new Set();
        const all = [];
        const add = (words, fresh, used) => all.push({ words, fresh, used, values: { ...values }, gradients: { ...gradients }, added: { ...onArrows } });
        add(`The leaves ${and(leaves.map(one => `${one.name} = ${format(one.value)}`))} are given, and both require a gradient. Nothing is computed yet.`, [], []);
        for (const one of results) {
            values[one.name] = one.value;
            const numbers = one.parents.map(value).join(` ${sign[one.operation]} `);
            add(`Forward: ${one.name} = ${formula(one)} = ${numbers} = ${value(one.name)}. The new node keeps its operation, and its parents ${and(one.parents)}.`, [one.name], one.parents);
        }
        const last = results.at(-1).name;
        gradients[last] = backward[0].gradient;
        add(`Backward begins at the end: d${last} = ${format(gradients[last])}, because ${last} grows as fast as itself.`, [last], []);
        for (const { node: name, gradient, adds } of backward) {
            const { parents, operation } = node[name];
            const ways = parents.map((parent, i) => {
                const other = parents[1 - i];
                const how = operation === "*" ? `d${name} · ${other} = ${format(gradient)} · ${value(other)} = ${format(adds[i])}` : `d${name} = ${format(adds[i])}`;
                return `${parent} gets ${how}`;
            });
            const sums = parents.map((parent, i) => {
                const before = gradients[parent];
                gradients[parent] = (before ?? 0) + adds[i];
                onArrows[`${parent} ${name}`] = adds[i];
                return `d${parent} = ${before === undefined ? "" : `${format(before)} + ${format(adds[i])} = `}${format(gradients[parent])}`;
            });
            const late = parents.filter(parent => done.has(parent));
            done.add(name);
            const warning = late.length > 0 ? ` But ${and(late)} has had its turn: this comes too late, and is never handed on.` : "";
            add(`The turn of ${name}, with d${name} = ${format(gradient)}: ${and(ways)}. So far ${and(sums)}.${warning}`, parents, [name]);
        }
        const right = data.orders[0].leaves;
        const isWrong = leaves.some(({ name }) => end[name] !== right[name]);
        const said = and(leaves.map(({ name }) => `${name}.grad = ${format(end[name])}`));
        for (const { name } of results) delete gradients[name];
        add(isWrong ? `The result is ${said}. Both are wrong: ${and(leaves.map(({ name }) => format(right[name])))} would be right.`
            : `The leaves keep their gradients: ${said}. Those of ${and([results.slice(0, -1).map(one => one.name).join(", "), last])} are dropped, and the history is freed.`, leaves.map(one => one.name), []);
        return all;
    }

    let all = stepsOf(data.orders[0]);
    function show(step) {
        const { words, fresh, used, values, gradients, added: numbers } = all[step];
        for (const { name } of nodes) {
            const { group, number, gradient } = parts[name];
            number.textContent = values[name] === undefined ? name : `${name} = ${format(values[name])}`;
            gradient.textContent = gradients[name] === undefined ? "" : `d${name} = ${format(gradients[name])}`;
            group.classList.toggle("known", values[name] !== undefined);
            group.classList.toggle("new", fresh.includes(name));
            group.classList.toggle("used", used.includes(name));
        }
        for (const [arrow, { group, text }] of Object.entries(added)) {
            group.classList.toggle("known", values[arrow.split(" ")[1]] !== undefined);
            group.classList.toggle("back", numbers[arrow] !== undefined);
            text.textContent = numbers[arrow] === undefined ? "" : `+${format(numbers[arrow])}`;
        }
        const seen = nodes.map(({ name }) => `${parts[name].number.textContent}${gradients[name] === undefined ? "" : `, ${parts[name].gradient.textContent}`}`);
        drawing.setAttribute("aria-label", `The tape of f = u v with u = a b and v = u + b: ${seen.join("; ")}`);
        return words;
    }

    widgets.choice(frame, { label: "Backward", options: data.orders.map(one => one.name), choose: index => {
        all = stepsOf(data.orders[index]);
        steps.restart(all.length);
    } });
    const steps = widgets.stepper(frame, { count: all.length, show, pause: 3500 });
});
