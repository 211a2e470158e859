// Draws in the page of ./workbook draw, in real Chromium: with mouse, keyboard and finger, in light and dark, on a desk
// and on a telephone. Each check is seen to fail where it could pass without having looked.
//   node draw_in_browser.mjs SERVER CHECKPOINT FOLDER      (draw_in_browser.sh calls it)
// SERVER is ch08_draw_reference; pictures and results go to FOLDER, which must be empty.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [server, checkpoint, folder] = process.argv.slice(2);
// Installed beside the build, not beside this file.
const { chromium } = createRequire(path.join(process.env.WORKBOOK_NODE_MODULES, "..", "any.js"))("playwright-core");
const recorded = JSON.parse(fs.readFileSync(new URL("strokes.json", import.meta.url)));
const results = path.join(folder, "results");

// ---- The server ----------------------------------------------------------------------------------------------------

let running = null;

async function startServer(port = 0) {
    const options = ["--model", checkpoint, "--results", results, "--no-browser"];
    running = spawn(server, [...options, ...(port === 0 ? [] : ["--port", port])], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    // Read to its end: a closed pipe would end the server by SIGPIPE when it says its last word.
    return new Promise((resolve, reject) => {
        running.stdout.on("data", text => {
            said += text;
            const address = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
            if (address) resolve(address[0]);
        });
        running.once("exit", () => reject(new Error(`The server did not start: ${said}`)));
    });
}

async function stopServer() {
    const ended = once(running, "exit");
    running.kill("SIGTERM");
    const [code] = await ended;
    assert.equal(code, 0, "SIGTERM must end the server cleanly");
}

// ---- The browser ---------------------------------------------------------------------------------------------------

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

/// A page in a window of its own, and what it has said that it should not have: on the console, as an error, by
/// asking for what is elsewhere.
async function open(address, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", message => page.complaints.push(`console: ${message.text()}`));
    page.on("pageerror", error => page.complaints.push(`error: ${error}`));
    page.underway = 0;
    page.on("request", request => {
        ++page.underway;
        if (!request.url().startsWith(address)) page.complaints.push(`asked for ${request.url()}`);
    });
    for (const ending of ["requestfinished", "requestfailed"]) page.on(ending, () => --page.underway);
    await page.addInitScript(() => {
        // Of a copy: looking must not change how the page paints.
        window.pixelsOf = selector => {
            const canvas = document.querySelector(selector);
            const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
            pen.drawImage(canvas, 0, 0);
            return pen.getImageData(0, 0, canvas.width, canvas.height).data;
        };
        window.delays = [];
        new PerformanceObserver(list => window.delays.push(...list.getEntries().map(entry => entry.duration)))
            .observe({ entryTypes: ["measure"] });
    });
    await page.goto(address);
    await until(async () => (await text(page, "#network")).trim() !== "", "the name of the network");
    return page;
}

/// Waits for something that is about to happen.
async function until(happens, what) {
    for (let i = 0; i < 400; ++i) {
        if (await happens()) return;
        await new Promise(done => setTimeout(done, 25));
    }
    assert.fail(`waited in vain for ${what}`);
}

function noComplaints(page) {
    assert.deepEqual(page.complaints, [], "the page must be silent");
}

async function onPaper(page) {
    const box = await page.locator("#ink").boundingBox();
    return ([x, y]) => [box.x + x * box.width / 280, box.y + y * box.height / 280];
}

async function draw(page, strokes) {
    const place = await onPaper(page);
    for (const stroke of strokes) {
        await page.mouse.move(...place(stroke[0]));
        await page.mouse.down();
        for (const point of stroke.slice(1)) await page.mouse.move(...place(point));
        await page.mouse.up();
    }
    await settled(page);
}

/// Waits until the page has an answer to what is drawn now: none is under way, and the paper is painted.
async function settled(page) {
    for (let quiet = 0; quiet < 2; quiet = page.underway === 0 ? quiet + 1 : 0)
        await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}

const text = (page, id) => page.locator(id).textContent();
const shares = page => page.locator("#bars .share").allTextContents();
/// How many pixels of a canvas are not blank.
const inked = (page, id) => page.evaluate(selector => {
    const data = window.pixelsOf(selector);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] + data[i + 1] + data[i + 2] > 0) ++count;
    return count;
}, id);

async function isEmpty(page) {
    assert.equal(await text(page, "#digit"), "?");
    assert.equal(await text(page, "#certainty"), "Nothing is drawn yet");
    assert.deepEqual(await shares(page), Array(10).fill("–"));
    assert.equal(await inked(page, "#ink"), 0);
    assert.equal(await inked(page, "#seen"), 0);
    assert.equal(await page.locator("#wrong").isVisible(), false);
}

const picture = (page, name, options) => page.screenshot({ path: path.join(folder, `${name}.png`), ...options });

// ---- The checks ----------------------------------------------------------------------------------------------------

const checks = [];
const check = (name, run) => checks.push({ name, run });
let address = "";

check("a fresh page is empty, and says so", async () => {
    const page = await open(address);
    await isEmpty(page);
    assert.match(await text(page, "#network"), /^cnn28/);
    await picture(page, "empty");
    noComplaints(page);
});

check("all ten digits are read right, drawn with the mouse", async () => {
    const page = await open(address);
    const read = [];
    for (let digit = 0; digit < 10; ++digit) {
        await draw(page, recorded[digit]);
        read.push(Number(await text(page, "#digit")));
        const best = await page.locator("#bars li.best").textContent();
        assert.ok(best.startsWith(String(read.at(-1))), `the bars say ${best}`);
        assert.ok(await inked(page, "#seen") > 40, "what the network sees must show the digit");
        await picture(page, `digit-${digit}`);
        await page.click("#clear");
        await settled(page);
        await isEmpty(page);
    }
    assert.deepEqual(read, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    noComplaints(page);
});

check("what it reads follows from what is drawn", async () => {
    // The control of the check above: a page that counts up would pass it.
    const page = await open(address);
    await draw(page, recorded[7]);
    assert.equal(await text(page, "#digit"), "7");
    await page.click("#clear");
    await draw(page, recorded[0]);
    assert.equal(await text(page, "#digit"), "0");
    noComplaints(page);
});

check("a small digit in a corner is read as well, whatever the pen", async () => {
    const page = await open(address);
    await page.locator("#width").fill("8");
    await draw(page, recorded[3].map(stroke => stroke.map(([x, y]) => [x * 0.3 + 190, y * 0.3 + 190])));
    assert.equal(await text(page, "#digit"), "3");
    await picture(page, "small");
    noComplaints(page);
});

check("from stroke to bars it takes less than 50 ms, typically", async () => {
    const page = await open(address);
    for (const digit of [2, 8]) await draw(page, recorded[digit]);
    const delays = (await page.evaluate(() => window.delays)).sort((a, b) => a - b);
    assert.ok(delays.length > 20, `only ${delays.length} answers came while drawing`);
    const at = share => delays[Math.floor(share * (delays.length - 1))].toFixed(1);
    console.log(`    ${delays.length} answers while drawing; from stroke to bars: median ${at(0.5)} ms, 95% ${at(0.95)} ms`);
    // Generous: the machine that runs this may be busy with something else.
    assert.ok(delays[Math.floor(delays.length / 2)] < 200);
});

check("at most one question is under way at a time", async () => {
    const page = await open(address);
    let underway = 0, most = 0, questions = 0;
    await page.route("**/api/read", async route => {
        most = Math.max(most, ++underway);
        ++questions;
        await new Promise(done => setTimeout(done, 60));
        await route.continue();
        --underway;
    });
    await draw(page, recorded[6]);
    assert.equal(await text(page, "#digit"), "6");
    assert.equal(most, 1);
    assert.ok(questions > 1, "it must ask while one draws");
});

check("Undo takes back, stroke by stroke, and also the clearing", async () => {
    const page = await open(address);
    await draw(page, [recorded[4][0]]);
    const first = await shares(page);
    await draw(page, [recorded[4][1]]);
    const both = await shares(page);
    assert.notDeepEqual(both, first);
    await page.click("#undo");
    await settled(page);
    assert.deepEqual(await shares(page), first);
    await page.keyboard.press("Control+z");
    await settled(page);
    await isEmpty(page);
    assert.equal(await page.locator("#undo").isDisabled(), true);

    await draw(page, recorded[4]);
    await page.click("#clear");
    await settled(page);
    await isEmpty(page);
    await page.click("#undo");
    await settled(page);
    assert.deepEqual(await shares(page), both);
    noComplaints(page);
});

check("a dot is ink, to the eye and to the network", async () => {
    const page = await open(address);
    await draw(page, [[[140, 140]]]);
    assert.ok(await inked(page, "#ink") > 500 && await inked(page, "#seen") > 200);
    assert.notEqual(await text(page, "#digit"), "?");
    noComplaints(page);
});

check("other buttons of the mouse do not draw", async () => {
    const page = await open(address);
    const place = await onPaper(page);
    await page.mouse.move(...place([100, 100]));
    await page.mouse.down({ button: "middle" });
    await page.mouse.move(...place([150, 150]));
    await page.mouse.up({ button: "middle" });
    await settled(page);
    await isEmpty(page);
});

check("a stroke that leaves the paper is still a stroke", async () => {
    const page = await open(address);
    const place = await onPaper(page);
    await page.mouse.move(...place([140, 140]));
    await page.mouse.down();
    await page.mouse.move(...place([140, 400]), { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(...place([30, 30]));
    await settled(page);
    assert.notEqual(await text(page, "#digit"), "?");
    noComplaints(page);
});

check("a finger draws", async () => {
    const page = await open(address, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const place = await onPaper(page);
    const devtools = await page.context().newCDPSession(page);
    const touch = (type, points) => devtools.send("Input.dispatchTouchEvent",
        { type, touchPoints: points.map(point => ({ x: place(point)[0], y: place(point)[1] })) });
    const [stroke] = recorded[2];
    await touch("touchStart", [stroke[0]]);
    for (const point of [...stroke, ...recorded[2][1]]) await touch("touchMove", [point]);
    await touch("touchEnd", []);
    await settled(page);
    assert.equal(await text(page, "#digit"), "2");
    assert.equal(await page.evaluate(() => scrollY), 0, "drawing must not scroll");
    noComplaints(page);
});

check("one can draw with the keyboard alone, and nothing else is needed", async () => {
    const page = await open(address);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "paper");
    const press = async (key, times) => { for (let i = 0; i < times; ++i) await page.keyboard.press(key); };
    // A seven: from the middle up and left, pen down, right, and down aslant.
    await press("ArrowUp", 8);
    await press("ArrowLeft", 5);
    await settled(page);
    assert.equal(await text(page, "#digit"), "?", "a pen that is up leaves nothing");
    await page.keyboard.press("Space");
    await press("ArrowRight", 10);
    await page.keyboard.down("ArrowDown");
    for (let i = 0; i < 8; ++i) {
        await press("ArrowDown", 1);
        if (i % 2 === 0) await press("ArrowLeft", 1);
    }
    await page.keyboard.up("ArrowDown");
    await page.keyboard.press("Space");
    await settled(page);
    const read = await text(page, "#digit");
    await picture(page, "keyboard");
    assert.equal(read, "7");
    // Pen up: moving on changes nothing.
    const before = await shares(page);
    await press("ArrowUp", 5);
    await settled(page);
    assert.deepEqual(await shares(page), before);

    await page.keyboard.press("Control+z");
    await settled(page);
    await isEmptyButForThePen(page);
    await page.keyboard.press("Control+z"); // nothing left: no harm
    await page.keyboard.press("Space");
    await press("ArrowDown", 5);
    await page.keyboard.press("Delete");
    await settled(page);
    await isEmptyButForThePen(page);
    noComplaints(page);
});

async function isEmptyButForThePen(page) {
    assert.equal(await text(page, "#digit"), "?");
    assert.deepEqual(await shares(page), Array(10).fill("–"));
}

check("everything can be reached with Tab, and is seen to be", async () => {
    const page = await open(address);
    await draw(page, recorded[5]);
    await page.click("#wrong");
    await page.mouse.click(2, 2);
    const wanted = new Set(["paper", "width", "undo", "clear", "wrong", "temperature", "saliency"]);
    let labels = 0, summaries = 0;
    for (let i = 0; i < 40; ++i) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
            const on = document.activeElement;
            const outline = getComputedStyle(on);
            return { id: on.id, tag: on.tagName, inLabels: on.closest("#labels") !== null,
                seen: outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2 };
        });
        if (focus.tag === "BODY") continue;
        assert.ok(focus.seen, `nothing shows that ${focus.id || focus.tag} has the focus`);
        wanted.delete(focus.id);
        if (focus.inLabels) ++labels;
        if (focus.tag === "SUMMARY") ++summaries;
    }
    assert.deepEqual([...wanted], []);
    assert.ok(labels >= 9 && summaries >= 2);
});

check("a screen reader finds names, roles and the answer", async () => {
    const page = await open(address);
    assert.match(await text(page, "#said"), /^(Nothing is drawn)?$/); // it says so some time after it was opened
    await draw(page, recorded[9]);
    await until(async () => (await text(page, "#said")).startsWith("It reads 9, "), "the answer to be said");
    assert.equal(await page.locator("#said").getAttribute("role"), "status");
    for (const [role, name] of [["application", /Paper/], ["slider", /Width of the pen/], ["slider", /Temperature/],
        ["switch", /which ink/], ["button", /Undo/], ["button", /Clear/], ["button", /wrong/], ["list", /probable/],
        ["img", /What the network sees/], ["heading", /Draw a digit/]])
        assert.equal(await page.getByRole(role, { name }).count(), 1, `${role} ${name}`);
    assert.equal(await page.getByRole("button", { name: /no such button/ }).count(), 0);
});

check("the temperature changes how sure it is, and not what it reads", async () => {
    const page = await open(address);
    await draw(page, recorded[3]);
    const sure = async () => parseFloat((await page.locator("#bars .best .share").textContent()).replace(">", ""));
    const at = async value => {
        await page.locator("#temperature").fill(value);
        await settled(page);
        assert.equal(await text(page, "#digit"), "3");
        return sure();
    };
    const hot = await at("3"), warm = await at("0"), cold = await at("-3");
    assert.equal(await text(page, "#temperature-value"), "0.13");
    assert.ok(hot < warm && warm <= cold, `${hot} ${warm} ${cold}`);
    noComplaints(page);
});

check("saliency colors the ink, on request", async () => {
    const page = await open(address);
    await draw(page, recorded[8]);
    const colors = () => page.evaluate(() => {
        const data = window.pixelsOf("#ink");
        let warm = 0, cool = 0;
        for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] < 255) continue;
            if (data[i] > data[i + 2] + 40) ++warm;
            if (data[i + 2] > data[i] + 40) ++cool;
        }
        return { warm, cool };
    });
    assert.deepEqual(await colors(), { warm: 0, cool: 0 });
    await page.check("#saliency");
    await settled(page);
    const seen = await colors();
    assert.ok(seen.warm > 100 && seen.cool > 100, JSON.stringify(seen));
    assert.equal(await page.locator("#legend").isVisible(), true);
    await picture(page, "saliency");
    await page.uncheck("#saliency");
    await settled(page);
    assert.deepEqual(await colors(), { warm: 0, cool: 0 });
    noComplaints(page);
});

check("the maps of the layers are shown, on request", async () => {
    const page = await open(address);
    await draw(page, recorded[5]);
    assert.equal(await page.locator("#layers canvas").count(), 0);
    await page.click("#maps summary");
    await settled(page);
    assert.equal(await page.locator("#layers canvas").count(), 16 + 16 + 32 + 32);
    const lit = await page.evaluate(() => [...document.querySelectorAll("#layers canvas")].filter(canvas =>
        canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((v, i) => i % 4 < 3 && v > 60)).length);
    assert.ok(lit > 30, `${lit} of 96 maps show something`);
    await picture(page, "maps", { fullPage: true });
    noComplaints(page);
});

check("what it reads wrongly is kept, with the right answer", async () => {
    const page = await open(address);
    const files = ["wrong-images-idx3-ubyte", "wrong-labels-idx1-ubyte"].map(name => path.join(results, "ch08", name));
    assert.ok(!files.some(file => fs.existsSync(file)));
    await draw(page, recorded[1]);
    await page.click("#wrong");
    assert.equal(await page.locator("#labels button").nth(1).isDisabled(), true, "1 is what it says already");
    await picture(page, "wrong");
    await page.locator("#labels button").nth(7).click();
    await until(async () => (await text(page, "#kept")).startsWith("Saved as a 7: 1 drawing so far"), "the drawing to be saved");
    await page.click("#wrong");
    await page.locator("#labels button").nth(4).click();
    await until(async () => (await text(page, "#kept")).startsWith("Saved as a 4: 2 drawings so far"), "the drawing to be saved");
    const [images, labels] = files.map(file => fs.readFileSync(file));
    assert.deepEqual([...labels], [0, 0, 8, 1, 0, 0, 0, 2, 7, 4]);
    assert.equal(images.length, 16 + 2 * 784);
    const ofThePage = await page.evaluate(() => {
        const data = window.pixelsOf("#seen");
        return Array.from({ length: 784 }, (_, i) => data[4 * i]);
    });
    assert.deepEqual([...images.subarray(16, 16 + 784)], ofThePage);
    noComplaints(page);
});

check("two browsers draw at once, each its own digit", async () => {
    const pages = await Promise.all([open(address), open(address, { colorScheme: "dark" })]);
    await Promise.all([draw(pages[0], recorded[2]), draw(pages[1], recorded[6])]);
    assert.equal(await text(pages[0], "#digit"), "2");
    assert.equal(await text(pages[1], "#digit"), "6");
    pages.forEach(noComplaints);
});

check("dark where the system is dark", async () => {
    const brightness = async page => {
        const [r, g, b] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
        return r + g + b;
    };
    const light = await open(address, { colorScheme: "light" }), dark = await open(address, { colorScheme: "dark" });
    assert.ok(await brightness(light) > 600 && await brightness(dark) < 150);
    await draw(dark, recorded[8]);
    assert.equal(await text(dark, "#digit"), "8");
    await picture(dark, "dark");
    await dark.check("#saliency");
    await settled(dark);
    await picture(dark, "dark-saliency");
    // Changed while it is open, the ink changes too.
    const inkOf = page => page.evaluate(() => {
        const data = window.pixelsOf("#ink");
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) return data[i];
        return -1;
    });
    await draw(light, recorded[8]);
    const before = await inkOf(light);
    await light.emulateMedia({ colorScheme: "dark" });
    await settled(light);
    assert.ok(before < 100 && await inkOf(light) > 150);
    noComplaints(dark);
});

check("on a telephone nothing is scrolled sideways", async () => {
    const widest = page => page.evaluate(() => document.documentElement.scrollWidth);
    for (const colorScheme of ["light", "dark"]) {
        const page = await open(address,
            { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme });
        await draw(page, recorded[3]);
        assert.equal(await text(page, "#digit"), "3");
        assert.ok(await widest(page) <= 390, `${await widest(page)} px wide`);
        await picture(page, `telephone-${colorScheme}`, { fullPage: true });
        await page.click("#maps summary");
        await page.check("#saliency");
        await page.click("#wrong");
        await page.click(".keys summary");
        await settled(page);
        assert.ok(await widest(page) <= 390, `with everything open, ${await widest(page)} px wide`);
        await picture(page, `telephone-${colorScheme}-all`, { fullPage: true });
        const answer = await page.locator(".answer").boundingBox();
        noComplaints(page);
        // The control: something that is too wide is noticed.
        await page.evaluate(() => { document.querySelector("h1").style.minWidth = "500px"; });
        assert.ok(await widest(page) > 390);
        assert.ok(answer.width <= 390);
    }
    const narrow = await open(address, { viewport: { width: 320, height: 640 } });
    await draw(narrow, recorded[3]);
    assert.ok(await widest(narrow) <= 320, `${await widest(narrow)} px wide`);
});

check("the answer is on the first screen of a desk and of a telephone", async () => {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
        const page = await open(address, { viewport });
        await draw(page, recorded[0]);
        const box = await page.locator(".answer").boundingBox();
        assert.ok(box.y + box.height <= viewport.height, `the answer ends at ${box.y + box.height} of ${viewport.height} px`);
    }
});

check("no script but ours, nothing from elsewhere: the browser forbids it, and this test would see it", async () => {
    const page = await open(address);
    noComplaints(page);
    await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.intruder = true";
        document.body.append(script);
        document.body.append(Object.assign(new Image(), { src: "http://localhost:9/a.png" }));
        document.body.setAttribute("style", "color: red");
    });
    await settled(page);
    assert.equal(await page.evaluate(() => window.intruder), undefined);
    const violations = page.complaints.filter(text => text.includes("Content Security Policy"));
    assert.ok(violations.length >= 3, page.complaints.join("\n"));
});

check("a question that the server refuses is shown, and the next one goes on", async () => {
    const page = await open(address);
    const refuse = route => route.fulfill({ status: 400, contentType: "application/json", body: '{"error": "No such thing."}' });
    await page.route("**/api/read", refuse);
    await draw(page, recorded[1]);
    assert.equal(await text(page, "#trouble"), "No such thing.");
    await page.unroute("**/api/read", refuse);
    await draw(page, [[[150, 230], [151, 231]]]);
    assert.equal(await page.locator("#trouble").isVisible(), false);
    assert.notEqual(await text(page, "#digit"), "?");
});

check("when the server is gone the page says so, and goes on when it is back", async () => {
    const page = await open(address);
    await draw(page, recorded[4]);
    assert.equal(await page.locator("#trouble").isVisible(), false);
    await stopServer();
    const port = new URL(address).port;
    const place = await onPaper(page);
    await page.mouse.move(...place([20, 20]));
    await page.mouse.down();
    await page.mouse.up();
    await page.locator("#trouble").waitFor({ state: "visible" });
    assert.match(await text(page, "#trouble"), new RegExp(`start the server again: \\./workbook draw --port ${port}`));
    await picture(page, "server-gone");
    await page.click("#undo");
    assert.equal(await startServer(port), address);
    await page.locator("#trouble").waitFor({ state: "hidden" });
    await settled(page);
    assert.equal(await text(page, "#digit"), "4");
    // A console that is not silent is seen: the failed requests stand there.
    assert.throws(() => noComplaints(page));
});

let failed = 0;
try {
    address = await startServer();
    for (const { name, run } of checks) {
        try {
            await run();
            console.log(`ok     ${name}`);
        } catch (error) {
            ++failed;
            console.log(`WRONG  ${name}\n${error.stack}`);
        }
        await Promise.all(browser.contexts().map(context => context.close()));
    }
} finally {
    await browser.close();
    if (running?.exitCode === null) await stopServer();
}
console.log(failed === 0 ? `All ${checks.length} checks passed. Pictures: ${folder}` : `${failed} of ${checks.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
