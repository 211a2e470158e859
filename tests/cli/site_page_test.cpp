#include "tests/docs/site_page.hpp"

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/docs/chapter_map.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

// The fake workbook, with a lesson for chapter 01.
class LessonBook : public FakeWorkbook {
public:
    LessonBook() {
        write("chapters/ch01_data/lesson.md",
              "# Data\n\n## Exercises\n\n**1.1 first.** Twice $x$. `./workbook check 1.1`\n\n"
              "**1.2 second.** The square. `./workbook check 1.2`\n\n## Sources\n\nNone.\n");
        write("chapters/ch01_data/hints.md",
              "## 1.1 first\n\n### Hint 1\n\nThink of $2x$.\n\n### Hint 2\n\nAdd.\n\n### Hint 3\n\nx + x\n\n"
              "## 1.2 second\n\n### Hint 1\n\nMultiply.\n");
        write("chapters/ch01_data/one.hpp", "/// \\file\n/// One.\n#pragma once\n\nnamespace wb {}\n");
        write("chapters/ch02_net/lesson.md", "# Net\n\nSee [data](../ch01_data/lesson.md#exercises).\n");
        write("docs/notation.md", "# Notation {#notation}\n");
        write("tests/x.cpp", "");
    }
    std::string page(const std::string& file, bool with_solutions = true) const {
        return site_page(workspace(), root() / file, with_solutions);
    }
    std::string lesson(bool with_solutions = true) const {
        return page("chapters/ch01_data/lesson.md", with_solutions);
    }
};

}  // namespace

TEST_CASE("each exercise of a lesson has its hints behind it, each folded by itself") {
    const LessonBook book;
    const auto page = book.lesson();
    const auto second = page.find("exercise_1_2");
    REQUIRE(second != std::string::npos);
    for (const char* hint :
         {"<summary>Hint 1</summary>", "<summary>Hint 2</summary>", "<summary>Hint 3</summary>", "x + x"})
        CHECK(page.find(hint) < second);
    CHECK_THAT(page, ContainsSubstring("\\f$2x\\f$"));
    CHECK(page.find("Multiply.") > second);
    CHECK_THAT(page, ContainsSubstring("@ref wb::second"));
}

TEST_CASE(
    "the reference of an exercise is folded below it, or at its derivation, without markers and stubs") {
    const LessonBook book;
    SECTION("below the exercise") {
        const auto page = book.lesson();
        const auto second = page.substr(page.find("exercise_1_2"));
        CHECK_THAT(second, ContainsSubstring("<summary>The reference of 1.2 second</summary>") &&
                               ContainsSubstring("\\anchor solution_1_2"));
        CHECK_THAT(page, ContainsSubstring("    return helper_of_the_solution(x);\n"));
        for (const char* marker : {"BEGIN SOLUTION", "END SOLUTION", "STUB", "todo("})
            CHECK_THAT(page, !ContainsSubstring(marker));
    }
    SECTION("at its derivation, with the contract") {
        book.write(
            "chapters/ch01_data/one.hpp",
            "namespace wb {\n\n/// Exercise 1.1. Twice x.\nint first(\n    int x);\n\n}  // namespace wb\n");
        book.edit("chapters/ch01_data/lesson.md", "# Data\n",
                  "# Data\n\n## Twice\n\n<!-- site: code 1.1 -->\n");
        const auto page = book.lesson();
        const auto derived = page.substr(0, page.find("## Exercises"));
        CHECK_THAT(derived, ContainsSubstring("```cpp\n// ch01_data/one.hpp\nint first(\n    int x);\n```") &&
                                ContainsSubstring("<summary>The reference of 1.1 first</summary>"));
        CHECK_THAT(page.substr(page.find("## Exercises")),
                   ContainsSubstring("@ref solution_1_1") && !ContainsSubstring("reference of 1.1"));
        CHECK_THAT(book.lesson(false),
                   ContainsSubstring("int first(") && !ContainsSubstring("The reference of"));
        book.edit("chapters/ch01_data/lesson.md", "code 1.1", "code 1.9");
        CHECK_THROWS_WITH(book.lesson(), ContainsSubstring("1.9 is not in ch01_data/chapter.json"));
    }
}

TEST_CASE("chapters, exercises, symbols and terms become links, once in a section") {
    const LessonBook book;
    book.write("docs/glossary.md",
               "# Glossary {#glossary}\n\n| term | meaning | chapter |\n|---|---|---|\n"
               "| **max pooling** | The largest. | [01](../chapters/ch01_data/lesson.md) |\n| **pooling** | "
               "Smaller. | [01](../chapters/ch01_data/lesson.md) |\n");
    const auto links_in = [&](const std::string& text) {
        book.edit("chapters/ch01_data/lesson.md", "# Data\n", "# Data\n\n" + text + "\n");
        const auto page = book.lesson();
        return page.substr(0, page.find("## Exercises"));
    };
    SECTION("chapters, but not this one, and not every number") {
        const auto page = links_in("Chapter\n02, chapter 01, chapter 02, 02.");
        CHECK_THAT(page, ContainsSubstring(
                             "<a href=\"lesson_ch02.html\">Chapter\n02</a>, chapter 01, chapter 02, 02."));
    }
    SECTION("exercises, but not every decimal") {
        CHECK_THAT(
            links_in("In exercises 1.1 and 1.2, between 1.1 and 1.2; exercise 9.9."),
            ContainsSubstring(
                "<a href=\"lesson_ch01.html#exercise_1_1\">exercises 1.1</a> and "
                "<a href=\"lesson_ch01.html#exercise_1_2\">1.2</a>, between 1.1 and 1.2; exercise 9.9."));
    }
    SECTION("terms, the longest first, in the plural, but not in words, code or formulas") {
        CHECK_THAT(
            links_in("Max poolings, pooling, pooling, poolings2, `pooling`, $pooling$"),
            ContainsSubstring(
                "<a class=\"term\" href=\"glossary.html#term_max_pooling\">Max poolings</a>, "
                "<a class=\"term\" href=\"glossary.html#term_pooling\">pooling</a>, pooling, poolings2, "
                "`pooling`, \\f$pooling\\f$"));
    }
    SECTION("nothing in quotes, where Doxygen would show the tag as text") {
        CHECK_THAT(links_in("\"Pooling in chapter 02\", a paper"),
                   ContainsSubstring("\"Pooling in chapter 02\", a paper"));
    }
    SECTION("symbols in code") {
        CHECK_THAT(links_in("`first` and `first`, `firstly`"),
                   ContainsSubstring("<code>@ref wb::first \"first\"</code> and `first`, `firstly`"));
    }
    SECTION("in hints, whatever is a link in the text above") {
        book.edit("chapters/ch01_data/hints.md", "Multiply.", "Pooling, as in exercise 1.1 and `first`.");
        links_in("Pooling, exercise 1.1, `first`");
        CHECK_THAT(
            book.lesson(),
            ContainsSubstring("<a class=\"term\" href=\"glossary.html#term_pooling\">Pooling</a>, as in "
                              "<a href=\"lesson_ch01.html#exercise_1_1\">exercise 1.1</a> and "
                              "<code>@ref wb::first \"first\"</code>."));
    }
    SECTION("the glossary has the places") {
        CHECK_THAT(book.page("docs/glossary.md"),
                   ContainsSubstring("| \\anchor term_max_pooling <b>max pooling</b> |"));
    }
}

TEST_CASE("without solutions the page has none") {
    const LessonBook book;
    const auto page = book.lesson(false);
    CHECK_THAT(page, ContainsSubstring("Hint 3"));
    for (const char* line :
         {"the_square_of_the_number", "helper_of_the_solution", "The reference of", "solution_1"})
        CHECK_THAT(page, !ContainsSubstring(line));
}

TEST_CASE("a lesson that forgets an exercise, or has one without hints, is refused") {
    const LessonBook book;
    SECTION("forgotten") {
        book.edit("chapters/ch01_data/lesson.md", "**1.2 second.** The square. `./workbook check 1.2`",
                  "Nothing.");
        CHECK_THROWS_WITH(
            book.lesson(),
            ContainsSubstring("chapters/ch01_data/lesson.md: the lesson does not say what exercise 1.2"));
    }
    SECTION("without hints") {
        book.edit("chapters/ch01_data/hints.md", "## 1.2 second", "## 1.3 other");
        CHECK_THROWS_WITH(book.lesson(), ContainsSubstring("no hint for exercise 1.2"));
    }
    SECTION("of another chapter") {
        book.edit("chapters/ch01_data/lesson.md", "**1.2 second.** The square. `./workbook check 1.2`",
                  "**1.7 x.** `./workbook check 1.7`");
        CHECK_THROWS_WITH(book.lesson(), ContainsSubstring("1.7 is not in ch01_data/chapter.json"));
    }
}

TEST_CASE("links to files become links of the site, or the file's name") {
    const LessonBook book;
    CHECK_THAT(book.page("docs/notation.md"), ContainsSubstring("{#notation}"));
    book.write(
        "docs/links.md",
        "# Links {#links}\n\n[a](../chapters/ch01_data/lesson.md), "
        "[b](../chapters/ch01_data/lesson.md#by-hand-once), "
        "[c](notation.md), [d](../chapters/ch01_data/one.hpp), [e](../tests/x.cpp), [f](https://x.org/y.md), "
        "[`g`](../tests/x.cpp)\n");
    CHECK_THAT(
        book.page("docs/links.md"),
        ContainsSubstring("[a](@ref lesson_ch01), [b](@ref lesson_ch01_by_hand_once), [c](@ref notation), "
                          "[d](@ref ch01_data/one.hpp), e (`tests/x.cpp`), [f](https://x.org/y.md), `g`\n"));
    book.write("docs/links.md", "# Links {#links}\n\n[a](../chapters/ch09/lesson.md)\n");
    CHECK_THROWS_WITH(
        book.page("docs/links.md"),
        ContainsSubstring("docs/links.md: line 3: the link \"a\" leads to chapters/ch09/lesson.md"));
}

TEST_CASE(
    "a header joins the group of its folder, its exercises lead to the lesson, and no line of it moves") {
    const LessonBook book;
    book.write("chapters/ch01_data/one.hpp",
               "/// \\file\n#pragma once\n\nnamespace wb {\n\n/// Exercise 1.1. Twice x.\nint first(int "
               "x);\n\n}  // namespace wb\n");
    CHECK(book.page("chapters/ch01_data/one.hpp") ==
          "/// \\file\n#pragma once\n\nnamespace wb { /** \\addtogroup contracts_ch01 */ /** @{ */\n\n"
          "/// Twice x. \\ref exercise_1_1 \"Exercise 1.1\".\nint first(int x);\n\n/** @} */ }  // namespace "
          "wb\n");
    // A colon does not end the sentence.
    book.write(
        "chapters/ch01_data/sum.hpp",
        "namespace wb {\n/// Exercise 1.1. The sum: adds\n/// all. Slow.\nint sum();\n}  // namespace wb\n");
    CHECK_THAT(book.page("chapters/ch01_data/sum.hpp"),
               ContainsSubstring("/// The sum: adds\n/// all. \\ref exercise_1_1 \"Exercise 1.1\". Slow.\n"));
    for (const std::string file :
         {"chapters/ch01_data/given/two.hpp", "chapters/ch01_data/lab/parts/two.hpp"}) {
        book.write(file, "#pragma once\n\nnamespace wb {\n}  // namespace wb\n");
        CHECK_THAT(book.page(file), ContainsSubstring("\\addtogroup given_ch01"));
    }
    book.write("common/io/gzip.hpp", "#pragma once\n\nnamespace wb {\n}  // namespace wb\n");
    CHECK_THAT(book.page("common/io/gzip.hpp"), ContainsSubstring("\\addtogroup common_io"));
}

TEST_CASE("the map has an arrow from each chapter to those that stand on it directly") {
    const auto manifest = Manifest({{1, "ch01_a", "A", {}, {}},
                                    {2, "ch02_b", "B", {"ch01_a"}, {}},
                                    {3, "ch03_c", "C", {"ch01_a", "ch02_b"}, {}}});
    const auto graph = chapter_graph(manifest);
    CHECK_THAT(graph, ContainsSubstring("ch01_a -> ch02_b") && ContainsSubstring("ch02_b -> ch03_c") &&
                          ContainsSubstring("URL=\"lesson_ch03.html\""));
    CHECK_THAT(graph, !ContainsSubstring("ch01_a -> ch03_c"));
    CHECK_THROWS_WITH(chapter_graph(Manifest({{1, "ch01_a", "A", {"ch00_x"}, {}}})),
                      ContainsSubstring("ch00_x"));
    CHECK_THROWS_WITH(chapter_graph(Manifest({{1, "ch01_a", "A", {"ch01_a"}, {}}})),
                      ContainsSubstring("comes later"));
}

TEST_CASE("the main page gets map and table of the chapters, and nothing it does not know") {
    const LessonBook book;
    book.write("docs/main.md",
               "# Main {#mainpage}\n\n<!-- site: map of chapters -->\n\n<!-- site: table of chapters -->\n");
    CHECK_THAT(book.page("docs/main.md"),
               ContainsSubstring("<svg") && ContainsSubstring("xlink:href=\"lesson_ch02.html\"") &&
                   ContainsSubstring("| 01 | [Data](@ref lesson_ch01) | [first](@ref exercise_1_1), "));
    book.write("docs/main.md", "# Main {#mainpage}\n\n<!-- site: weather -->\n");
    CHECK_THROWS_WITH(book.page("docs/main.md"), ContainsSubstring("\"site: weather\" is not known"));
}

TEST_CASE("a page with widgets loads their scripts, each once") {
    const LessonBook book;
    for (const char* script : {"widget", "a", "a.data", "b"})
        book.write(std::string("docs/widgets/") + script + ".js", "");
    const auto page = [&](const std::string& text) {
        book.write("docs/x.md", "# X {#x}\n\n" + text);
        return book.page("docs/x.md");
    };
    const std::string place = "<div class=\"widget\" data-widget=";
    const auto two = page("<!-- widget: a -->\n\n<!-- widget: b -->\n\n<!-- widget: a -->\n");
    CHECK_THAT(two,
               ContainsSubstring(place + "\"a\"></div><script defer src=\"widgets/widget.js\"></script>"
                                         "<script defer src=\"widgets/a.data.js\"></script>"
                                         "<script defer src=\"widgets/a.js\"></script>\n") &&
                   ContainsSubstring(place + "\"b\"></div><script defer src=\"widgets/b.js\"></script>\n") &&
                   ContainsSubstring(place + "\"a\"></div>\n"));
    CHECK_THAT(page("Nothing moves.\n"), !ContainsSubstring("script"));
    for (const char* name : {"weather", "widget", "a.data"})
        CHECK_THROWS_WITH(
            page(std::string("<!-- widget: ") + name + " -->\n"),
            ContainsSubstring(std::string("docs/x.md: line 3: the widget \"") + name + "\" is not known"));
}

TEST_CASE("dev pages reads all pages, and fails where Doxygen would go on") {
    const LessonBook book;
    book.write("chapters/ch02_net/lesson.md",
               "# Net\n\n**2.1 third.** See [data](../ch01_data/lesson.md). `./workbook check 2.1`\n");
    book.write("chapters/ch02_net/hints.md", "## 2.1 third\n\n### Hint 1\n\nAdd.\n");
    book.write("common/real.hpp", "#pragma once\n\nnamespace wb {}\n");
    const auto sound = book.run({"dev", "pages"});
    INFO(sound.output);
    CHECK(sound.exit_code == 0);
    book.edit("chapters/ch02_net/lesson.md", "../ch01_data/lesson.md", "../ch07_data/lesson.md");
    const auto broken = book.run({"dev", "pages"});
    CHECK(broken.exit_code == 1);
    CHECK_THAT(broken.output, ContainsSubstring("chapters/ch02_net/lesson.md: line 3"));
}
