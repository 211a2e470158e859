#!/usr/bin/env bash
# Opens every page of the lesson site in headless Chromium, as wide as a telephone: no word on the console, every formula
# drawn, every picture there, nothing to be scrolled sideways but what scrolls inside itself.
#   pages_in_browser.sh SITE
# Ends with 77 where Chromium is not installed.
set -euo pipefail

if ! command -v chromium >/dev/null; then
    echo "SKIPPED: Chromium is not installed, so nobody has looked at the pages. Get it with: sudo apt-get install chromium"
    exit 77
fi
site=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -r -- "$folder"' EXIT

# A page that opens the others one after another in a frame, for Chromium makes no window as narrow as a telephone. It may
# look into the frame because of --allow-file-access-from-files.
{
    cat <<'HTML'
<!DOCTYPE html><meta charset="utf-8"><title>frames</title>
<body><iframe style="border: 0; width: 390px; height: 844px"></iframe>
<script>
const pages = [
HTML
    find "$site" -maxdepth 1 -name '*.html' -printf '"%f",\n' | sort
    cat <<HTML
];
const site = "file://$site/";
HTML
    cat <<'HTML'
const frame = document.querySelector("iframe");
const waiting = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

async function opened(page) {
    const loaded = new Promise(resolve => frame.addEventListener("load", resolve, { once: true }));
    frame.src = site + page;
    await loaded;
    const { MathJax } = frame.contentWindow;
    if (MathJax) await new Promise(resolve => MathJax.Hub.Queue(resolve));
    await waiting(50);
    return frame.contentDocument;
}

// Whether MathJax says so somewhere in a formula, or writes a command that it does not know in red.
function isWrong(part) {
    return part != null && (part.type === "merror" || part.mathcolor === "red" || (Array.isArray(part.data) && part.data.some(isWrong)));
}

function faults(page) {
    const found = [];
    const text = page.body.innerText;
    for (const formula of frame.contentWindow.MathJax?.Hub.getAllJax() ?? [])
        if (isWrong(formula.root)) found.push("a formula that MathJax cannot read: " + formula.originalText);
    const undrawn = text.match(/\\\(|\\\[|\\[a-zA-Z]{2,}/);
    if (undrawn) found.push("TeX was left: " + text.slice(undrawn.index, undrawn.index + 60));
    for (const picture of page.images)
        if (!picture.complete || picture.naturalWidth === 0) found.push("a broken picture: " + picture.src);
    const wide = page.documentElement.scrollWidth;
    if (wide > frame.contentWindow.innerWidth) found.push(`the page is ${wide} px wide, wider than its window of ${frame.contentWindow.innerWidth} px`);
    // Where the text scrolls in a part of the page, that part must not be too wide either.
    const content = page.getElementById("doc-content");
    if (content && content.scrollWidth > content.clientWidth)
        found.push(`the text is ${content.scrollWidth} px wide, wider than its window of ${content.clientWidth} px`);
    return found;
}

(async () => {
    let formulas = 0;
    for (const name of pages) {
        const page = await opened(name);
        formulas += page.querySelectorAll(".MathJax_SVG").length;
        for (const fault of faults(page)) document.body.append(`\u2022FAULT ${name}: ${fault} END\n`);
    }
    document.body.append(`\u2022LOOKED AT ${pages.length} pages with ${formulas} formulas END`);
})();
</script>
HTML
} >"$folder/frames.html"

options=(--headless --disable-gpu --disable-dev-shm-usage --no-first-run --user-data-dir="$folder/profile"
    --enable-logging=stderr --allow-file-access-from-files --window-size=800,900 --hide-scrollbars)
if ((EUID == 0)); then options+=(--no-sandbox); fi # Chromium refuses to be root in its sandbox
timeout 600 chromium "${options[@]}" --virtual-time-budget=3000000 --dump-dom "file://$folder/frames.html" \
    >"$folder/dom.html" 2>"$folder/log" || { echo "Chromium did not open the pages:"; tail -n 5 "$folder/log"; exit 1; }

status=0
if grep 'CONSOLE' "$folder/log" | sort -u | head -n 20; then
    echo "A page writes to the console (see above)."
    status=1
fi
if grep -o '•FAULT .* END' "$folder/dom.html" | sed 's/^•FAULT //; s/ END$//'; then status=1; fi
grep -o '•LOOKED AT .* formulas' "$folder/dom.html" | sed 's/^•//' || { echo "Chromium did not come to the last page."; status=1; }
exit "$status"
