#include "common/cli/support/compile_error.hpp"

#include "common/cli/support/compile_warning.hpp"

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

TEST_CASE("an error inside a template is shown at the line that uses it, without the template") {
    const auto errors = compile_errors(
        "FAILED: a.o \n"
        "/usr/bin/c++ -c arithmetic.cpp\n"
        "/w/np_tensor.hpp: In instantiation of 'np_tensor(const E&) [with E = xt::xfunction<very long>]':\n"
        "/w/arithmetic.cpp:49:58:   required from 'combined(A, B) [with A = std::plus<void>]'\n"
        "/w/arithmetic.cpp:58:20:   required from here\n"
        "/w/np_tensor.hpp:67:42: error: static assertion failed: write from_xtensor(...) around it\n"
        "   67 |         static_assert(sizeof(Expression) == 0,\n"
        "/w/np_tensor.hpp:67:42: note: the comparison reduces to '(320 == 0)'\n"
        "/w/np_tensor.hpp: In instantiation of 'np_tensor(const E&) [with E = xt::xfunction<very long>]':\n");
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].file == "/w/arithmetic.cpp");
    CHECK(errors[0].line == 49);
    CHECK(errors[0].text ==
          "/w/arithmetic.cpp:49: error: static assertion failed: write from_xtensor(...) around it");
}

TEST_CASE("a warning inside a template does not move the error after it") {
    const auto errors = compile_errors(
        "FAILED: a.o \n"
        "/usr/bin/c++ -c relu.cpp\n"
        "/w/other.cpp:9:1:   required from here\n"
        "/w/np_tensor.hpp:7:2: warning: unused\n"
        "/w/relu.cpp:31:12: error: 'y' was not declared in this scope\n"
        "   31 |     return y;\n");
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].file == "/w/relu.cpp");
    CHECK_THAT(errors[0].text, ContainsSubstring("return y;"));
}

TEST_CASE("a function of the standard library without its header: the header is named") {
    const auto text = [](const std::string& function) {
        return compile_errors("FAILED: a.o \nc++ -c a.cpp\na.cpp:1:2: error: '" + function +
                              "' is not a member of 'std'\n")
            .at(0)
            .text;
    };
    CHECK_THAT(text("accumulate"),
               ContainsSubstring("std::accumulate is in <numeric>: add #include <numeric>"));
    CHECK_THAT(text("transform"), ContainsSubstring("add #include <algorithm>"));
    CHECK_THAT(text("sqrt"), ContainsSubstring("add #include <cmath>"));
    CHECK_THAT(text("sum"), !ContainsSubstring("#include"));
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

TEST_CASE("warnings are found, each once, with the line of code below them") {
    const auto warnings = wb::cli::compile_warnings(
        "[1/2] Building CXX object one.cpp.o\n"
        "one.cpp: In function 'int f()':\n"
        "one.cpp:3:1: warning: no return statement [-Wreturn-type]\n"
        "    3 | }\n"
        "      | ^\n"
        "one.cpp:3:1: warning: no return statement [-Wreturn-type]\n"
        "[2/2] Linking\n");
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].file == "one.cpp");
    CHECK(warnings[0].line == 3);
    CHECK(warnings[0].message == "no return statement [-Wreturn-type]");
    CHECK(warnings[0].text ==
          "one.cpp:3:1: warning: no return statement [-Wreturn-type]\n    3 | }\n      | ^");
}
