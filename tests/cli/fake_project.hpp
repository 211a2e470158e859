/// \file
/// A small workbook that can be "built".
#pragma once

#include <string>
#include <vector>

#include "tests/cli/fake_workbook.hpp"

/// A CMake project without a compiler: each test program is copied from scripts/; a script that says FAIL
/// fails to "compile" as a compiler would say it.
class FakeProject : public FakeWorkbook {
public:
    FakeProject() {
        write("CMakePresets.json", R"({"version": 6,
"configurePresets": [
  {"name": "student", "generator": "Ninja", "binaryDir": "${sourceDir}/build/student"},
  {"name": "grade", "generator": "Ninja", "binaryDir": "${sourceDir}/build/grade"},
  {"name": "solutions", "generator": "Ninja", "binaryDir": "${sourceDir}/build/solutions"}],
"buildPresets": [
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
add_custom_target(labs DEPENDS ch01_lab_reference ch02_lab_reference)
add_test(NAME always COMMAND true)
)");
        write_program("scripts/compile", R"sh(cd "$(dirname "$0")"
if grep -q FAIL "$1"; then
  echo "$PWD/../chapters/ch01_data/one.cpp:7:5: error: expected ';' before '}' token"; exit 1
fi
mkdir -p "$2"; cp "$1" "$2/$1"
)sh");
        tests({{.id = "1.1"}, {.id = "1.2", .exit_code = 4}}, {{.id = "2.1"}});
        run({"dev", "stubs"});
    }

    void tests(const std::vector<FakeVerdict>& one, const std::vector<FakeVerdict>& two) const {
        write_program("scripts/ch01_student_tests", "echo run >> \"$PWD/runs\"\n" + fake_test_program(one));
        write_program("scripts/ch02_student_tests", fake_test_program(two));
    }
    void lab(const std::string& number, const std::string& script) const {
        write("chapters/" + std::string(number == "1" ? "ch01_data" : "ch02_net") + "/lab.cpp", "");
        write_program("scripts/ch0" + number + "_lab_reference", script);
    }
};
