// Opens every page of the lesson site in headless Chromium, several at a time, each once: as wide as a telephone and as a
// laptop, light and dark. Called by pages_in_browser.sh.
//   node pages_in_browser.mjs SITE
// Prints each fault as "page: fault", then how much it has looked at. Ends with 1 if there was a fault.
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { useWidgets } from "./widgets_in_browser.mjs";

const modules = createRequire(process.env.WORKBOOK_NODE_MODULES + "/");
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");

const site = process.argv[2];
const names = readdirSync(site).filter(name => name.endsWith(".html")).sort();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--allow-file-access-from-files", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])] });

// A busy machine may take long; only a page that never comes is a fault.
const patience = 300_000;
const faults = [];
const widgetsSeen = new Set();
let formulas = 0;

// Doxygen makes the pages of one kind from one pattern. Of each kind the longest ones have all that the others have, so axe
// looks at them alone, and once: it takes longer than all other looks together.
const pattern = /^(class|struct|namespace|dir_|group__)|_8hpp\.html$/;
const longest = new Set();
for (const kind of new Set(names.map(name => name.match(pattern)?.[0]).filter(Boolean))) {
    const ofKind = names.filter(name => name.match(pattern)?.[0] === kind);
    ofKind.sort((one, other) => statSync(`${site}/${other}`).size - statSync(`${site}/${one}`).size);
    ofKind.slice(0, 8).forEach(name => longest.add(name));
}
const looksAlike = name => pattern.test(name);

// What is wrong on the page as it is now. Runs in the page.
function look(smallestLetter) {
    const found = [];
    // Whether MathJax says so somewhere in a formula, or writes a command that it does not know in red.
    const isWrong = part => part != null && (part.type === "merror" || part.mathcolor === "red" || (Array.isArray(part.data) && part.data.some(isWrong)));
    for (const formula of window.MathJax?.Hub?.getAllJax() ?? [])
        if (isWrong(formula.root)) found.push("a formula that MathJax cannot read: " + formula.originalText);
    const text = document.body.innerText;
    const undrawn = text.match(/\\\(|\\\[|\\[a-zA-Z]{2,}/);
    if (undrawn) found.push("TeX was left: " + text.slice(undrawn.index, undrawn.index + 60));
    const titles = document.querySelectorAll("h1").length;
    if (titles !== 1) found.push(`${titles} elements h1; a page has one, its title`);
    for (const picture of document.images) {
        if (!picture.complete || picture.naturalWidth === 0) found.push("a broken picture: " + picture.src);
        // The letters of a drawing are at least 11 px high; they are drawn for the size that the file says.
        const scale = picture.clientWidth / picture.getAttribute("width");
        if (picture.src.endsWith(".svg") && picture.clientWidth > 0 && !(scale * 11.5 >= smallestLetter))
            found.push(`the drawing ${picture.getAttribute("src")} is shown ${scale.toFixed(2)} times as large as drawn; its small letters cannot be read`);
    }
    // Nothing may be wider than the window but what scrolls inside itself.
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) found.push(`the page is ${wide} px wide, wider than its window of ${innerWidth} px`);
    const content = document.getElementById("doc-content");
    if (content && content.scrollWidth > content.clientWidth)
        found.push(`the text is ${content.scrollWidth} px wide, wider than its window of ${content.clientWidth} px`);
    // On a laptop every line of a contract is seen whole.
    if (innerWidth >= 1000) {
        for (const code of document.querySelectorAll("div.fragment"))
            if (code.scrollWidth > code.clientWidth + 1 && code.clientWidth > 0)
                found.push(`a line of code is cut: ${code.scrollWidth} px in ${code.clientWidth} px: ${code.innerText.split("\n")[0]}`);
    }
    return found;
}

async function violations(page) {
    const results = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    return results.violations.flatMap(one => one.nodes.slice(0, 2).map(node => `axe: ${one.id}: ${one.help}: ${node.html.slice(0, 140)} (${node.any[0]?.message ?? node.target})`));
}

async function drawn(page) {
    await page.evaluate(() => window.MathJax?.Hub && new Promise(done => MathJax.Hub.Queue(done)));
}

async function lookAt(page, name) {
    const said = fault => faults.push(`${name}: ${fault}`);
    const onConsole = message => said("the page writes to the console: " + message.text());
    const onError = error => said("the page writes to the console: " + error.message);
    page.on("console", onConsole);
    page.on("pageerror", onError);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`file://${site}/${name}`, { waitUntil: "load" });
    await drawn(page);
    const count = await page.locator(".MathJax_SVG").count();
    formulas += count; // not += await: another page may add while this one waits
    const found = new Set(await page.evaluate(look, 11));
    if (!looksAlike(name) || longest.has(name)) await page.evaluate(axe);
    if (!looksAlike(name)) for (const one of await violations(page)) found.add(one);
    // Widgets, and the page once more as they have left it.
    const inWidgets = await useWidgets(page, widgetsSeen);
    if (await page.locator(".widget").count() > 0) for (const one of [...inWidgets, ...await page.evaluate(look, 11), ...await violations(page)]) found.add(one);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const one of await page.evaluate(look, 11)) found.add(one);
    if (!looksAlike(name) || longest.has(name)) for (const one of await violations(page)) found.add(one);
    [...found].forEach(said);
    page.off("console", onConsole);
    page.off("pageerror", onError);
}

let next = 0;
await Promise.all(Array.from({ length: availableParallelism() + 1 }, async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    while (next < names.length) {
        const name = names[next++];
        await lookAt(page, name).catch(error => faults.push(`${name}: ${error.message.split("\n")[0]}`));
    }
    await page.close();
}));

// Every widget is on a page.
for (const file of existsSync(`${site}/widgets`) ? readdirSync(`${site}/widgets`) : []) {
    const name = file.replace(/(\.data)?\.js$/, "");
    if (name !== "widget" && !widgetsSeen.has(name)) faults.push(`widgets/${file}: no page shows this widget`);
}

// A reader finds a term in two clicks: into the field, and on the first result.
if (names.includes("glossary.html")) {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    for (const words of ["overfitting", "broadcasting", "pooling", "learning rate", "precision and recall", "im2col"]) {
        await page.goto(`file://${site}/index.html`);
        await page.click("#search-words");
        await page.keyboard.type(words);
        const first = page.locator("#search-results a").first();
        const title = await first.textContent({ timeout: 60_000 }).catch(() => "");
        const found = words.split(" ").filter(word => word !== "and").every(word => title.toLowerCase().includes(word));
        if (!found) { faults.push(`search: "${words}" does not lead to it, but to "${title}"`); continue; }
        await Promise.all([page.waitForURL(url => !url.href.endsWith("/index.html")), first.click()]);
        const place = decodeURIComponent(new URL(page.url()).hash.slice(1));
        if (place && !await page.evaluate(id => document.getElementById(id) !== null, place)) faults.push(`search: "${words}" leads nowhere: ${page.url()}`);
    }
}
await browser.close();

for (const fault of faults) console.log(fault);
console.log(`LOOKED AT ${names.length} pages with ${formulas} formulas`);
process.exit(faults.length > 0 ? 1 : 0);
