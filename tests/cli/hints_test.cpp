#include "common/cli/exercises/hints.hpp"

#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string hints_md =
    "# Hints\n\n## 1.1 first\n\n### Hint 1\n\nThink.\n\n### Hint 2\n\nThink twice.\n\n    code\n\n### Hint "
    "3\n\nx + x\n\n"
    "## 1.2 second\n\n### Hint 1\n\nOnly one.\n\n## 1.10 tenth\n\n### Hint 1\n\nNot 1.1.\n";

}  // namespace

TEST_CASE("the hints of an exercise are those of its section, in order") {
    CHECK(hints_of(hints_md, "1.1") ==
          std::vector<std::string>{"Think.\n", "Think twice.\n\n    code\n", "x + x\n"});
    CHECK(hints_of(hints_md, "1.10") == std::vector<std::string>{"Not 1.1.\n"});
    CHECK(hints_of(hints_md, "1.3").empty());
}

TEST_CASE("each call of hint says one more, and the last one goes on to the solution") {
    const FakeWorkbook book;
    book.write("chapters/ch01_data/hints.md", hints_md);
    const auto first = book.run({"hint", "1.1"});
    CHECK(first.exit_code == 0);
    CHECK_THAT(first.output, ContainsSubstring("Hint 1 of 3\nThink.\n"));
    CHECK_THAT(first.output, ContainsSubstring("Still stuck? ./workbook hint 1.1"));
    CHECK_THAT(book.run({"hint", "1.1"}).output, ContainsSubstring("Hint 2 of 3\nThink twice."));
    CHECK_THAT(book.run({"hint", "1.1"}).output, ContainsSubstring("./workbook solution 1.1 --give-up"));
    CHECK_THAT(book.run({"hint", "1.1"}).output, ContainsSubstring("Hint 3 of 3"));
    CHECK_THAT(book.run({"hint", "1.1", "--level", "1"}).output, ContainsSubstring("Hint 1 of 3"));
    const auto all = book.run({"hint", "1.1", "--all"}).output;
    CHECK_THAT(all, ContainsSubstring("Hint 1 of 3") && ContainsSubstring("Hint 3 of 3"));
}

TEST_CASE("a hint that is not there is answered with what is") {
    const FakeWorkbook book;
    CHECK_THAT(book.run({"hint", "1.1"}).output, ContainsSubstring("chapters/ch01_data/lesson.md"));
    book.write("chapters/ch01_data/hints.md", hints_md);
    const auto ran = book.run({"hint", "1.2", "--level", "2"});
    CHECK(ran.exit_code == 2);
    CHECK_THAT(ran.output, ContainsSubstring("1.2 has hints 1 to 1; there is no hint 2"));
}
