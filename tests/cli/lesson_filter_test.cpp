#include "tests/docs/lesson_filter.hpp"

#include "common/cli/support/failure.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a formula gets Doxygen's signs, in a line or on lines of its own") {
    CHECK(for_doxygen("so $x_n$ and $y$\n") == "so \\f$x_n\\f$ and \\f$y\\f$\n");
    CHECK(for_doxygen("of $y$, ($z$).\n") ==
          "of <span class=\"together\">\\f$y\\f$,</span> <span class=\"together\">(\\f$z\\f$).</span>\n");
    CHECK(for_doxygen("$$a +\n  b$$\n") == "\\f[a +\n  b\\f]\n");
}

TEST_CASE("dollar signs that are no formula stay") {
    CHECK(for_doxygen("it costs 5 $ or 6 $\n") == "it costs 5 $ or 6 $\n");
    CHECK(for_doxygen("\\$x\\$\n") == "$x$\n");
}

TEST_CASE("code is left alone; a short piece with blanks stays on one line") {
    CHECK(for_doxygen("`$HOME` and ``a ` $b$`` and $c$\n") ==
          "`$HOME` and <span class=\"together\">``a ` $b$``</span> and \\f$c\\f$\n");
    CHECK(for_doxygen("`H'` and `W'`\n") == "``H'`` and ``W'``\n");
    CHECK(for_doxygen("`**a<!--[c](d)`\n") == "`**a<!--[c](d)`\n");
    CHECK(for_doxygen("`**a <!-- b [c](d)`\n") == "<span class=\"together\">`**a <!-- b [c](d)`</span>\n");
    CHECK(for_doxygen("```\n$ ls $x$ **b** <!-- c -->\n# d\n```\n$y$\n") ==
          "```\n$ ls $x$ **b** <!-- c -->\n# d\n```\n\\f$y\\f$\n");
}

TEST_CASE("bold text is bold also around code and dashes") {
    CHECK(for_doxygen("**`-Werror`** and **a - b**.\n") == "<b>`-Werror`</b> and <b>a - b</b>.\n");
}

TEST_CASE("emphasis is emphasis also within a word, and a star between blanks is a star") {
    CHECK(for_doxygen("the *diagonal* is *over*confident\n") ==
          "the <em>diagonal</em> is <em>over</em>confident\n");
    CHECK(for_doxygen("* an item, 2 * 3 * 4\n") == "* an item, 2 * 3 * 4\n");
    CHECK(for_doxygen("`a*b*c` and $a*b*c$ and one* more\n") == "`a*b*c` and \\f$a*b*c\\f$ and one* more\n");
}

TEST_CASE("where a fenced block comes from is not shown, and its kind is a class") {
    CHECK(for_doxygen("```cpp contract=conv2d.hpp\nint x;\n```\n") == "```cpp\nint x;\n```\n");
    const auto output = for_doxygen("```output lab=5 data=digits\n99%\n```\n");
    CHECK_THAT(output,
               ContainsSubstring("<div class=\"block-output\">") && ContainsSubstring("\n```\n99%\n```\n"));
    CHECK_THAT(output, !ContainsSubstring("lab=5"));
    CHECK_THAT(for_doxygen("```drawing\n--->\n```\n"), ContainsSubstring("block-drawing"));
    CHECK_THAT(for_doxygen("```sh\nls\n```\n"), ContainsSubstring("block-sh"));
    CHECK_THAT(for_doxygen("```sh in=mnist\n$ ls\n```\n"), ContainsSubstring("block-session"));
    // In a list it stays where it stood.
    CHECK(for_doxygen("1. First\n\n   ```cpp compiles\n   x;\n   ```\n") ==
          "1. First\n\n   ```cpp\n   x;\n   ```\n");
}

TEST_CASE("a folded answer is folded, and its text is a page as elsewhere") {
    const auto page = for_doxygen("<details><summary>Answer</summary>\n\n1. $x$\n\n</details>\n");
    CHECK_THAT(page,
               ContainsSubstring("\\htmlonly[block]\n<details><summary>Answer</summary>\n\\endhtmlonly"));
    CHECK_THAT(page, ContainsSubstring("1. \\f$x\\f$\n"));
    CHECK_THAT(page, ContainsSubstring("\\htmlonly[block]\n</details>\n\\endhtmlonly"));
    const std::string opens = "<details><summary>A</summary>\n\n";
    for (const std::string& wrong :
         {opens + "x\n", opens + "# Next\n\n</details>\n", opens + opens, std::string("</details>\n"),
          std::string("<details>\n\nx\n\n</details>\n")}) {
        INFO(wrong);
        CHECK_THROWS_AS(for_doxygen(wrong), Failure);
    }
}

TEST_CASE("comments go, alone on their lines or within a paragraph") {
    CHECK(for_doxygen("99%.\n<!-- from: lab=5 -->\n\nNext\n") == "99%.\n\n\nNext\n");
    CHECK(for_doxygen("99%. <!-- from: lab=5 -->\n") == "99%. \n");
    CHECK(for_doxygen("one\n\n<!-- two\n\nlines -->\n\nthree\n") == "one\n\n\nthree\n");
    CHECK(for_doxygen("| a |\n|---|\n| 1 |\n\n<!-- from: bar=x -->\n") == "| a |\n|---|\n| 1 |\n\n");
}

TEST_CASE("a comment that asks for a widget becomes its place, and an unknown one names the line") {
    const PageOptions options{.widget = [](const std::string& name) -> std::string {
        if (name != "convolution") throw Failure("the widget \"" + name + "\" is not known");
        return "[" + name + "]\n";
    }};
    CHECK(for_doxygen("one\n\n<!-- widget: convolution -->\n\ntwo\n", options) ==
          "one\n\n[convolution]\n\ntwo\n");
    CHECK_THROWS_WITH(for_doxygen("one\n\n<!-- widget: weather -->\n", options),
                      ContainsSubstring("line 3: the widget \"weather\" is not known"));
    CHECK_THROWS_WITH(for_doxygen("one\n<!-- widget: convolution -->\n", options),
                      ContainsSubstring("line 2: \"widget: convolution\" is not a paragraph of its own"));
}

TEST_CASE("headings get an anchor, each its own") {
    CHECK(for_doxygen("# Data\n\n## By hand, once\n\n## By hand, once\n", {.anchor = "lesson_ch01"}) ==
          "# Data {#lesson_ch01}\n\n[TOC]\n\n## By hand, once {#lesson_ch01_by_hand_once}\n\n"
          "## By hand, once {#lesson_ch01_by_hand_once_2}\n");
    CHECK(for_doxygen("# Design {#design}\n", {.anchor = "other"}) == "# Design {#design}\n");
    CHECK_THROWS_AS(for_doxygen("no heading\n", {.anchor = "lesson_ch01"}), Failure);
}

TEST_CASE("a picture that is a paragraph becomes a figure") {
    const PageOptions options{.pictures = "pictures/ch05_cnn"};
    const auto figure =
        for_doxygen("text\n\n![A filter, \"laid\" on\nan image](pictures/filter.svg)\n\ntext\n", options);
    CHECK_THAT(figure, ContainsSubstring("<img src=\"pictures/ch05_cnn/filter.svg\" "
                                         "alt=\"A filter, &quot;laid&quot; on an image\""));
    CHECK_THAT(figure, ContainsSubstring("<figcaption"));
    CHECK_THROWS_WITH(for_doxygen("a\n\n![](pictures/filter.svg)\n", options), ContainsSubstring("line 3:"));
    CHECK_THROWS_WITH(for_doxygen("a\n\n![x](elsewhere/filter.svg)\n", options),
                      ContainsSubstring("line 3:"));
    CHECK_THROWS_WITH(for_doxygen("![x](pictures/filter.svg)\nand more\n", options),
                      ContainsSubstring("line 1:"));
}

TEST_CASE("links are the caller's") {
    const PageOptions options{.link = [](const std::string& text, const std::string& target) -> std::string {
        if (target == "gone.md") throw Failure("there is no gone.md");
        return "<" + text + "|" + target + ">";
    }};
    CHECK(for_doxygen("see [the [1] lesson](a.md#b), not [this].\n", options) ==
          "see [the <1] lesson|a.md#b>, not [this].\n");
    CHECK(for_doxygen("see [`a.hpp`](../a.hpp).\n", options) == "see <`a.hpp`|../a.hpp>.\n");
    CHECK_THROWS_WITH(for_doxygen("one\ntwo [x](gone.md)\n", options),
                      ContainsSubstring("line 2: there is no gone.md"));
}

TEST_CASE("an exercise is framed, to the end of the paragraph with its command") {
    const PageOptions options{
        .after_exercise = [](const std::string& id) { return "HINTS OF " + id + "\n"; }};
    const auto page = for_doxygen(
        "**5.2 im2col.** Given.\n\n```cpp\nx\n```\n\nAsked. `./workbook check 5.2`\n\nMore.\n", options);
    CHECK_THAT(page, ContainsSubstring("<div class=\"exercise\">"));
    CHECK_THAT(page, ContainsSubstring("\\anchor exercise_5_2 <b>5.2 im2col.</b> Given."));
    const auto hints = page.find("HINTS OF 5.2");
    CHECK(page.find("Asked.") < hints);
    CHECK(hints < page.find("</div>\n\\endhtmlonly\n\n\nMore."));
    CHECK_THAT(for_doxygen("**5.2 im2col.** Asked. `./workbook\ncheck 5.2`\n", options),
               ContainsSubstring("HINTS OF 5.2"));
    CHECK_THROWS_WITH(for_doxygen("a\n\n**5.2 im2col.** Given.\n\n## Next\n", options),
                      ContainsSubstring("line 3: exercise 5.2"));
    CHECK_THROWS_WITH(for_doxygen("**5.2 im2col.** Given.\n", options),
                      ContainsSubstring("./workbook check 5.2") || ContainsSubstring("line 1:"));
    CHECK(for_doxygen("**Bold.** No exercise.\n\n**5 to 2.** Nor this.\n", options) ==
          "<b>Bold.</b> No exercise.\n\n<b>5 to 2.</b> Nor this.\n");
}

TEST_CASE("what is not closed is an error that names the line") {
    for (const char* open :
         {"one\n$x and no end", "one\n$$x and no end", "one\n```\ncode", "one\n$x\n\nand $y$", "one\n**bold",
          "one\n`code", "one\n<!-- a comment\n\nand more"}) {
        INFO(open);
        CHECK_THROWS_WITH(for_doxygen(open), ContainsSubstring("line 2:"));
    }
}
