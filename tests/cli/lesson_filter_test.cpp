#include "common/cli/dev/lesson_filter.hpp"

#include "common/cli/support/failure.hpp"
#include "tests/support/catch.hpp"

using wb::cli::for_doxygen;

TEST_CASE("a formula gets Doxygen's signs, in a line or on lines of its own") {
    CHECK(for_doxygen("so $x_n$ and $y$.") == "so \\f$x_n\\f$ and \\f$y\\f$.");
    CHECK(for_doxygen("$$a +\n  b$$\n") == "\\f[a +\n  b\\f]\n");
}

TEST_CASE("dollar signs that are no formula stay") {
    CHECK(for_doxygen("it costs 5 $ or 6 $") == "it costs 5 $ or 6 $");
    CHECK(for_doxygen("\\$x\\$") == "$x$");
}

TEST_CASE("code is left alone") {
    CHECK(for_doxygen("`$HOME` and ``a ` $b$`` and $c$") == "`$HOME` and ``a ` $b$`` and \\f$c\\f$");
    CHECK(for_doxygen("```\n$ ls $x$\n```\n$y$") == "```\n$ ls $x$\n```\n\\f$y\\f$");
}

TEST_CASE("the first heading gets the anchor") {
    CHECK(for_doxygen("# Data\n\n# More\n", {.anchor = "lesson_ch01"}) == "# Data {#lesson_ch01}\n\n[TOC]\n\n# More {#lesson_ch01_more}\n");
    CHECK_THROWS_AS(for_doxygen("no heading", {.anchor = "lesson_ch01"}), wb::cli::Failure);
}

TEST_CASE("what is not closed is an error that names the line") {
    for (const char* open :
         {"one\n$x and no end", "one\n$$x and no end", "one\n```\ncode", "one\n$x\n\nand $y$"}) {
        INFO(open);
        CHECK_THROWS_WITH(for_doxygen(open), Catch::Matchers::ContainsSubstring("line 2:"));
    }
}
