#!/usr/bin/env bash
# Opens a page in headless Chromium, as wide as a telephone and as a projector: no word on the console, every picture there,
# nothing to be scrolled sideways.
#   check_page.sh PAGE
set -euo pipefail

page=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -r -- "$folder"' EXIT

browser() {
    local options=(--headless --disable-gpu --disable-dev-shm-usage --no-first-run --user-data-dir="$folder/profile"
        --enable-logging=stderr --hide-scrollbars)
    if ((EUID == 0)); then options+=(--no-sandbox); fi # Chromium refuses to be root in its sandbox
    timeout 100 chromium "${options[@]}" "$@" 2>"$folder/log"
}

# The page itself has no script, and forbids them. A copy that allows one says what it sees to the page around it, which
# holds it in a frame: Chromium makes no window as narrow as a telephone.
{
    sed 's|<meta http-equiv="Content-Security-Policy"[^>]*>||' "$page"
    cat <<'HTML'
<script>
addEventListener("load", () => {
    const broken = [...document.images].filter(image => !image.complete || image.naturalWidth === 0);
    parent.postMessage(`SEEN pictures=${document.images.length} broken=${broken.length} ` +
        `page=${document.documentElement.scrollWidth} window=${innerWidth} END`, "*");
});
</script>
HTML
} >"$folder/asked.html"

browser --dump-dom "file://$page" >"$folder/dom.html" ||
    { echo "Chromium did not open $page:"; tail -n 5 "$folder/log"; exit 1; }
if grep 'CONSOLE' "$folder/log"; then
    echo "The page writes to the console (see above)."
    exit 1
fi

for width in 390 1920; do
    cat >"$folder/frame.html" <<HTML
<!DOCTYPE html><title>frame</title>
<script>addEventListener("message", event => document.body.append(event.data));</script>
<body><iframe src="asked.html" style="border: 0; width: ${width}px; height: 900px"></iframe>
HTML
    browser --virtual-time-budget=10000 --dump-dom "file://$folder/frame.html" >"$folder/dom.html"
    seen=$(grep -o 'SEEN pictures=.* END' "$folder/dom.html" | head -n 1) || { echo "Chromium did not answer."; exit 1; }
    echo "$width px: $seen"
    [[ $seen =~ pictures=([0-9]+)\ broken=([0-9]+)\ page=([0-9]+)\ window=([0-9]+) ]]
    if ((BASH_REMATCH[2] > 0)); then
        echo "${BASH_REMATCH[2]} broken picture(s)."
        exit 1
    fi
    if ((BASH_REMATCH[4] != width || BASH_REMATCH[3] > width)); then
        echo "The page is ${BASH_REMATCH[3]} px wide, wider than its window of ${BASH_REMATCH[4]} px."
        exit 1
    fi
done
