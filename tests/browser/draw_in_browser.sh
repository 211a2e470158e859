#!/usr/bin/env bash
# Draws digits on the page of ./workbook draw in headless Chromium; see draw_in_browser.mjs.
#   draw_in_browser.sh SERVER CHECKPOINT FOLDER
# What the test needs from npm lies in FOLDER/node_modules; pictures go to FOLDER/pictures.
set -euo pipefail

server=$1 checkpoint=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
skip() {
    echo "SKIPPED: $1, so the page for drawing was not tested. Get it with: $2"
    exit 77
}
chromium=$(command -v chromium) || skip "Chromium is not installed" "sudo apt-get install chromium"
command -v node >/dev/null || skip "Node.js is not installed" "sudo apt-get install nodejs npm"
[[ -d $folder/node_modules/playwright-core ]] || skip "playwright-core is not installed" \
    "mkdir -p $folder && cp $here/package.json $folder && npm install --prefix $folder"

rm -rf -- "$folder/pictures"
mkdir -p "$folder/pictures"
CHROMIUM=$chromium WORKBOOK_NODE_MODULES=$folder/node_modules exec node "$here/draw_in_browser.mjs" "$server" "$checkpoint" \
    "$folder/pictures"
