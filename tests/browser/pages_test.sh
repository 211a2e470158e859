#!/usr/bin/env bash
# pages_in_browser.sh passes a sound site, and fails on each fault it is there for.
#   pages_test.sh FOLDER    with what the check needs from npm
set -euo pipefail

check=$(dirname "$0")/pages_in_browser.sh
modules=$1
folder=$(mktemp -d)
trap 'rm -r -- "$folder"' EXIT

# page NAME BODY: a page with MathJax, set up as Doxygen does.
page() {
    cat >"$folder/$1.html" <<HTML
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>$1</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="text/x-mathjax-config">MathJax.Hub.Config({extensions: ["tex2jax.js"], jax: ["input/TeX", "output/SVG"], messageStyle: "none", showMathMenu: false});
MathJax.Hub.Register.StartupHook("End", () => { for (const svg of document.querySelectorAll("svg")) svg.setAttribute("aria-label", "a formula"); });</script>
<script src="/usr/share/javascript/mathjax/MathJax.js"></script>
</head><body style="margin: 8px"><main><h1>A page</h1>$2</main></body></html>
HTML
}

page good '<p>\(x^2\) and \[ \sum_n \frac{x_n}{N} \]</p><pre tabindex="0" style="overflow-x: auto">a line of code that is much wider than any telephone</pre>'
# widget PLACE NAME: the place of a widget, with scripts from the folder PLACE.
docs=$(dirname "$0")/../../docs
widget() {
    echo "<link rel=\"stylesheet\" href=\"/usr/share/doxygen-awesome-css/doxygen-awesome.css\"><link rel=\"stylesheet\" href=\"workbook.css\">" \
        "<div class=\"widget\" data-widget=\"$2\"></div>"
    local script
    for script in widget "$2.data" "$2"; do
        if [[ -f $folder/$1/$script.js ]]; then echo "<script src=\"$1/$script.js\"></script>"; fi
    done
}
mkdir "$folder/widgets"
for name in convolution by_hand moved_digits ravine temperature boundary; do
    cp "$docs/widgets/widget.js" "$docs/widgets/$name".*js "$folder/widgets"
done
cp "$docs/workbook.css" "$folder"
# Below a table, as in the lesson.
moved_digits() {
    echo "<table><tr><th>moved by</th></tr>"
    sed 's|moved by \(.*\): \(.*\), \(.*\), \(.*\)|<tr><td>\1</td><td>\2</td><td>\3</td><td>\4</td></tr>|' "$docs/../tests/figures/ch05_moved.txt"
    echo "</table>$(widget "$1" moved_digits)"
}
page good_convolution "$(widget widgets convolution)"
page good_by_hand "$(widget widgets by_hand)"
page good_ravine "$(widget widgets ravine)"
page good_boundary "$(widget widgets boundary)"
page good_temperature "$(widget widgets temperature)"
page good_moved_digits "$(moved_digits widgets)"

status=0
said=$("$check" "$folder" "$modules") || status=$?
if ((status == 77)); then
    echo "$said"
    exit 77
elif ((status != 0)) || [[ $said != "LOOKED AT 7 pages with 2 formulas" ]]; then
    echo "The check finds fault with a sound page:"
    echo "$said"
    exit 1
fi

# A page for each fault; the check looks at all of them in one go.
declare -A words=()
must_fail() {
    local name=bad$((${#words[@]} + 10))
    page "$name" "$2"
    words[$1]="^$name.html: .*$3"
}
cat >"$folder/small.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="640" height="100"><text x="9" y="20" font-size="11.5">small</text></svg>
SVG
must_fail "a formula that is no TeX" '<p>\(\frac{a\)</p>' "formula"
must_fail "an unknown command in a formula" '<p>\(\nosuchcommand x\)</p>' "formula"
must_fail "TeX outside of a formula" '<p>\alpha x</p>' "TeX was left"
must_fail "a word on the console" '<p>x</p><script>console.log("hello")</script>' "writes to the console"
must_fail "a script that fails" '<p>x</p><script>nothing.there()</script>' "writes to the console"
must_fail "a picture that is not there" '<img alt="x" src="gone.png">' "broken picture"
must_fail "a drawing that is too small to read" '<img alt="x" src="small.svg" width="640" height="100" style="width: 340px; height: auto">' "cannot be read"
must_fail "a page wider than a telephone" '<div style="width: 600px">wide</div>' "wider than its window"
must_fail "a text wider than its part of the page" '<div id="doc-content" tabindex="0" style="overflow: auto"><div style="width: 600px">wide</div></div>' \
    "the text is 600 px wide"
must_fail "a contract that is cut on a laptop" '<div class="fragment" tabindex="0" style="overflow: auto"><div style="width: 2000px">np_tensor f();</div></div>' \
    "a line of code is cut"
must_fail "pale letters" '<p style="color: #999">pale</p>' "axe: color-contrast"
must_fail "a heading that skips a level" '<h3>Deep</h3>' "axe: heading-order"
must_fail "a second h1" '<h1>Again</h1>' "2 elements h1"
must_fail "a picture without words" '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' "axe: image-alt"
must_fail "a scroller that the keyboard cannot reach" '<pre style="overflow-x: scroll; width: 300px">a line of code that is much wider than any telephone can be, even a large one; and so on</pre>' "axe: scrollable-region-focusable"

# A widget with a fault: a line of one of its scripts is changed by sed.
#   faulty_widget FAULT NAME SCRIPT CHANGE WORDS
faulty_widget() {
    local place=faulty$((${#words[@]} + 10))
    cp -r "$folder/widgets" "$folder/$place"
    sed -i "$4" "$folder/$place/$3"
    if cmp -s "$folder/$place/$3" "$folder/widgets/$3"; then
        echo "nothing is changed in $3 by: $4"
        exit 1
    fi
    if [[ $2 == moved_digits ]]; then must_fail "$1" "$(moved_digits "$place")" "widget $2: $5"; else must_fail "$1" "$(widget "$place" "$2")" "widget $2: $5"; fi
}
faulty_widget "a wrong sum" convolution convolution.data.js 's/\[61, 72,/[61, 73,/' 'it must say "h = 0, w = 1: 2·1'
faulty_widget "a wrong patch" convolution convolution.data.js 's/\[5, 6, 9, 10\]/[5, 6, 9, 11]/' 'it must say "h = 1, w = 0'
faulty_widget "a widget whose words and picture differ" convolution convolution.js 's/k <= step ? value/k < step ? value/' 'y must be 61, and shows $'
faulty_widget "a wrong gradient" by_hand by_hand.data.js '/"gradients"/,$s/"a": \[\[0.5, -1\]\]/"a": [[0.5, 1]]/' 'it must say "−1"'
faulty_widget "a gradient that comes too early" by_hand by_hand.js 's/known.includes("d" + name)/true/' 'dz must be , and shows −0.5,0.5'
faulty_widget "a wrong number after the step" by_hand by_hand.data.js 's/"h": \[\[2.7,/"h": [[2.8,/' 'h must be 2.7,−1, and shows 2.8,−1'
faulty_widget "an accuracy that is not that of the table" moved_digits moved_digits.data.js 's/84.4/84.5/' 'it must say "784-128-128-128-10 reads 84.4%"'
faulty_widget "a digit that does not move" moved_digits moved_digits.js 's/translate(${by} 0)/translate(0 0)/' 'it must show .*translate(1 0)'
faulty_widget "a slider whose value is not spoken" moved_digits widget.js 's/input.setAttribute("aria-valuetext", .*;//' 'it must show .*"0 pixels"'
faulty_widget "a widget that Tab does not reach" convolution widget.js 's/type: "button"/type: "button", tabindex: -1/' 'Tab reaches 1 of its 4 controls'
faulty_widget "a widget whose buttons the keyboard does not press" convolution widget.js 's/onclick: action/onpointerdown: action/' 'it must say "h = 0, w = 2'
faulty_widget "a widget without arrow keys" convolution widget.js 's/ArrowRight: step + 1/ArrowRight: step/' 'it must say "h = 0, w = 1'
faulty_widget "a widget without words" convolution widget.js 's/, role: "status"//' 'it does not say in words'
faulty_widget "a widget without a name" convolution widget.js 's/root.setAttribute("role", "group");//' 'it is no group'
faulty_widget "a widget that does not play" convolution widget.js 's/setInterval(.*, pause)/1/' 'Play makes no second step'
faulty_widget "a widget with small letters" convolution widget.js 's/class: "widget-where"/style: "font-size: 9px"/' 'it has letters of 9.0 px'
faulty_widget "SGD with a step that is too short" ravine ravine.js 's/w_i - rate \* g\[i\])/w_i - 0.99 * rate * g[i])/' 'SGD with learning rate 0.002 must be at step 1 (-1.9960'
faulty_widget "momentum that adds gradients up" ravine ravine.js 's/(1 - beta) \* now/now/' 'momentum with learning rate 0.002 must be at step 1 (-1.9996'
faulty_widget "Adam without its correction" ravine ravine.js 's/ \/ (1 - beta1 \*\* t)//' 'Adam with learning rate 0.002 must be at step 1 (-1.9980'
faulty_widget "Adam that forgets the squares sooner" ravine ravine.js 's/beta2 = 0.999/beta2 = 0.99/' 'Adam with learning rate 0.002 must be at step 100 '
faulty_widget "a temperature's table of the frame before" temperature temperature.js 's/shown.bins.find/data.frames[Math.max(index - 1, 0)].bins.find/' 'temperature 0.7: the table must be'
faulty_widget "a network without ReLU" boundary boundary.js 's/Math.max(0, x_i)/x_i/' '2-12-2 network, epoch .* points are marked as wrong'
faulty_widget "a number of the epoch before" boundary boundary.js 's/{ right, loss } = model.frames\[step\]/{ right, loss } = model.frames[Math.max(step - 1, 0)]/' 'it must say "softmax regression, 158'
must_fail "a widget without its script" '<div class="widget" data-widget="convolution"></div>' 'widget convolution: it is empty'
must_fail "a widget that no check knows" '<div class="widget" data-widget="weather"><p>sun</p></div>' 'widget weather: .* does not say what it must show'
must_fail "a widget that becomes too wide when it is used" \
    "$(widget widgets convolution)<script>addEventListener('keydown', () => { document.body.style.width = '900px'; });</script>" "wider than its window"
must_fail "a widget that becomes pale when it is used" \
    "$(widget widgets convolution)<script>addEventListener('keydown', () => { document.body.style.color = '#999'; });</script>" "axe: color-contrast"
must_fail "a widget that is printed" "$(widget widgets convolution)<style>@media print { .widget { display: block !important; } }</style>" "a widget is printed"
cp "$folder/widgets/convolution.js" "$folder/widgets/forgotten.js"

if "$check" "$folder" "$modules" >"$folder/said"; then
    echo "The check says nothing against any of ${#words[@]} faulty pages."
    exit 1
fi
for fault in "${!words[@]}"; do
    grep -q "${words[$fault]}" "$folder/said" || { echo "The check does not find $fault:"; cat "$folder/said"; exit 1; }
    echo "as it must be, the check fails on $fault"
done
grep -q "^widgets/forgotten.js: no page shows this widget" "$folder/said" ||
    { echo "The check does not find a widget that is on no page:"; cat "$folder/said"; exit 1; }
echo "as it must be, the check fails on a widget that is on no page"

# The search: a site whose index does not know the term.
site=$folder/search
mkdir "$site"
for name in index glossary; do
    cat >"$site/$name.html" <<'HTML'
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"></head>
<body><main><h1>x</h1><input id="search-words" aria-label="Search"><ul id="search-results"><li><a href="glossary.html">something else</a></li></ul></main></body></html>
HTML
done
if "$check" "$site" "$modules" >"$folder/said" || ! grep -q '^search: "overfitting" does not lead to it' "$folder/said"; then
    echo "The check says nothing against a search that does not find \"overfitting\":"
    cat "$folder/said"
    exit 1
fi
echo "as it must be, the check fails on a search that finds nothing"
