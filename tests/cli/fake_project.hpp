/// \file
/// A small workbook that can be "built".
#pragma once

#include <string>
#include <vector>

#include "tests/cli/fake_workbook.hpp"

/// A CMake project without a compiler: each test program is copied from scripts/; a script that says FAIL
/// fails to "compile" as a compiler would say it, one that says WARN compiles with a warning.
class FakeProject : public FakeWorkbook {
public:
    FakeProject() {
        write("CMakePresets.json", R"({"version": 6,
"configurePresets": [
  {"name": "student", "generator": "Ninja", "binaryDir": "${sourceDir}/build/student"},
  {"name": "grade", "generator": "Ninja", "binaryDir": "${sourceDir}/build/grade"},
  {"name": "dev", "generator": "Ninja", "binaryDir": "${sourceDir}/build/dev"},
  {"name": "solutions", "generator": "Ninja", "binaryDir": "${sourceDir}/build/solutions"}],
"buildPresets": [
  {"name": "dev", "configurePreset": "dev"},
  {"name": "student", "configurePreset": "student"}, {"name": "grade", "configurePreset": "grade"},
  {"name": "solutions", "configurePreset": "solutions"}],
"testPresets": [{"name": "solutions", "configurePreset": "solutions"}]})");
        write("CMakeLists.txt", R"(cmake_minimum_required(VERSION 3.25)
project(fake LANGUAGES NONE)
enable_testing()
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/scripts/*)  # as the real one looks for tests
function(program target folder)
  set(output ${CMAKE_BINARY_DIR}/${folder}/${target})
  add_custom_command(OUTPUT ${output} DEPENDS ${CMAKE_SOURCE_DIR}/scripts/${target} VERBATIM
    COMMAND bash ${CMAKE_SOURCE_DIR}/scripts/compile ${target} ${CMAKE_BINARY_DIR}/${folder})
  add_custom_target(${target} DEPENDS ${output})
endfunction()
program(ch01_student_tests tests)
program(ch02_student_tests tests)
program(ch01_lab_reference labs)
program(ch02_lab_reference labs)
program(ch08_draw_reference labs)
# The second program, and the lesson pages.
file(COPY ${CMAKE_SOURCE_DIR}/scripts/workbook-dev DESTINATION ${CMAKE_BINARY_DIR})
add_custom_target(workbook_dev)
add_custom_target(docs COMMAND mkdir -p ${CMAKE_SOURCE_DIR}/build/docs/html/mathjax
  COMMAND touch ${CMAKE_SOURCE_DIR}/build/docs/html/index.html ${CMAKE_SOURCE_DIR}/build/docs/html/workbook.js VERBATIM)
add_custom_target(labs DEPENDS ch01_lab_reference ch02_lab_reference)
add_test(NAME always COMMAND true)
)");
        // After `run`, the report is made; else it tells what it was asked for.
        write_program("scripts/workbook-dev",
                      "[ \"$3 $4\" = 'report --since' ] && exec '" WORKBOOK_DEV_PROGRAM
                      "' \"$@\"\nprintf '%s|' \"$@\"\nexit 7\n");
        write_program("scripts/compile", R"sh(cd "$(dirname "$0")"
if grep -q FAIL "$1"; then
  echo "$PWD/../chapters/ch01_data/one.cpp:7:5: error: expected ';' before '}' token"; exit 1
fi
if grep -q WARN "$1"; then
  echo "$PWD/../chapters/ch01_data/one.cpp:16:1: warning: no return statement in function returning non-void [-Wreturn-type]"
  echo "   16 | }"
  echo "      | ^"
  second=$(grep -n 'int wb::second' ../chapters/ch01_data/one.cpp | cut -d: -f1)
  echo "$PWD/../chapters/ch01_data/one.cpp:$second:20: warning: unused parameter 'x' [-Wunused-parameter]"
  echo "$PWD/../chapters/ch01_data/one.cpp:16:2: warning: conversion from 'long' to 'double' may change value [-Wconversion]"
fi
mkdir -p "$2"; cp "$1" "$2/$1"
# Two targets may be compiled at once: each copies under a name of its own, and moves that in one step.
cp workbook-judge "$2/workbook-judge.$$" && mv -f "$2/workbook-judge.$$" "$2/workbook-judge"
)sh");
        write_program("scripts/workbook-judge", fake_supervisor());
        tests({{.id = "1.1"}, {.id = "1.2", .exit_code = 4}}, {{.id = "2.1"}});
        run({"dev", "stubs"});
    }

    /// Of untouched stubs `status` knows the state without any test program: writes a line into each.
    void begin() const {
        for (const auto* file : {"chapters/ch01_data/one.cpp", "chapters/ch02_net/two.cpp"})
            if (has(file)) write(file, read(file) + "// begun\n");
    }

    /// What the test programs are to say; of stubs that are begun.
    void tests(const std::vector<FakeVerdict>& one, const std::vector<FakeVerdict>& two) const {
        begin();
        write_program("scripts/ch01_student_tests", "echo run >> \"$PWD/runs\"\n" + fake_test_program(one));
        write_program("scripts/ch02_student_tests", fake_test_program(two));
    }
    void lab(const std::string& number, const std::string& script) const {
        write("chapters/" + std::string(number == "1" ? "ch01_data" : "ch02_net") + "/lab/lab.cpp", "");
        write_program("scripts/ch0" + number + "_lab_reference", script);
    }
};
