#!/bin/sh
# Takes the lessons' pictures that labs have drawn, the .png in chapters/*/pictures, again from the labs' results:
#   ./workbook run              with MNIST in place, seed 1
#   docs/lesson_pictures.sh     (or: docs/lesson_pictures.sh FOLDER, if the results are not in results/)
# What is taken is what the lessons show. Drawings (.svg) are made by hand, and stay. The README's docs/pictures/page.png is
# digit-3.png of tests/browser/draw_in_browser.sh, with the cnn28.npz of that run.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
results=${1:-$root/results}

for lesson in "$root"/chapters/*/lesson.md; do
    chapter=$(dirname "$lesson")
    number=$(basename "$chapter" | cut -d_ -f1)
    for picture in $(grep -o '(pictures/[a-z0-9_-]*\.png)' "$lesson" | tr -d '()' | sort -u); do
        made="$results/$number/$(basename "$picture")"
        if [ ! -f "$made" ]; then
            echo "$made is not there, and $lesson shows it. Run the lab of that chapter: ./workbook lab ${number#ch0}" >&2
            exit 1
        fi
        for stamp in '"data": "mnist"' '"flavor": "reference"'; do
            grep -q "$stamp" "$results/$number/pictures.json" && continue
            echo "$made was not drawn by the reference from MNIST. Fetch MNIST (./workbook data mnist), then ./workbook run" >&2
            exit 1
        done
        mkdir -p "$chapter/pictures"
        cp "$made" "$chapter/$picture"
        echo "$chapter/$picture"
    done
done
