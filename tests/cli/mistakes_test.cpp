#include "common/cli/dev/mistake.hpp"
#include "common/cli/support/failure.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string sound =
    "title: squares with a sum\n"
    "file: one.cpp\n"
    "exercise: 1.2\n"
    "says: twice | N times\n"
    "--- find\n"
    "    const int the_square_of_the_number = x * x;\n"
    "--- replace\n"
    "    const int the_square_of_the_number = x + x;\n";

const std::string place = "tests/mistakes/ch01_data/adds.mistake";

std::string parsing_fails(const std::string& text) {
    try {
        parse_mistake(text, "a.mistake");
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "no failure";
}

std::string without_line(std::string text, const std::string& start) {
    const auto at = text.find(start);
    return text.erase(at, text.find('\n', at) + 1 - at);
}

// Runs dev mistakes with a test program that ends and says so.
Ran run_mistake(const FakeWorkbook& book, int exit_code, const std::string& says) {
    book.write(place, sound);
    book.write_program("build/mistakes/ch01_data__adds", fake_test_program({{"1.2", exit_code, 0, 1, says}}));
    return book.run({"dev", "mistakes", "--build", "build"});
}

}  // namespace

TEST_CASE("a mistake file is read with its words and both blocks") {
    const auto mistake = parse_mistake(sound, "a.mistake");
    CHECK(mistake.title == "squares with a sum");
    CHECK(mistake.exercise == "1.2");
    CHECK(mistake.says == std::vector<std::string>{"twice", "N times"});
    CHECK(mistake.state == State::wrong);
    CHECK(mistake.find == "    const int the_square_of_the_number = x * x;\n");
    CHECK(mistake.replace == "    const int the_square_of_the_number = x + x;\n");
    CHECK(parse_mistake("state: timeout\n" + sound, "a").state == State::timed_out);
}

TEST_CASE("a mistake file that lacks something is refused by name") {
    for (const std::string key : {"title", "file", "exercise", "says"})
        CHECK_THAT(parsing_fails(without_line(sound, key + ":")),
                   ContainsSubstring("`" + key + ":` is missing"));
    CHECK_THAT(parsing_fails(without_line(sound, "--- find")), ContainsSubstring("a.mistake:5: expected"));
    CHECK_THAT(parsing_fails(without_line(sound, "--- replace")),
               ContainsSubstring("`--- replace` is missing"));
    CHECK_THAT(parsing_fails("titel: x\n"), ContainsSubstring("a.mistake:1: there is no key `titel`"));
    CHECK_THAT(parsing_fails("state: odd\n" + sound), ContainsSubstring("must be wrong, crashed or timeout"));
}

TEST_CASE("the words are looked for in any case, across line breaks") {
    CHECK(unsaid({"N times", "batch"}, "dW is n\n           times too large: the BATCH").empty());
    CHECK(unsaid({"transposed"}, "dW is too large") == std::vector<std::string>{"transposed"});
}

TEST_CASE("dev mistakes --make writes the reference with the mistake in it") {
    const FakeWorkbook book;
    book.write(place, sound);
    REQUIRE(book.run({"dev", "mistakes", "--make", "out"}).exit_code == 0);
    const auto made = book.read("out/ch01_data__adds/one.cpp");
    CHECK_THAT(made, ContainsSubstring("the_square_of_the_number = x + x;"));
    CHECK_THAT(made, !ContainsSubstring("x * x"));
}

TEST_CASE("dev mistakes --make fails when the lines are not there, or more than once") {
    const FakeWorkbook book;
    book.write(place, sound);
    book.edit("solutions/ch01_data/one.cpp", "x * x", "x*x");
    const auto nowhere = book.run({"dev", "mistakes", "--make", "out"});
    CHECK(nowhere.exit_code == 1);
    CHECK_THAT(nowhere.output, ContainsSubstring("ch01_data__adds: the lines to find stand nowhere"));
    CHECK_FALSE(book.has("out/ch01_data__adds"));

    const std::string line = "    const int the_square_of_the_number = x * x;\n";
    book.edit("solutions/ch01_data/one.cpp", "    const int the_square_of_the_number = x*x;\n", line + line);
    CHECK_THAT(book.run({"dev", "mistakes", "--make", "out"}).output, ContainsSubstring("stand 2 times"));
}

TEST_CASE("dev mistakes --make fails without any mistake, and for an exercise of another chapter") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "mistakes", "--make", "out"}).exit_code == 1);
    auto other = sound;
    book.write(place, other.replace(other.find("1.2"), 3, "2.1"));
    CHECK_THAT(book.run({"dev", "mistakes", "--make", "out"}).output,
               ContainsSubstring("exercise 2.1 is not of that chapter"));
}

TEST_CASE("dev mistakes passes when each is caught with its words, and writes the table") {
    const FakeWorkbook book;
    const auto ran = run_mistake(book, 1, "Yours is twice x: you add N Times.");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("1 of 1 mistake caught."));
    CHECK_THAT(book.read("results/mistakes.md"),
               ContainsSubstring("| 1.2 | squares with a sum | caught (wrong) |"));
}

TEST_CASE("a mistake survives when its tests pass, crash, or do not say the words") {
    const FakeWorkbook book;
    const auto passes = run_mistake(book, 0, "twice, N times");
    CHECK(passes.exit_code == 1);
    CHECK_THAT(passes.output, ContainsSubstring("survived: its tests pass"));
    const auto crashes = run_mistake(book, 6, "twice, N times");
    CHECK(crashes.exit_code == 1);
    CHECK_THAT(crashes.output, ContainsSubstring("it ends as crashed (exit code 6), not as wrong"));
    const auto silent = run_mistake(book, 1, "It is twice as large.");
    CHECK(silent.exit_code == 1);
    CHECK_THAT(silent.output, ContainsSubstring("the message does not say: N times"));
    CHECK_THAT(book.read("results/mistakes.md"), ContainsSubstring("SURVIVED"));
}
