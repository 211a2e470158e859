// The page of ./workbook draw: it sends strokes, and shows the network's answer. All lengths on the paper are in pixels
// of a canvas of 280 x 280, whatever its size on the screen.

const SIDE = 280;
const byId = id => document.getElementById(id);

const paper = byId("paper");
const ink = byId("ink");
const seen = byId("seen");

// ---- The drawing -------------------------------------------------------------------------------------------------

// A stroke is {width, points: [[x, y], ...]}. `steps` are the drawings that Undo goes back to, the last one first.
let strokes = [];
const steps = [];

function change(next) {
    steps.push(strokes);
    strokes = next;
    drawingChanged();
}

function undo() {
    if (steps.length === 0) return;
    liftKeyboardPen();
    strokes = steps.pop();
    drawingChanged();
}

function clear() {
    if (strokes.length === 0) return;
    liftKeyboardPen();
    change([]);
}

function begin(x, y) {
    change([...strokes, { width: Number(byId("width").value), points: [rounded(x, y)] }]);
}

// Points closer together than this are left out.
const NEAR = 2;

function extend(x, y) {
    const points = strokes.at(-1).points;
    const [lastX, lastY] = points.at(-1);
    if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
    points.push(rounded(x, y));
    drawingChanged();
}

function rounded(x, y) {
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function drawingChanged() {
    byId("undo").disabled = steps.length === 0;
    byId("clear").disabled = strokes.length === 0;
    byId("invitation").classList.toggle("gone", strokes.length > 0);
    closeLabels();
    byId("kept").textContent = "";
    paintSoon();
    ask();
}

// ---- The pen: mouse, finger, stylus --------------------------------------------------------------------------------

let pointer = null;

function onPaper(event) {
    const box = ink.getBoundingClientRect();
    return [(event.clientX - box.left) * SIDE / box.width, (event.clientY - box.top) * SIDE / box.height];
}

paper.addEventListener("pointerdown", event => {
    if (event.button !== 0 || !event.isPrimary || pointer !== null) return;
    pointer = event.pointerId;
    paper.setPointerCapture(pointer);
    liftKeyboardPen();
    hideKeyboardPen();
    began = performance.now();
    begin(...onPaper(event));
});

paper.addEventListener("pointermove", event => {
    if (event.pointerId !== pointer) return;
    began ??= performance.now();
    // Between two frames a pen moves more than once.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length > 0 ? moves : [event]) extend(...onPaper(move));
});

for (const ending of ["pointerup", "pointercancel", "lostpointercapture"])
    paper.addEventListener(ending, event => {
        if (event.pointerId === pointer) pointer = null;
    });

// ---- The pen: keyboard ---------------------------------------------------------------------------------------------

const keyPen = { shown: false, down: false, x: SIDE / 2, y: SIDE / 2 };
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const held = new Set();

function liftKeyboardPen() {
    keyPen.down = false;
}

function hideKeyboardPen() {
    keyPen.shown = false;
    paintSoon();
}

function tell(what) {
    byId("said").textContent = what;
}

paper.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in arrows) {
        held.add(event.key);
        moveKeyboardPen(event.shiftKey ? 2 : 10);
    } else if (event.key === " ") {
        if (event.repeat) return;
        keyPen.shown = true;
        keyPen.down = !keyPen.down;
        if (keyPen.down) begin(keyPen.x, keyPen.y);
        tell(keyPen.down ? "Pen down" : "Pen up");
    } else if (event.key === "Escape") {
        liftKeyboardPen();
        tell("Pen up");
    } else if (event.key === "Delete" || event.key === "Backspace") {
        clear();
    } else {
        return;
    }
    event.preventDefault();
    paintSoon();
});

paper.addEventListener("keyup", event => held.delete(event.key));
paper.addEventListener("blur", () => {
    held.clear();
    liftKeyboardPen();
    hideKeyboardPen();
});
paper.addEventListener("focus", () => {
    if (!paper.matches(":focus-visible")) return;
    keyPen.shown = true;
    paintSoon();
});

// All arrow keys that are held down: two of them move the pen diagonally.
function moveKeyboardPen(step) {
    const inside = place => Math.min(Math.max(place, 0), SIDE);
    keyPen.shown = true;
    let [dx, dy] = [0, 0];
    for (const key of held) {
        dx += arrows[key]?.[0] ?? 0;
        dy += arrows[key]?.[1] ?? 0;
    }
    keyPen.x = inside(keyPen.x + dx * step);
    keyPen.y = inside(keyPen.y + dy * step);
    if (keyPen.down) extend(keyPen.x, keyPen.y);
}

document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
        event.preventDefault();
        undo();
    }
});

byId("undo").addEventListener("click", undo);
byId("clear").addEventListener("click", clear);
byId("width").addEventListener("input", () => paintSoon());

// ---- Painting the paper --------------------------------------------------------------------------------------------

let painting = false;

function paintSoon() {
    if (painting) return;
    painting = true;
    requestAnimationFrame(() => {
        painting = false;
        paint();
    });
}

function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function paint() {
    const pixels = Math.max(1, Math.round(ink.clientWidth * devicePixelRatio));
    if (ink.width !== pixels) ink.width = ink.height = pixels;
    const pen = ink.getContext("2d");
    pen.setTransform(pixels / SIDE, 0, 0, pixels / SIDE, 0, 0);
    pen.clearRect(0, 0, SIDE, SIDE);
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = pen.fillStyle = color(showsSaliency() ? "--mute-ink" : "--ink");
    for (const { width, points } of strokes) {
        pen.lineWidth = width;
        pen.beginPath();
        if (points.length === 1) {
            // A canvas does not draw a line from a point to itself. A pen draws a dot.
            pen.arc(...points[0], width / 2, 0, 2 * Math.PI);
            pen.fill();
        } else {
            for (const point of points) pen.lineTo(...point);
            pen.stroke();
        }
    }
    paintSaliency(pen);
    if (keyPen.shown) paintKeyboardPen(pen);
}

// The ink that is evidence for the answer, and the ink that is evidence against it, each in its color.
function showsSaliency() {
    return byId("saliency").checked && reading?.saliency?.values !== undefined && strokes.length > 0;
}

function paintSaliency(pen) {
    if (!showsSaliency()) return;
    const map = reading.saliency;
    const tile = document.createElement("canvas");
    tile.width = map.cols;
    tile.height = map.rows;
    const image = new ImageData(map.cols, map.rows);
    const speaksFor = rgb(color("--for")), speaksAgainst = rgb(color("--against"));
    map.values.forEach((value, i) => {
        const [r, g, b] = value > 0 ? speaksFor : speaksAgainst;
        image.data.set([r, g, b, 255 * Math.abs(value) ** 0.6], 4 * i);
    });
    tile.getContext("2d").putImageData(image, 0, 0);
    const { x, y, scale } = reading.placement;
    pen.save();
    pen.globalCompositeOperation = "source-atop";
    pen.drawImage(tile, x, y, map.cols * scale, map.rows * scale);
    pen.restore();
}

function rgb(hex) {
    return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
}

// A ring as large as the pen, with a cross in it; filled while the pen is down.
function paintKeyboardPen(pen) {
    const { x, y, down } = keyPen;
    const radius = Number(byId("width").value) / 2;
    pen.lineWidth = 2;
    pen.strokeStyle = pen.fillStyle = color("--accent");
    pen.beginPath();
    pen.arc(x, y, radius + 2, 0, 2 * Math.PI);
    pen.stroke();
    if (down) {
        pen.beginPath();
        pen.arc(x, y, 4, 0, 2 * Math.PI);
        pen.fill();
    }
    pen.beginPath();
    for (const [dx, dy] of Object.values(arrows)) {
        pen.moveTo(x + dx * (radius + 2), y + dy * (radius + 2));
        pen.lineTo(x + dx * (radius + 9), y + dy * (radius + 9));
    }
    pen.stroke();
}

new ResizeObserver(paintSoon).observe(paper);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paintSoon());

// ---- Asking the network --------------------------------------------------------------------------------------------

// At most one request is under way. If the drawing changes meanwhile, one more request follows.
let asking = false;
let changed = false;
let reading = null;
let began = null;

async function ask() {
    changed = true;
    if (asking) return;
    asking = true;
    while (changed) {
        changed = false;
        const since = began;
        began = null;
        try {
            show(await read());
            if (since !== null) {
                performance.measure("stroke to bars", { start: since });
                performance.clearMeasures("stroke to bars");
            }
            noTrouble();
        } catch (error) {
            if (error instanceof ServerIsGone) break;
            trouble(error.message);
        }
    }
    asking = false;
}

async function read() {
    if (strokes.length === 0) return { empty: true };
    return send("/api/read", {
        ...drawing(),
        temperature: temperature(),
        saliency: byId("saliency").checked,
        activations: byId("maps").open,
    });
}

function drawing() {
    return { strokes, rows: SIDE, cols: SIDE };
}

class ServerIsGone extends Error {}

async function send(path, question) {
    const options = question === undefined ? {} : {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(question),
    };
    let response;
    try {
        response = await fetch(path, { ...options, signal: AbortSignal.timeout(10_000) });
    } catch {
        serverIsGone();
        throw new ServerIsGone();
    }
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? `The server answers ${response.status}.`);
    return answer;
}

// ---- Showing what it reads -----------------------------------------------------------------------------------------

const rows = Array.from({ length: 10 }, (_, digit) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const track = document.createElement("span");
    const bar = document.createElement("div");
    const share = document.createElement("span");
    name.textContent = digit;
    track.className = "track";
    track.setAttribute("aria-hidden", "true");
    bar.className = "bar";
    share.className = "share";
    share.textContent = "–";
    track.append(bar);
    row.append(name, track, share);
    byId("bars").append(row);
    return { row, bar, share };
});

function percent(probability) {
    if (probability >= 0.9995 && probability < 1) return ">99.9%";
    return `${(100 * probability).toFixed(1)}%`;
}

function inWords(probability) {
    if (probability > 0.99) return "Sure";
    if (probability > 0.9) return "Fairly sure";
    if (probability > 0.6) return "Not so sure";
    return "Guessing";
}

function show(answer) {
    reading = answer;
    const empty = answer.empty;
    byId("wrong").hidden = empty;
    byId("digit").textContent = empty ? "?" : answer.digit;
    byId("digit").classList.toggle("none", empty);
    const probability = empty ? 0 : answer.probabilities[answer.digit];
    byId("certainty").textContent = !empty ? inWords(probability)
        : strokes.length === 0 ? "Nothing is drawn yet" : "There is no ink on the paper";
    byId("probability").textContent = empty ? "" : percent(probability);
    rows.forEach(({ row, bar, share }, digit) => {
        const p = empty ? 0 : answer.probabilities[digit];
        bar.style.transform = `scaleX(${p})`;
        share.textContent = empty ? "–" : percent(p);
        row.classList.toggle("best", !empty && digit === answer.digit);
    });
    showSeen(empty ? null : answer.seen);
    showProblem("saliency-problem", answer.saliency?.problem);
    byId("legend").hidden = !answer.saliency?.values;
    showMaps(answer.activations);
    sayLater(empty ? "Nothing is drawn" : `It reads ${answer.digit}, ${inWords(probability)}, ${percent(probability)}`);
    paintSoon();
}

function showSeen(image) {
    const pen = seen.getContext("2d");
    pen.clearRect(0, 0, seen.width, seen.height);
    seen.setAttribute("aria-label", image ? "What the network sees: the drawing, 20 pixels tall or wide, in the middle of 28 by 28"
        : "What the network sees: nothing yet");
    if (image) pen.putImageData(gray(image.ink, image.cols, image.rows), 0, 0);
}

function gray(values, width, height) {
    const image = new ImageData(width, height);
    values.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    return image;
}

function showProblem(id, problem) {
    byId(id).hidden = !problem;
    byId(id).textContent = problem ?? "";
}

// A screen reader is told when the pen stops, not at every move.
let toSay = 0;

function sayLater(what) {
    clearTimeout(toSay);
    toSay = setTimeout(() => tell(what), 700);
}

// ---- What its layers find ------------------------------------------------------------------------------------------

const LAYERS = {
    relu1: "First convolution: strokes and edges",
    pool1: "The same, coarser",
    relu2: "Second convolution: patterns of those",
    pool2: "The same, coarser: the input of the Linear layers",
};

function showMaps(layers) {
    const place = byId("layers");
    const isList = Array.isArray(layers);
    byId("maps-note").textContent = layers?.problem
        ?? (isList && layers.length === 0 ? "This network has no maps: it is not convolutional. (Chapter 05 trains one that is.)"
            : "Each square is one map: it is bright where its filter fits the drawing.");
    if (!isList) {
        place.replaceChildren();
        return;
    }
    layers.forEach((layer, at) => showLayer(place, layer, at));
    while (place.children.length > layers.length) place.lastChild.remove();
}

function showLayer(place, { name, channels, rows, cols, values }, at) {
    let section = place.children[at];
    if (!section || section.dataset.name !== name) {
        section = document.createElement("section");
        section.className = "layer";
        section.dataset.name = name;
        const heading = document.createElement("h2");
        heading.textContent = LAYERS[name] ?? name;
        const tiles = document.createElement("div");
        tiles.className = "tiles";
        tiles.setAttribute("role", "img");
        tiles.setAttribute("aria-label", `${channels} maps of ${rows} by ${cols}`);
        for (let c = 0; c < channels; ++c) {
            const tile = document.createElement("canvas");
            tile.width = cols;
            tile.height = rows;
            tiles.append(tile);
        }
        section.append(heading, tiles);
        if (place.children[at]) place.children[at].replaceWith(section);
        else place.append(section);
    }
    const size = rows * cols;
    [...section.querySelectorAll("canvas")].forEach((tile, c) =>
        tile.getContext("2d").putImageData(gray(values.slice(c * size, (c + 1) * size), cols, rows), 0, 0));
}

byId("maps").addEventListener("toggle", ask);
byId("saliency").addEventListener("change", ask);

// ---- Temperature ---------------------------------------------------------------------------------------------------

function temperature() {
    return 2 ** Number(byId("temperature").value);
}

function showTemperature() {
    const text = temperature().toFixed(temperature() < 1 ? 2 : 1);
    byId("temperature-value").textContent = text;
    byId("temperature").setAttribute("aria-valuetext", text);
}

byId("temperature").addEventListener("input", () => {
    showTemperature();
    ask();
});

// ---- The network is wrong ------------------------------------------------------------------------------------------

const labels = Array.from({ length: 10 }, (_, digit) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = digit;
    button.setAttribute("aria-label", `It is a ${digit}`);
    button.addEventListener("click", () => keep(digit));
    byId("labels").append(button);
    return button;
});

function closeLabels() {
    byId("labels").hidden = true;
    byId("wrong").setAttribute("aria-expanded", "false");
}

byId("wrong").addEventListener("click", () => {
    if (!byId("labels").hidden) return closeLabels();
    labels.forEach((button, digit) => { button.disabled = digit === reading?.digit; });
    byId("kept").textContent = "What did you draw? Your drawing is saved with this digit.";
    byId("labels").hidden = false;
    byId("wrong").setAttribute("aria-expanded", "true");
    labels.find(button => !button.disabled).focus();
});

async function keep(digit) {
    try {
        const { count, file } = await send("/api/wrong", { ...drawing(), label: digit });
        closeLabels();
        byId("kept").textContent = `Saved as a ${digit}: ${count} ${count === 1 ? "drawing" : "drawings"} so far, in ${file}`;
        byId("wrong").focus();
    } catch (error) {
        if (!(error instanceof ServerIsGone)) trouble(error.message);
    }
}

// ---- Trouble -------------------------------------------------------------------------------------------------------

let knocking = 0;

function trouble(...what) {
    byId("trouble").replaceChildren(...what);
    byId("trouble").hidden = false;
}

function noTrouble() {
    byId("trouble").hidden = true;
    clearInterval(knocking);
    knocking = 0;
}

function serverIsGone() {
    if (knocking !== 0) return;
    const command = document.createElement("code");
    command.textContent = `./workbook draw --port ${location.port} --no-browser`;
    trouble("The server no longer answers. Your drawing is still here. To continue, start the server again: ", command);
    knocking = setInterval(knock, 1500);
}

async function knock() {
    try {
        introduce(await send("/api/network"));
    } catch {
        return;
    }
    noTrouble();
    ask();
}

// ---- Who reads -----------------------------------------------------------------------------------------------------

function introduce(network) {
    const whose = { student: "your code", reference: "the reference" };
    const parts = [network.name];
    if (network.data !== null)
        parts[0] += `, trained${network.quick ? " a little" : ""} on ${network.data} by ${whose[network.trained_by]}`;
    if (network.accuracy !== null) parts.push(`${(100 * network.accuracy).toFixed(1)}% of the test images right`);
    if (network.code !== network.trained_by) parts.push(`run by ${whose[network.code]}`);
    byId("network").textContent = parts.join(" · ");
}

async function start() {
    showTemperature();
    show({ empty: true });
    paint();
    try {
        const network = await send("/api/network");
        introduce(network);
        byId("temperature").value = Math.log2(network.temperature);
        showTemperature();
    } catch (error) {
        if (!(error instanceof ServerIsGone)) trouble(error.message);
    }
}

start();
