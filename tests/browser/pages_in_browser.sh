#!/usr/bin/env bash
# Opens every page of the lesson site in headless Chromium, on a telephone and on a laptop, light and dark: no word on the
# console, every formula drawn, every picture there and legible, nothing to be scrolled sideways but what scrolls inside
# itself, no fault that axe-core knows (contrast, names, headings), widgets that the keyboard can use and that show the right
# numbers, and a search that finds. See pages_in_browser.mjs.
#   pages_in_browser.sh SITE FOLDER
# What the test needs from npm lies in FOLDER/node_modules. Ends with 77 where that or Chromium is missing.
set -euo pipefail

site=$(realpath "$1")
folder=$(realpath -m "$2")
here=$(cd "$(dirname "$0")" && pwd)
skip() {
    echo "SKIPPED: $1, so the pages were not opened. Get it with: $2"
    exit 77
}
chromium=$(command -v chromium) || skip "Chromium is not installed" "sudo apt-get install chromium"
command -v node >/dev/null || skip "Node.js is not installed" "sudo apt-get install nodejs npm"
[[ -d $folder/node_modules/axe-core && -d $folder/node_modules/playwright-core ]] ||
    skip "playwright-core or axe-core is not installed" "mkdir -p $folder && cp $here/package.json $folder && npm install --prefix $folder"

CHROMIUM=$chromium WORKBOOK_NODE_MODULES=$folder/node_modules exec node "$here/pages_in_browser.mjs" "$site"
