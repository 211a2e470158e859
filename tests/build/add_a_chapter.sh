#!/usr/bin/env bash
#
# docs/adding-a-chapter.md, followed to the letter: adds the chapter of new_chapter/ to a copy of the workbook, makes its stub
# and its lesson, builds and runs it.
#
#   add_a_chapter.sh CHECKOUT FOLDER WORKBOOK_DEV    FOLDER holds the copy and is removed first
set -euo pipefail

checkout=$1
folder=$2
dev=$3
copy=$folder/workbook

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
# COMMAND... must end with this code.
expect() {
    local wanted=$1 code=0
    shift
    "$@" || code=$?
    ((code == wanted)) || fail "exit code $code, not $wanted: $*"
}

rm -rf "$folder"
mkdir -p "$copy"
tar -C "$checkout" -cf - --exclude=./build --exclude=./.git --exclude=./results --exclude=./data/mnist . | tar -C "$copy" -xf -

# Its folders.
cp -r "$checkout"/tests/build/new_chapter/. "$copy"

# Three lines.
sed -i 's/^workbook_add_capstone()/workbook_add_chapter(ch99_twice)\n&/' "$copy/CMakeLists.txt"
sed -i 's#^| \[08 .*#&\n| [99 Twice as much](chapters/ch99_twice/lesson.md) | twice | twice a number | |#' "$copy/README.md"
printf '\n`x` is a number in chapter 99.\n' >>"$copy/docs/notation.md"

# Stub, lesson and hints.
expect 0 "$dev" --root "$copy" dev stubs --chapter ch99_twice
grep -q 'todo("99.1");' "$copy/chapters/ch99_twice/twice.cpp" || fail "the stub was not made"
expect 0 "$dev" --root "$copy" dev stubs --check
expect 0 "$dev" --root "$copy" dev leaks
expect 0 "$dev" --root "$copy" dev pages

# Reference and student, tests and lab.
cmake -S "$copy" -B "$copy/build/new" -G Ninja -DWORKBOOK_FLAVOR=reference -DCMAKE_BUILD_TYPE=Debug
cmake --build "$copy/build/new" --target ch99_reference_tests ch99_student_tests ch99_lab_reference
expect 0 ctest --test-dir "$copy/build/new" -R '^99' --output-on-failure --no-tests=error
expect 3 "$copy/build/new/tests/workbook-judge" --tests "$copy/tests/ch99_twice" "$copy/build/new/tests/ch99_student_tests" '[99.1]'
"$copy/build/new/labs/ch99_lab_reference" --data digits --results "$copy/results" | tee "$folder/printed.txt"
grep -qx 42 "$folder/printed.txt" || fail "the lab did not print 42"

# A wrong answer is refused.
sed -i 's/return 2 \* x;/return x * x;/' "$copy/solutions/ch99_twice/twice.cpp"
cmake --build "$copy/build/new" --target ch99_reference_tests
expect 1 "$copy/build/new/tests/workbook-judge" --tests "$copy/tests/ch99_twice" "$copy/build/new/tests/ch99_reference_tests" '[99.1]'
rm -rf "$folder"
echo "A chapter can be added."
