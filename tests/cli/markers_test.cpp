#include "common/cli/exercises/markers.hpp"

#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

// The one problem of a source that has exactly one.
std::string only_problem(const std::string& text) {
    const auto source = parse_markers(text, "a.cpp");
    REQUIRE(source.problems.size() == 1);
    return source.problems.front().text();
}

const std::string sound =
    "int f() {\n"
    "    // BEGIN SOLUTION 3.1\n"
    "    // STUB // Goal: one.\n"
    "    // STUB\n"
    "    // STUB //   more\n"
    "    // STUB todo(\"3.1\");\n"
    "    return 1;\n"
    "    // END SOLUTION\n"
    "}\n";

}  // namespace

TEST_CASE("a region becomes its STUB lines between the exercise's markers") {
    const auto source = parse_markers(sound, "a.cpp");
    REQUIRE(source.problems.empty());
    CHECK(render_stub(source) ==
          "int f() {\n"
          "    // EXERCISE 3.1\n"
          "    // Goal: one.\n"
          "\n"
          "    //   more\n"
          "    todo(\"3.1\");\n"
          "    // END EXERCISE 3.1\n"
          "}\n");
}

TEST_CASE("a solved region is the solution without markers and STUB lines") {
    const auto source = parse_markers(sound, "a.cpp");
    CHECK(render(source, [](const std::string& id) { return id == "3.1"; }) ==
          "int f() {\n    return 1;\n}\n");
}

TEST_CASE("a region without STUB lines leaves nothing behind, not even a second empty line") {
    const auto source =
        parse_markers("int a;\n\n// BEGIN SOLUTION 3.1\nint helper;\n// END SOLUTION\n\nint b;\n", "a.cpp");
    REQUIRE(source.problems.empty());
    CHECK(render_stub(source) == "int a;\n\nint b;\n");
}

TEST_CASE("a region knows its line and whether it has its todo") {
    const auto source = parse_markers(sound, "a.cpp");
    REQUIRE(source.regions_of("3.1").size() == 1);
    CHECK(source.regions_of("3.1").front()->line == 2);
    CHECK(source.regions_of("3.1").front()->has_todo);
    CHECK(source.regions_of("3.2").empty());
}

TEST_CASE("regions that nest are refused with both lines") {
    const auto problem = only_problem("// BEGIN SOLUTION 3.1\n// BEGIN SOLUTION 3.2\n// END SOLUTION\n");
    CHECK_THAT(problem, ContainsSubstring(
                            "a.cpp:2: regions do not nest: 3.2 begins inside 3.1, which began in line 1"));
}

TEST_CASE("a region that is never closed is refused at its beginning") {
    CHECK_THAT(only_problem("int a;\n// BEGIN SOLUTION 3.1\nint b;\n"),
               ContainsSubstring("a.cpp:2: the region of 3.1 is never closed"));
}

TEST_CASE("an end without a beginning is refused") {
    CHECK_THAT(only_problem("int a;\n// END SOLUTION\n"),
               ContainsSubstring("a.cpp:2: `// END SOLUTION` without"));
}

TEST_CASE("a malformed marker is refused instead of being taken for code") {
    CHECK_THAT(only_problem("// BEGIN SOLUTION\n"), ContainsSubstring("malformed marker"));
    CHECK_THAT(only_problem("// BEGIN SOLUTION 3\n"), ContainsSubstring("malformed marker"));
    CHECK_THAT(only_problem("//BEGIN SOLUTION 3.1\n"), ContainsSubstring("malformed marker"));
    CHECK_THAT(parse_markers("// BEGIN SOLUTION 3.1\n// END SOLUTION 3.1\n", "a.cpp").problems.front().text(),
               ContainsSubstring("a.cpp:2: malformed marker"));
}

TEST_CASE("a STUB line outside a region is refused") {
    CHECK_THAT(only_problem("// STUB todo(\"3.1\");\n"), ContainsSubstring("a STUB line outside"));
}

TEST_CASE("a todo of another exercise is refused") {
    CHECK_THAT(only_problem("// BEGIN SOLUTION 3.1\n// STUB todo(\"3.2\");\n// END SOLUTION\n"),
               ContainsSubstring("a.cpp:2: todo(\"3.2\") is in the region of 3.1"));
}

TEST_CASE("a todo in the reference itself is refused, in given code as in a region") {
    CHECK_THAT(only_problem("todo(\"3.1\");\n"), ContainsSubstring("the reference would throw it"));
    CHECK_THAT(only_problem("// BEGIN SOLUTION 3.1\ntodo(\"3.1\");\n// END SOLUTION\n"),
               ContainsSubstring("a.cpp:2: todo() outside a STUB line"));
}
