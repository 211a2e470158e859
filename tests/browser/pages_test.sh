#!/usr/bin/env bash
# pages_in_browser.sh passes a sound site, and fails on each fault it is there for.
set -euo pipefail

check=$(dirname "$0")/pages_in_browser.sh
folder=$(mktemp -d)
trap 'rm -r -- "$folder"' EXIT

# page NAME BODY: a page with MathJax, set up as Doxygen does.
page() {
    cat >"$folder/$1.html" <<HTML
<!DOCTYPE html><html><head><meta charset="utf-8"><title>$1</title><link rel="icon" href="data:,">
<script type="text/x-mathjax-config">MathJax.Hub.Config({extensions: ["tex2jax.js"], jax: ["input/TeX", "output/SVG"]});</script>
<script src="/usr/share/javascript/mathjax/MathJax.js"></script>
</head><body style="margin: 8px">$2</body></html>
HTML
}

must_fail() {
    page bad "$2"
    if "$check" "$folder" >"$folder/said"; then
        echo "The check says nothing against $1."
        exit 1
    fi
    grep -q "$3" "$folder/said" || { echo "The check fails on $1, but does not say why:"; cat "$folder/said"; exit 1; }
    echo "as it must be, the check fails on $1"
}

page good '<p>\(x^2\) and \[ \sum_n \frac{x_n}{N} \]</p><pre style="overflow-x: auto">a line of code that is much wider than any telephone</pre>'
status=0
said=$("$check" "$folder") || status=$?
if ((status == 77)); then
    echo "$said"
    exit 77
elif ((status != 0)) || [[ $said != "LOOKED AT 1 pages with 2 formulas" ]]; then
    echo "The check finds fault with a sound page:"
    echo "$said"
    exit 1
fi

must_fail "a formula that is no TeX" '<p>\(\frac{a\)</p>' "bad.html: .*formula"
must_fail "an unknown command in a formula" '<p>\(\nosuchcommand x\)</p>' "bad.html: .*formula"
must_fail "TeX outside of a formula" '<p>\alpha x</p>' "TeX was left"
must_fail "a word on the console" '<p>x</p><script>console.log("hello")</script>' "writes to the console"
must_fail "a script that fails" '<p>x</p><script>nothing.there()</script>' "writes to the console"
must_fail "a picture that is not there" '<img alt="x" src="gone.png">' "broken picture"
must_fail "a page wider than a telephone" '<div style="width: 600px">wide</div>' "wider than its window"
must_fail "a text wider than its part of the page" '<div id="doc-content" style="overflow: auto"><div style="width: 600px">wide</div></div>' \
    "the text is 600 px wide"
