#!/usr/bin/env bash
# Runs some labs for an epoch, makes the report of them, and opens it in Chromium. Then the check itself is checked: on a
# report with a broken picture, and on a page with an error, it must fail.
#   report_in_browser.sh CHECKOUT LAUNCHER LABS_FOLDER
set -euo pipefail

checkout=$1 launcher=$2 labs=$3
check=$(dirname "$0")/check_page.sh
if ! command -v chromium >/dev/null; then
    echo "SKIPPED: Chromium is not installed, so the report was not tested in a browser. Get it with: sudo apt-get install chromium"
    exit 77
fi

folder=$(mktemp -d)
trap 'rm -r -- "$folder"' EXIT
# A workbook of its own, so that no results of the user are touched.
ln -s "$checkout/chapters" "$checkout/solutions" "$folder"
for chapter in ch01 ch03 ch04; do
    mkdir -p "$folder/results/$chapter"
    "$labs/${chapter}_lab_reference" --data digits --epochs 1 --results "$folder/results/$chapter" >"$folder/$chapter.log" ||
        { cat "$folder/$chapter.log"; exit 1; }
done
"$launcher" --root "$folder" report
report=$folder/results/report.html

"$check" "$report"
pictures=$(grep -o '<img ' "$report" | wc -l)
if ((pictures < 8)); then
    echo "Only $pictures pictures are in the report; the labs of chapters 01, 03 and 04 draw 8."
    exit 1
fi

must_fail() {
    if "$check" "$1" >"$folder/said"; then
        echo "The check of the page says nothing against $2."
        exit 1
    fi
    grep -q "$3" "$folder/said" || { echo "The check fails on $2, but does not say why:"; cat "$folder/said"; exit 1; }
    echo "as it must be, the check fails on $2"
}
sed '0,/base64,iVBORw0KGgo/s//base64,iVBORw0Kbroken/' "$report" >"$folder/broken.html"
must_fail "$folder/broken.html" "a broken picture" "broken picture"
sed 's|</main>|<img alt="" src="data:image/png;base64,"></main>|' "$report" >"$folder/empty.html"
must_fail "$folder/empty.html" "an empty picture" "broken picture"
sed 's|</main>|<img alt="" width="1" height="1" src="http://localhost:9/a.png"></main>|' "$report" >"$folder/network.html"
must_fail "$folder/network.html" "a picture from the network" "console"
sed 's|</main>|<div style="width: 3000px">wide</div></main>|' "$report" >"$folder/wide.html"
must_fail "$folder/wide.html" "a page wider than a telephone" "wider"
