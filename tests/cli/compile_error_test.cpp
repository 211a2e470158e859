#include "common/cli/support/compile_error.hpp"

#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("the first error of each failed step is found, without the command line") {
    const auto errors = compile_errors(
        "[1/4] Building CXX object a.o\n"
        "FAILED: CMakeFiles/ch03_student_double.dir/chapters/ch03_mlp/linear.cpp.o \n"
        "/usr/bin/c++ -DX -c linear.cpp\n"
        "/w/chapters/ch03_mlp/linear.cpp: In function 'f':\n"
        "/w/chapters/ch03_mlp/linear.cpp:31:12: error: 'y' was not declared in this scope\n"
        "   31 |     return y;\n"
        "      |            ^\n"
        "/w/chapters/ch03_mlp/linear.cpp:40:1: error: a consequence\n"
        "[2/4] Linking CXX executable tests/ch02_student_tests\n"
        "FAILED: tests/ch02_student_tests \n"
        ": && /usr/bin/c++ a.o\n"
        "/usr/bin/ld: a.o: in function `main':\n"
        "a.cpp:(.text+0x5): undefined reference to `wb::sum(int)'\n"
        "collect2: error: ld returned 1 exit status\n"
        "ninja: build stopped: cannot make progress due to previous errors.\n");
    REQUIRE(errors.size() == 2);
    CHECK_THAT(errors[0].output, ContainsSubstring("ch03_student_double"));
    CHECK(errors[0].file == "/w/chapters/ch03_mlp/linear.cpp");
    CHECK(errors[0].line == 31);
    CHECK(errors[0].message == "'y' was not declared in this scope");
    CHECK_THAT(errors[0].text, ContainsSubstring("return y;") && !ContainsSubstring("consequence"));
    CHECK_THAT(errors[0].text, !ContainsSubstring("/usr/bin/c++"));
    CHECK(errors[1].file.empty());
    CHECK(errors[1].message == "undefined reference to `wb::sum(int)'");
}

TEST_CASE("a step that fails in another way is quoted by its last lines") {
    const auto errors = compile_errors("[1/1] Making x\nFAILED: x \ncommand of x\nno such thing\n");
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].message == "no such thing");
    CHECK_THAT(errors[0].text, ContainsSubstring("no such thing"));
}

TEST_CASE("a build that succeeds has no errors") {
    CHECK(compile_errors("[1/1] Linking x\n").empty());
}
