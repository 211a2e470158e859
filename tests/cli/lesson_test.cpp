#include "tests/dev/lesson.hpp"

#include "common/cli/support/failure.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<std::string> texts(const std::string& prose) {
    std::vector<std::string> found;
    for (const auto& number : numbers_in(prose)) found.push_back(number.text);
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a fence is read with its language and where it comes from") {
    const auto lesson =
        parse_lesson("Text.\n\n```output lab=5 data=digits\none\n\ntwo\n```\n```\n```\n", "l.md");
    REQUIRE(lesson.fences.size() == 2);
    CHECK(lesson.fences[0].line == 3);
    CHECK(lesson.fences[0].language == "output");
    CHECK(*lesson.fences[0].find("lab") == "5");
    CHECK(*lesson.fences[0].find("data") == "digits");
    CHECK(lesson.fences[0].find("mistake") == nullptr);
    CHECK(lesson.fences[0].lines == Texts{"one", "", "two"});
    CHECK(lesson.fences[1].language.empty());
}

TEST_CASE("a mark belongs to the paragraph or the table above it, and says where its numbers are from") {
    const auto lesson = parse_lesson(
        "## What you should see\n\nOver 128 runs\nit reads 98.2%.\n<!-- from: lab=5 bar=a;\n  given: 128 "
        "5,000 -->\n\n"
        "| a | 1.5 |\n\n<!-- measured: machine -->\n\nNothing.\n<!-- a remark -->\n",
        "l.md");
    REQUIRE(lesson.paragraphs.size() == 3);
    const auto& first = lesson.paragraphs[0];
    CHECK(first.line == 3);
    CHECK(first.section == "What you should see");
    CHECK(first.marked);
    CHECK(first.origins == std::vector<Origin>{{"lab", "5"}, {"bar", "a"}});
    CHECK(first.given == std::vector<double>{128, 5000});
    REQUIRE(first.numbers.size() == 2);
    CHECK(first.numbers[1].percent);
    CHECK(lesson.paragraphs[1].origins == std::vector<Origin>{{"measured", "machine"}});
    CHECK_FALSE(lesson.paragraphs[2].marked);
}

TEST_CASE("what cannot be read is refused, with its line") {
    const auto message = [](const std::string& text) {
        try {
            parse_lesson(text, "l.md");
        } catch (const Failure& failure) {
            return std::string(failure.what());
        }
        return std::string("read");
    };
    CHECK_THAT(message("a\n```sh\nls\n"), ContainsSubstring("l.md:2: a fenced block begins here"));
    CHECK_THAT(message("a\n<!-- from: lab=5\n"), ContainsSubstring("l.md:2: a comment begins here"));
    CHECK_THAT(message("a\n## b\n<!-- from: lab=5 -->\n"),
               ContainsSubstring("l.md:3: a mark that stands behind no"));
    CHECK_THAT(message("a\n```sh\n```\n<!-- from: lab=5 -->\n"),
               ContainsSubstring("l.md:4: a mark that stands behind no"));
    CHECK_THAT(message("a\n<!-- from: -->\n"), ContainsSubstring("l.md:2: a mark that names no origin"));
    CHECK_THAT(message("a\n<!-- from: lab=5; givn: 3 -->\n"),
               ContainsSubstring("a mark with `givn: 3` in it"));
    CHECK_THAT(message("a\n<!-- from: lab=5; given: x -->\n"),
               ContainsSubstring("`x` behind given: is no number"));
    CHECK_THAT(message("a\n<!-- measured: by hand -->\n"), ContainsSubstring("measured: by hand"));
}

TEST_CASE("numbers that may come from a run are found") {
    CHECK(texts("98.21% of 10,000 in 0.5, and 97 %, -0.254 (+12) or 92.2-92.5%") ==
          Texts{"98.21%", "10,000", "0.5", "97 %", "-0.254", "+12", "92.2", "92.5%"});
    CHECK(numbers_in("it was -0.254").front().value == -0.254);
    CHECK(numbers_in("1,234.5").front().value == 1234.5);
    REQUIRE(numbers_in("1e-05").size() == 1);
    CHECK(numbers_in("1e-05").front().value == 1e-5);
    CHECK(numbers_in("1e-05").front().decimals == 5);
}

TEST_CASE("numbers that belong to a name, a size or a place are passed over, and small ones") {
    CHECK(
        texts("784-20-10, 784-128-128-128-10, cnn16, conv1.weight, 28 x 28 and 16x16, five of 7, chapter 12, "
              "chapters 03 to 05, exercise 5.1, question 3, lab 5")
            .empty());
}

TEST_CASE("code and formulas hold no such numbers, nor do the addresses of links") {
    const auto lesson =
        parse_lesson("The `0.123` of $x = 0.5$ and $$y\n= 0.7$$ in [it](a-0.25.md) is 0.9.\n", "l.md");
    REQUIRE(lesson.paragraphs.size() == 1);
    REQUIRE(lesson.paragraphs[0].numbers.size() == 1);
    CHECK(lesson.paragraphs[0].numbers[0].text == "0.9");
}

TEST_CASE("a number is a rounded value, as it is or in percent, and no other") {
    const auto number = [](const std::string& text) { return numbers_in(text).front(); };
    CHECK(is_rounded(number("98.2%"), 0.98208));
    CHECK(is_rounded(number("98.21"), 0.98208));
    CHECK(is_rounded(number("98.21%"), 98.21));
    CHECK(is_rounded(number("0.25"), 0.2539));
    CHECK_FALSE(is_rounded(number("98.3%"), 0.98208));
    CHECK_FALSE(is_rounded(number("98.20%"), 0.98208));
    CHECK_FALSE(is_rounded(number("0.26"), 0.2539));
}
