// What the widgets of the lessons share. A widget is a file NAME.js beside this one, and its numbers are in NAME.data.js.
// It fills the places that the lesson's filter has made for `<!-- widget: NAME -->`. Without JavaScript, and on paper, a
// reader has the picture or the table above it.
"use strict";

const widgets = {
    data: {}, // NAME.data.js stores the numbers of a widget here

    // Calls build(root, numbers) for each place of the page that asks for this widget.
    define(name, build) {
        for (const root of document.querySelectorAll(`.widget[data-widget="${name}"]`)) build(root, widgets.data[name]);
    },

    // A child that is a string is text; attributes as in HTML, and "on..." is a function.
    element(tag, attributes = {}, ...children) { return widgets.fill(document.createElement(tag), attributes, children); },
    svg(tag, attributes = {}, ...children) { return widgets.fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children); },
    fill(element, attributes, children) {
        for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
            else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
        }
        element.append(...children);
        return element;
    },

    // A number as text, rounded to at most so many decimals, with a proper minus sign.
    number(value, decimals = 3) { return String(Number(value.toFixed(decimals))).replace("-", "\u2212"); },
    // With exactly so many decimals.
    fixed(value, decimals) { return value.toFixed(decimals).replace("-", "\u2212"); },

    isCalm() { return matchMedia("(prefers-reduced-motion: reduce)").matches; },

    // The frame of a widget: its title, a place for controls, one for the words that say what the picture shows, and one for
    // the picture. A screen reader reads these words when say(words) changes them.
    frame(root, title) {
        const { element } = widgets;
        const id = `widget-${[...document.querySelectorAll(".widget")].indexOf(root)}`;
        const controls = element("div", { class: "widget-controls" });
        const picture = element("div", { class: "widget-picture" });
        const words = element("p", { class: "widget-words", role: "status" });
        root.setAttribute("role", "group");
        root.setAttribute("aria-labelledby", id);
        root.append(element("p", { class: "widget-title", id }, title), controls, words, picture);
        return { root, controls, picture, words, say(text) { words.textContent = text; } };
    },

    // For a widget that shows all that the picture before it shows: on a screen it takes the picture's place.
    replacePicture(root) {
        const before = root.previousElementSibling;
        if (before?.matches("figure")) before.classList.add("replaced");
    },

    // Buttons that go through steps 0 to count - 1: Back, Next and, unless the system asks for less motion, Play. The arrow
    // keys, Home and End work on them too. show(step) draws a step, and returns it in words.
    // `text(step)` is what stands beside them; `begin` is the step that is shown first.
    stepper(frame, { count, show, pause = 1600, begin = 0, text = at => `Step ${at + 1} of ${count}` }) {
        const { element } = widgets;
        let step = 0, timer = 0;
        const button = (text, action) => element("button", { type: "button", onclick: action }, text);
        const back = button("Back", () => { stop(); go(step - 1); });
        const next = button("Next", () => { stop(); go(step + 1); });
        const play = button("Play", () => {
            if (timer) return stop();
            go(step === count - 1 ? 0 : step + 1);
            timer = setInterval(() => { go(step + 1); if (step === count - 1) stop(); }, pause);
            play.textContent = "Pause";
            frame.words.setAttribute("aria-live", "off"); // no voice keeps up
        });
        const where = element("span", { class: "widget-where" });
        const steps = element("div", { class: "widget-steps", onkeydown: event => {
            const to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: count - 1 }[event.key];
            if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
            event.preventDefault();
            stop();
            go(to);
        } }, back, next, ...(widgets.isCalm() ? [] : [play]), where);
        frame.controls.append(steps);

        function stop() {
            clearInterval(timer);
            timer = 0;
            play.textContent = "Play";
            frame.words.removeAttribute("aria-live");
        }
        function go(to) {
            step = Math.min(Math.max(to, 0), count - 1);
            // A button that is disabled would lose the focus.
            back.setAttribute("aria-disabled", String(step === 0));
            next.setAttribute("aria-disabled", String(step === count - 1));
            where.textContent = text(step);
            frame.say(show(step));
        }
        go(begin);
        // For a widget whose steps change: begin again, with another count.
        return { restart(newCount) { stop(); count = newCount; go(0); } };
    },

    // A slider with its label, and its value beside it as text(value). show(value) draws, and returns what is seen in words.
    slider(frame, { label, min, max, step = 1, value, text = String, show }) {
        const { element } = widgets;
        const output = element("span", { class: "widget-where", "aria-hidden": "true" });
        const input = element("input", { type: "range", min, max, step, value, oninput: () => change() });
        frame.controls.append(element("label", { class: "widget-slider" }, element("span", {}, label), input, output));
        function change() {
            output.textContent = text(input.valueAsNumber);
            input.setAttribute("aria-valuetext", text(input.valueAsNumber));
            frame.say(show(input.valueAsNumber));
        }
        change();
        return { input, change };
    },

    // One of several, chosen by arrow keys or click; choose(index) is called for each new choice.
    choice(frame, { label, options, choose }) {
        const { element } = widgets;
        const name = `${frame.root.getAttribute("aria-labelledby")}-${frame.controls.children.length}`;
        frame.controls.append(element("fieldset", { class: "widget-choice" }, element("legend", {}, label), ...options.map((option, i) =>
            element("label", {}, element("input", { type: "radio", name, checked: i === 0, onchange: () => choose(i) }), option))));
    },

    // An array as squares with its name above. `kind` colors it: data, parameter, gradient or plain. rows[i][j] is a
    // number or, where nothing is yet, null. A screen reader hears what describe(text) was given.
    matrix(name, rows, { kind = "data", describe = "" } = {}) {
        const { element } = widgets;
        const cells = rows.map(row => row.map(() => element("span", { class: "cell" })));
        const grid = element("div", { class: "cells", style: `--columns: ${rows[0].length}` }, ...cells.flat());
        const box = element("div", { class: `matrix ${kind}`, role: "img" }, element("div", { class: "matrix-name" }, name), grid);
        const matrix = {
            box, grid,
            describe(text) { box.setAttribute("aria-label", text); },
            set(i, j, value) { cells[i][j].textContent = value === null ? "" : typeof value === "number" ? widgets.number(value) : value; },
            // The cells for which is(i, j) holds have this class.
            mark(className, is) { cells.forEach((row, i) => row.forEach((cell, j) => cell.classList.toggle(className, is(i, j)))); },
            // A frame around some cells, which slides when it is called again.
            surround(i, j, height, width) {
                matrix.ring ??= grid.appendChild(element("div", { class: "ring" }));
                matrix.ring.style.cssText = `--i: ${i}; --j: ${j}; --height: ${height}; --width: ${width}`;
            },
        };
        rows.forEach((row, i) => row.forEach((value, j) => matrix.set(i, j, value)));
        matrix.describe(describe || `${name}: ${rows.map(row => row.map(value => value ?? "empty").join(" ")).join("; ")}`);
        return matrix;
    },
};
