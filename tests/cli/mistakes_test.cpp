#include "common/cli/support/failure.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/dev/mistake.hpp"
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

// Runs dev mistakes; the mistake's test program ends and says so.
Ran run_mistake(const FakeWorkbook& book, int exit_code, const std::string& says,
                const std::vector<std::string>& options = {}) {
    if (!book.has("build/build.ninja")) write_fake_build(book);
    if (!book.has(place)) book.write(place, sound);
    book.write_program("build/answers/mistakes", fake_test_program({{"1.2", exit_code, 0, 1, says}}));
    std::vector<std::string> arguments{"dev", "mistakes", "--build", "build"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return book.run(arguments);
}

Ran run_right(const FakeWorkbook& book, int exit_code_of_1_1, int exit_code_of_1_2) {
    if (!book.has("build/build.ninja")) write_fake_build(book);
    book.write("tests/right/ch01_data/adds.right", without_line(sound, "says:"));
    book.write_program("build/answers/mistakes",
                       fake_test_program({{"1.1", exit_code_of_1_1}, {"1.2", exit_code_of_1_2}}));
    return book.run({"dev", "right", "--build", "build"});
}

}  // namespace

TEST_CASE("a mistake file is read with its words and both blocks") {
    const auto mistake = parse_mistake(sound, "a.mistake");
    CHECK(mistake.title == "squares with a sum");
    CHECK(mistake.exercise == "1.2");
    CHECK(mistake.says == std::vector<std::string>{"twice", "N times"});
    CHECK(mistake.state == State::wrong);
    REQUIRE(mistake.edits.size() == 1);
    CHECK(mistake.edits[0].file == "one.cpp");
    CHECK(mistake.edits[0].find == "    const int the_square_of_the_number = x * x;\n");
    CHECK(mistake.edits[0].replace == "    const int the_square_of_the_number = x + x;\n");
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
    CHECK_THAT(parsing_fails("state: odd\n" + sound),
               ContainsSubstring("must be wrong, blocked, crashed or timeout"));
}

TEST_CASE("the words are looked for in any case, across line breaks") {
    CHECK(unsaid({"N times", "batch"}, "dW is n\n           times too large: the BATCH").empty());
    CHECK(unsaid({"transposed"}, "dW is too large") == std::vector<std::string>{"transposed"});
}

TEST_CASE("an explanation of another mistake is found") {
    const std::string output =
        "  WRONG  the square of 3\n           at (0): expected 9, yours 6\n"
        "           This is what comes out if x is added\n           to x.\n           x = 3, by hand\n";
    CHECK(wrong_explanation({"added to x"}, output).empty());
    CHECK(wrong_explanation({"by hand", "x is added"}, output).empty());
    CHECK(wrong_explanation({"by hand"}, output) == "this is what comes out if x is added to x.");
    CHECK(wrong_explanation({"by hand"}, "  WRONG  the square of 3\n           x = 3, by hand\n").empty());
}

TEST_CASE("dev mistakes fails for a message that explains another mistake") {
    const FakeWorkbook book;
    const auto ran = run_mistake(book, 1, "twice, N times\nThis is what comes out if x is 0.");
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("explains another mistake: this is what comes out if x is 0."));
}

TEST_CASE("words are asked for, not only numbers or a short token") {
    CHECK_FALSE(asks_for_words({"N", "4 times"}));
    CHECK(asks_for_words({"batch", "N times"}));
    CHECK(asks_for_words({"transposed"}));
    CHECK(asks_for_words({"row by row"}));
    CHECK_FALSE(asks_for_words({"x = 3.5, y = 0.5"}));
    CHECK_FALSE(asks_for_words({"nan"}));
    CHECK_FALSE(asks_for_words({"shape"}));
    CHECK_FALSE(asks_for_words({"2051", "11 == 2051"}));
    CHECK_FALSE(asks_for_words({"nan", "0.5", "-inf"}));
}

TEST_CASE("the title of a test is no explanation") {
    const std::string output =
        "1.2 Squares\n  WRONG  the square of 3 is no sum\n           Yours is twice x: do you add?\n";
    CHECK(asks_for_an_explanation({"do you add"}, output));
    CHECK(asks_for_an_explanation({"no sum", "yours is twice"}, output));
    CHECK_FALSE(asks_for_an_explanation({"is no sum"}, output));
    CHECK_FALSE(asks_for_an_explanation({"is no sum", "x"}, output));
    CHECK(asks_for_an_explanation({"is no sum"}, output + "           The square is no sum.\n"));
}

TEST_CASE("a mistake that asks only for numbers is refused before anything is made") {
    auto numbers = sound;
    numbers.replace(numbers.find("twice | N times"), 15, "9 | 3");
    CHECK_THAT(parsing_fails(numbers), ContainsSubstring("a.mistake: `says: 9 | 3` must ask for words"));
}

TEST_CASE("dev mistakes lists those that ask only for a test's title") {
    const FakeWorkbook book;
    const auto run_with = [&](const std::string& says) {
        auto text = sound;
        book.write(place, text.replace(text.find("twice | N times"), 15, says));
        return run_mistake(book, 1, "\n  WRONG  the square of 3\n  expected 9, yours is twice 3");
    };
    const auto title = run_with("the square of 3");
    CHECK(title.exit_code == 0);
    CHECK_THAT(title.output, ContainsSubstring("not only of a test's title"));
    const auto words = run_with("yours is twice");
    CHECK(words.exit_code == 0);
    CHECK_THAT(words.output, !ContainsSubstring("ask for words"));
}

TEST_CASE("several pairs, other files, and whole files are read") {
    const auto parsed = parse_mistake(
        sound + "--- find\nint a;\n--- replace\n--- file two.cpp\n--- whole\nint b;\nint c;\n", "a");
    REQUIRE(parsed.edits.size() == 3);
    CHECK(parsed.edits[1].file == "one.cpp");
    CHECK(parsed.edits[1].find == "int a;\n");
    CHECK(parsed.edits[1].replace.empty());
    CHECK(parsed.edits[2].file == "two.cpp");
    CHECK(parsed.edits[2].whole);
    CHECK(parsed.edits[2].replace == "int b;\nint c;\n");
    CHECK_THAT(parsing_fails(without_line(sound, "--- replace") + "--- find\nx\n--- replace\ny\n"),
               ContainsSubstring("`--- replace` is missing before this"));
    CHECK_THAT(parsing_fails(sound + "--- find\n\n--- replace\ny\n"), ContainsSubstring("is empty"));
}

TEST_CASE("a right answer has no words, and is done") {
    CHECK(parse_mistake(without_line(sound, "says:"), "a.right", Kind::right).state == State::done);
    CHECK_THROWS_AS(parse_mistake(sound, "a.right", Kind::right), Failure);
}

TEST_CASE("the lines that a mistake replaces must be there, and once") {
    const FakeWorkbook book;
    auto mistake = parse_mistake(sound, "a");
    mistake.directory = "ch01_data";
    const auto files = changed_files(book.workspace(), mistake);
    REQUIRE(files.size() == 1);
    CHECK(files[0].first == "one.cpp");
    CHECK_THAT(files[0].second, ContainsSubstring("the_square_of_the_number = x + x;"));
    CHECK_THAT(files[0].second, !ContainsSubstring("x * x"));

    const std::string line = "    const int the_square_of_the_number = x * x;\n";
    book.edit("solutions/ch01_data/one.cpp", line, line + line);
    CHECK_THAT(run_mistake(book, 1, "twice, N times").output, ContainsSubstring("stand 2 times"));
    book.edit("solutions/ch01_data/one.cpp", line + line, "    const int the_square_of_the_number = x*x;\n");
    const auto nowhere = run_mistake(book, 1, "twice, N times");
    CHECK(nowhere.exit_code == 1);
    CHECK_THAT(nowhere.output, ContainsSubstring("the lines to find stand nowhere"));
}

TEST_CASE("dev mistakes fails without any mistake, and for an exercise of another chapter") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "mistakes", "--build", "build"}).exit_code == 1);
    auto other = sound;
    book.write(place, other.replace(other.find("1.2"), 3, "2.1"));
    CHECK_THAT(run_mistake(book, 1, "").output, ContainsSubstring("exercise 2.1 is not of that chapter"));
}

TEST_CASE("the program of a mistake has the mistake, and neither stub nor reference of that file") {
    const FakeWorkbook book;
    CHECK(run_mistake(book, 1, "twice, N times").exit_code == 0);
    const auto linked = book.read("build/linked");
    CHECK_THAT(linked, ContainsSubstring("the_square_of_the_number = x + x;"));
    CHECK_THAT(linked, !ContainsSubstring("x * x"));
    CHECK_THAT(linked, !ContainsSubstring("the stub"));
    CHECK_FALSE(book.has("build/mistakes/ch01_data__adds"));
}

TEST_CASE("a mistake that does not compile survives, with the compiler's words") {
    const FakeWorkbook book;
    book.write(place, sound + "this does not compile\n");
    const auto ran = run_mistake(book, 1, "twice, N times");
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("survived: it does not compile"));
    CHECK_THAT(ran.output, ContainsSubstring("\nthis does not compile"));
}

TEST_CASE("dev mistakes --only runs those of an exercise or with a name, and leaves the table alone") {
    const FakeWorkbook book;
    const auto ran = run_mistake(book, 1, "twice, N times", {"--only", "1.2"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("1 passed, 0 failed: 1 of 1 mistake caught."));
    CHECK(run_mistake(book, 1, "twice, N times", {"--only", "data__ad"}).exit_code == 0);
    CHECK_FALSE(book.has("results/mistakes.md"));
    const auto none = run_mistake(book, 1, "", {"--only", "1.1"});
    CHECK(none.exit_code == 1);
    CHECK_THAT(none.output, ContainsSubstring("none is of an exercise `1.1`"));
}

TEST_CASE("a right answer passes when every exercise of its file is done") {
    const FakeWorkbook book;
    const auto done = run_right(book, 0, 0);
    INFO(done.output);
    CHECK(done.exit_code == 0);
    CHECK_THAT(done.output, ContainsSubstring("1 passed, 0 failed: 1 right answer of another shape."));
    const auto refused = run_right(book, 0, 1);
    CHECK(refused.exit_code == 1);
    CHECK_THAT(refused.output, ContainsSubstring("ch01_data__adds was refused: it ends as wrong"));
    const auto neighbor = run_right(book, 1, 0);
    CHECK(neighbor.exit_code == 1);
    CHECK_THAT(neighbor.output, ContainsSubstring("was refused: 1.1: it ends as wrong"));
}

TEST_CASE("dev mistakes passes when each is caught with its words, and writes the table") {
    const FakeWorkbook book;
    const auto ran = run_mistake(book, 1, "Yours is twice x: you add N Times.");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("1 passed, 0 failed: 1 of 1 mistake caught."));
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
