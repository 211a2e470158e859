#include "common/cli/dev/site_page.hpp"

#include "common/cli/dev/chapter_map.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "tests/cli/fake_workbook.hpp"
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

TEST_CASE("the reference solutions stand folded at the end, without markers and stubs") {
    const LessonBook book;
    const auto page = book.lesson();
    const auto begin = page.find("## The reference solutions");
    REQUIRE(begin != std::string::npos);
    CHECK(page.find("Sources") < begin);
    const auto solutions = page.substr(begin);
    CHECK_THAT(solutions, ContainsSubstring("<summary>one.cpp: 1.1 first, 1.2 second</summary>") &&
                              ContainsSubstring("```cpp\n#include") &&
                              ContainsSubstring("    return helper_of_the_solution(x);\n") &&
                              ContainsSubstring("\\anchor solution_1_2"));
    for (const char* marker : {"BEGIN SOLUTION", "END SOLUTION", "STUB", "todo("})
        CHECK_THAT(solutions, !ContainsSubstring(marker));
}

TEST_CASE("without solutions the page has none") {
    const LessonBook book;
    const auto page = book.lesson(false);
    CHECK_THAT(page, ContainsSubstring("Hint 3"));
    for (const char* line :
         {"the_square_of_the_number", "helper_of_the_solution", "reference solutions", "solution_1"})
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
          "/// \\ref exercise_1_1 \"Exercise 1.1\": Twice x.\nint first(int x);\n\n/** @} */ }  // namespace "
          "wb\n");
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
