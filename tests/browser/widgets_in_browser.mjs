// Uses the widgets of a page, by keyboard alone, and compares what they show with numbers computed here. Called by
// pages_in_browser.mjs.

import { readFileSync } from "node:fs";

// The lines of tests/figures/NAME.txt.
const record = name => readFileSync(new URL(`../figures/${name}.txt`, import.meta.url), "utf8").trim().split("\n");
const numbersOf = text => (text.replaceAll("\u2212", "-").match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

// What each widget must show. `user` is a reader with a keyboard: see below.
const expectations = {
    async convolution(user) {
        const { examples } = await user.data();
        for (const [index, { x, filter, padding, y }] of examples.entries()) {
            if (index > 0) await user.press("first radio", "ArrowRight");
            const at = (i, j) => x[i - padding]?.[j - padding] ?? 0;
            const rows = [], sums = [];
            for (let h = 0; h < y.length; ++h) {
                for (let w = 0; w < y[0].length; ++w) {
                    const factors = filter.flatMap((row, u) => row.map((weight, v) => [at(h + u, w + v), weight]));
                    sums.push(factors.reduce((sum, [a, b]) => sum + a * b, 0));
                    rows.push(factors.map(([a]) => a));
                    if (sums.length > 1) await user.press("Next", sums.length % 2 ? "Enter" : "ArrowRight");
                    const words = `h = ${h}, w = ${w}: ${factors.map(pair => pair.join("·")).join(" + ")} = ${sums.at(-1)}. `;
                    await user.sees(words, `in p this patch is the row ${rows.at(-1).join(" ")}.`);
                    await user.seesMatrix("y", sums);
                    await user.seesMatrix("the patches as rows, p", rows.flat());
                }
            }
        }
    },

    async by_hand(user) {
        const { x: [x], label, rate, before } = await user.data();
        // The calculation of the lesson, on plain arrays.
        const transposed = m => m[0].map((_, j) => m.map(row => row[j]));
        const product = (a, b) => a.map(row => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
        const forward = ({ W1, b1, W2, b2 }) => {
            const h = product([x], W1)[0].map((value, i) => value + b1[0][i]);
            const a = h.map(value => Math.max(0, value));
            const z = product([a], W2)[0].map((value, i) => value + b2[0][i]);
            const sum = z.reduce((total, value) => total + Math.exp(value), 0);
            const p = z.map(value => Math.exp(value) / sum);
            return { W1, b1, W2, b2, h: [h], a: [a], z: [z], p: [p], L: [[-Math.log(p[label])]] };
        };
        const first = forward(before);
        const dz = [first.p[0].map((value, k) => value - (k === label ? 1 : 0))];
        const da = product(dz, transposed(before.W2));
        const dh = [da[0].map((value, i) => (first.h[0][i] > 0 ? value : 0))];
        const gradients = { W1: product(transposed([x]), dh), b1: dh, W2: product(transposed(first.a), dz), b2: dz };
        const moved = name => before[name].map((row, i) => row.map((value, j) => value - rate * gradients[name][i][j]));
        const second = forward({ W1: moved("W1"), b1: moved("b1"), W2: moved("W2"), b2: moved("b2") });
        const show = (value, decimals) => (decimals === undefined ? String(Number(value.toFixed(3))) : value.toFixed(decimals)).replace("-", "\u2212");
        const all = (rows, decimals) => rows.flat().map(value => show(value, decimals));

        const steps = [
            ["given", {}], ["h = x", { h: first.h }], ["ReLU", { a: first.a }], ["scores", { z: first.z }], ["softmax", { p: first.p }], [`= ${show(first.L[0][0])}`, { L: first.L }],
            ["dz = p", { dz }], ["dW₂ = aᵀ dz", { "dW₂": gradients.W2, "db₂": dz }], ["da = dz", { da }], ["dh = da", { dh }], ["dW₁ = xᵀ dh", { "dW₁": gradients.W1, "db₁": dh }],
            ["learning rate " + rate, { "W₁": second.W1, "b₁": second.b1, "W₂": second.W2, "b₂": second.b2 }],
            [`from ${show(first.L[0][0])} to ${show(second.L[0][0])}`, { h: second.h, a: second.a, z: second.z, L: second.L }],
        ];
        const empty = ["h", "a", "z", "p", "L", "dz", "da", "dh", "dW₁", "db₁", "dW₂", "db₂"];
        for (const name of empty) await user.seesMatrix(name, []);
        for (const [index, [words, arrays]] of steps.entries()) {
            if (index > 0) await user.press("Next", index % 2 ? "Enter" : "ArrowRight");
            await user.sees(words, ...Object.values(arrays).flatMap(rows => (index < 11 ? all(rows) : [])));
            for (const [name, rows] of Object.entries(arrays)) await user.seesMatrix(name, all(rows));
        }
        await user.seesMatrix("p", all(second.p, 3));
        await user.sees(...all(second.p, 3));
    },

    // f = u v with u = a b and v = u + b, computed here; `turns` are the orders that the widget offers.
    async tape(user) {
        const { nodes } = await user.data();
        const [a, b] = nodes.map(one => one.value), u = a * b, v = u + b, f = u * v;
        const backward = turns => {
            const gradients = { f: 1 }, steps = [];
            const add = (to, value) => { gradients[to] = (gradients[to] ?? 0) + value; return value; };
            const ways = { f: [["u", v], ["v", u]], v: [["u", 1], ["b", 1]], u: [["a", b], ["b", a]] };
            for (const turn of turns) {
                const own = gradients[turn];
                steps.push({ turn, own, adds: ways[turn].map(([to, slope]) => [to, add(to, own * slope), gradients[to]]) });
            }
            return { steps, gradients };
        };
        const state = () => user.root.evaluate(root => ({
            nodes: [...root.querySelectorAll(".tape .node")].map(node => [...node.querySelectorAll("text")].slice(0, 2).map(text => text.textContent)),
            added: [...root.querySelectorAll(".tape .added")].map(text => text.textContent).filter(text => text).map(Number).sort((x, y) => x - y),
        }));
        const shows = async (values, gradients, added) => {
            const wanted = {
                nodes: ["a", "b", "u", "v", "f"].map(name => [values[name] === undefined ? name : `${name} = ${values[name]}`, gradients[name] === undefined ? "" : `d${name} = ${gradients[name]}`]),
                added: [...added].sort((x, y) => x - y),
            };
            const shown = await state();
            if (JSON.stringify(shown) !== JSON.stringify(wanted)) throw new Error(`it must show ${JSON.stringify(wanted)}, and shows ${JSON.stringify(shown)}`);
        };
        const right = backward(["f", "v", "u"]).gradients;
        for (const turns of [["f", "v", "u"], ["f", "u", "v"]]) {
            if (turns[1] === "u") await user.press("first radio", "ArrowRight");
            const values = { a, b }, known = {}, added = [];
            let key = 0;
            const next = () => user.press("Next", ++key % 2 ? "Enter" : "ArrowRight");
            await user.sees(`a = ${a} and b = ${b}`);
            await shows(values, known, added);
            for (const [name, formula, value] of [["u", `a · b = ${a} · ${b}`, u], ["v", `u + b = ${u} + ${b}`, v], ["f", `u · v = ${u} · ${v}`, f]]) {
                await next();
                values[name] = value;
                await user.sees(`Forward: ${name} = ${formula} = ${value}`);
                await shows(values, known, added);
            }
            await next();
            known.f = 1;
            await user.sees("df = 1");
            await shows(values, known, added);
            const { steps, gradients } = backward(turns);
            for (const { turn, own, adds } of steps) {
                await next();
                for (const [to, value, sum] of adds) { known[to] = sum; added.push(value); }
                await user.sees(`The turn of ${turn}, with d${turn} = ${own}`, ...adds.map(([to]) => `${to} gets d${turn}${turn === "v" ? "" : " ·"}`), ...adds.map(([, value]) => `= ${value}`), ...adds.map(([to, , sum]) => `${sum}`));
                if (turns[1] === "u" && turn === "v") await user.sees("too late");
                await shows(values, known, added);
            }
            await next();
            for (const name of ["f", "u", "v"]) delete known[name];
            await user.sees(`a.grad = ${gradients.a} and b.grad = ${gradients.b}`);
            if (turns[1] === "u") await user.sees(`${right.a} and ${right.b} would be right`);
            await shows(values, known, added);
        }
    },

    async moved_digits(user) {
        const { accuracies, networks } = await user.data();
        // The table of the lesson above has the same numbers.
        const rows = await user.root.evaluate(root => {
            const table = [...document.querySelectorAll("table")].filter(one => one.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
            return [...table.querySelectorAll("tr")].slice(1).map(row => [...row.cells].map(cell => cell.textContent.trim()));
        });
        if (rows.length !== accuracies.length) throw new Error(`the table above has ${rows.length} rows, and the slider ${accuracies.length} places`);
        for (const [by, [, ...percents]] of rows.entries()) {
            if (by > 0) await user.press("range Moved by", "ArrowRight");
            await user.sees(by === 0 ? "Not moved" : `Moved by ${by} pixel`, ...percents.map((percent, n) => (n === 0 ? `${networks[n]} reads ${percent}` : `${networks[n]} ${percent}`)));
            const shown = await user.root.evaluate(root => ({
                texts: [...root.querySelectorAll(".bar-row .value")].map(value => value.textContent),
                widths: [...root.querySelectorAll(".bar")].map(bar => bar.style.width),
                moved: root.querySelector(".ink").getAttribute("transform"),
                spoken: root.querySelector("input").getAttribute("aria-valuetext"),
            }));
            const wanted = { texts: percents, widths: percents.map(percent => `${parseFloat(percent)}%`), moved: `translate(${by} 0)`, spoken: `${by} pixel${by === 1 ? "" : "s"}` };
            if (JSON.stringify(shown) !== JSON.stringify(wanted)) throw new Error(`it must show ${JSON.stringify(wanted)}, and shows ${JSON.stringify(shown)}`);
        }
        await user.press("range Moved by", "Home");
        await user.sees("Not moved");
    },

    // The page takes these steps itself, and the record has those of the chapters' optimizers. Those are of float, whose sums are
    // rounded a little differently.
    async ravine(user) {
        const rows = record("ch04_ravine").map(line => line.match(/^(\w+), learning rate ([\d.]+): (.*)$/).slice(1));
        const rates = [...new Set(rows.map(([, rate]) => rate))];
        const rateSlider = "range Learning rate";
        await user.press(rateSlider, "Home");
        for (const rate of rates) {
            if (rate !== rates[0]) await user.press(rateSlider, "ArrowRight");
            await user.sees(`Learning rate ${rate},`);
            await user.press("Back", "Home");
            for (let step = 1; step <= 100; step = step < 10 ? step + 1 : step + 90) {
                await user.press("Back", step > 10 ? "End" : "ArrowRight");
                for (const [optimizer, , stops] of rows.filter(row => row[1] === rate)) {
                    const cells = await user.root.locator(`tr[data-optimizer=${optimizer}] td`).allTextContents();
                    for (const stop of stops.split("; ")) {
                        const [at, ...recorded] = numbersOf(stop), shown = numbersOf(cells.join(" "));
                        const isFar = stop.endsWith("far away");
                        if (isFar ? at > step : at !== step) continue;
                        const same = isFar ? cells[0] === `far away at step ${at}` : shown.length === 3 && recorded.every((number, i) => Math.abs(number - shown[i]) <= 2e-4 + 2e-4 * Math.abs(number));
                        if (!same) throw new Error(`${optimizer} with learning rate ${rate} must be at ${stop}, and is at ${cells.join(", ")}`);
                    }
                }
            }
        }
        await user.press(rateSlider, "End");
        await user.sees(`Learning rate ${rates.at(-1)},`);
    },

    async temperature(user) {
        const { frames } = await user.data();
        const slider = "range Temperature";
        await user.press(slider, "Home");
        for (const [index, { tenths, accuracy, confidence, error, bins }] of frames.entries()) {
            if (index > 0) await user.press(slider, "ArrowRight");
            await user.sees(`Temperature ${(tenths / 10).toFixed(1)}:`, `error ${error.toFixed(2)}%`, `confidence is ${confidence.toFixed(2)}%`, `accuracy ${accuracy.toFixed(2)}%`);
            const rows = await user.root.locator("tbody tr").evaluateAll(all => all.map(row => [...row.cells].map(cell => cell.textContent).join(" ").trim()));
            const wanted = bins.map(([tenths, count, ...shares]) => `${(tenths / 10).toFixed(1)} to ${((tenths + 1) / 10).toFixed(1)} ${[count, ...shares.map(share => share.toFixed(3))].join(" ")}`);
            const shown = rows.filter(row => !row.endsWith(" 0"));
            if (JSON.stringify(shown) !== JSON.stringify(wanted)) throw new Error(`temperature ${tenths / 10}: the table must be ${wanted.join("; ")}, and shows ${shown.join("; ")}`);
            const dots = await user.root.locator("svg .bin").count();
            if (dots !== bins.length) throw new Error(`temperature ${tenths / 10}: ${dots} dots for ${bins.length} bins`);
        }
    },

    // The numbers are those of the record: tests/widgets. Here: the page shows them, and marks as wrong as many points as it must.
    async boundary(user) {
        const { points, epochs, models } = await user.data();
        const count = points.flat().length;
        await user.press("Back", "Home");
        for (const [index, epoch] of epochs.entries()) {
            if (index > 0) await user.press("Next", index % 2 ? "Enter" : "ArrowRight");
            const frames = models.map(model => model.frames[index]);
            await user.sees(`After epoch ${epoch}:`, ...frames.map(({ right, loss }, i) => `${models[i].name}, ${right} of ${count} points right, loss ${loss.toFixed(3)}`));
            const drawings = user.root.locator("svg");
            for (const [i, { right }] of frames.entries()) {
                const wrong = await drawings.nth(i).locator(".point.wrong").count(), all = await drawings.nth(i).locator(".point").count();
                if (all !== count || all - wrong !== right) throw new Error(`${models[i].name}, epoch ${epoch}: ${wrong} of ${all} points are marked as wrong, not ${count - right}`);
            }
        }
    },
};

class User {
    constructor(page, root, name) { Object.assign(this, { page, root, name, faults: [] }); }

    data() { return this.page.evaluate(name => widgets.data[name], this.name); }
    async words() { return (await this.root.locator("[role=status]").first().textContent()).replaceAll("\u00a0", " "); }

    // The focus stands before the widget; the next Tab leads into it.
    async start() {
        await this.root.evaluate(root => {
            const before = document.createElement("span");
            before.tabIndex = 0;
            root.before(before);
            before.focus();
            before.addEventListener("blur", () => before.remove(), { once: true });
        });
    }

    // Tab, until the focus leaves the widget or is on what `is` asks for: a button's text, or "first radio" or "range".
    async tab(is = "") {
        await this.start();
        const names = [];
        for (let i = 0; i < 50; ++i) {
            await this.page.keyboard.press("Tab");
            const name = await this.root.evaluate(root => {
                const active = document.activeElement;
                if (!root.contains(active)) return null;
                return active.type === "radio" ? "first radio" : active.type === "range" ? `range ${active.labels[0]?.innerText.trim()}` : active.innerText;
            });
            if (name === null) break;
            names.push(name);
            if (is && name.startsWith(is)) return names;
        }
        if (is) throw new Error(`Tab does not lead to "${is}", only to ${JSON.stringify(names)}`);
        return names;
    }

    // Presses keys on a control, to which Tab leads.
    async press(control, ...keys) {
        const isThere = this.last === control && await this.root.evaluate(root => root.contains(document.activeElement));
        if (!isThere) await this.tab(control);
        this.last = control;
        for (const key of keys) await this.page.keyboard.press(key);
    }

    async sees(...parts) {
        const words = await this.words();
        for (const part of parts)
            if (!words.toLowerCase().includes(part.toLowerCase())) throw new Error(`it must say "${part}", and says "${words}"`);
    }

    // The squares of an array that are not empty.
    async seesMatrix(name, expected) {
        const cells = await this.root.locator(".matrix").evaluateAll((all, wanted) => {
            const matrix = all.find(one => one.querySelector(".matrix-name").textContent === wanted);
            return matrix && [...matrix.querySelectorAll(".cell")].map(cell => cell.textContent).filter(text => text);
        }, name);
        const wanted = expected.map(value => String(value).replace("-", "\u2212"));
        if (JSON.stringify(cells) !== JSON.stringify(wanted)) throw new Error(`${name} must be ${wanted}, and shows ${cells}`);
    }
}

// What every widget must have. Runs in the page.
function lookAt(root) {
    const found = [];
    const title = document.getElementById(root.getAttribute("aria-labelledby"));
    if (root.getAttribute("role") !== "group" || !title?.textContent) found.push("it is no group with a name");
    if (!root.querySelector("[role=status]")?.textContent) found.push("it does not say in words what it shows (role=status)");
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let smallest = Infinity;
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!texts.currentNode.textContent.trim() || parent.getClientRects().length === 0) continue;
        const scale = parent instanceof SVGElement ? Math.abs(parent.getScreenCTM().d) : 1;
        smallest = Math.min(smallest, scale * parseFloat(getComputedStyle(parent).fontSize));
    }
    if (smallest < 10.99) found.push(`it has letters of ${smallest.toFixed(1)} px`);
    return found;
}

// Every control, of a group of radio buttons the one that is chosen. Runs in the page.
function countControls(root) {
    return [...root.querySelectorAll("button, input, select")].filter(control => control.type !== "radio" || control.checked).length;
}

// The faults of all widgets of the page, which then stand at their last steps. Adds their names to `seen`.
export async function useWidgets(page, seen) {
    const faults = [];
    const roots = page.locator(".widget");
    await page.emulateMedia({ media: "print" });
    if (await page.locator(".widget:visible").count() > 0) faults.push("a widget is printed; on paper the picture above it is enough");
    await page.emulateMedia({ media: "screen" });
    const count = await roots.count();
    for (let i = 0; i < count; ++i) {
        const root = roots.nth(i);
        const name = await root.getAttribute("data-widget");
        const said = fault => faults.push(`widget ${name}: ${fault}`);
        seen.add(name);
        if (await root.evaluate(root => root.childElementCount === 0)) { said("it is empty"); continue; }
        if (!expectations[name]) { said("tests/browser/widgets_in_browser.mjs does not say what it must show"); continue; }
        const user = new User(page, root, name);
        try {
            const wrong = await root.evaluate(lookAt);
            wrong.forEach(said);
            if (wrong.length > 0) continue;
            const reached = await user.tab();
            const controls = await root.evaluate(countControls);
            if (reached.length < controls || controls === 0) said(`Tab reaches ${reached.length} of its ${controls} controls`);
            await expectations[name](user);
            if (reached.includes("Play")) {
                await user.press("Back", "Home");
                const words = () => root.locator("[role=status]").first().textContent();
                const before = await words();
                await user.press("Play", "Enter");
                const first = await words();
                await page.waitForFunction(([index, words]) => document.querySelectorAll(".widget")[index].querySelector("[role=status]").textContent !== words,
                    [i, first], { timeout: 30_000 }).catch(() => said("Play makes no second step"));
                if (before === first) said("Play makes no step");
                await user.press("Back", "End");
            }
            (await root.evaluate(lookAt)).forEach(said);
        } catch (error) {
            said(error.message.split("\n")[0]);
        }
    }
    return faults;
}
