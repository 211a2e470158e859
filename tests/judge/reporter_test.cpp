// Every state of an exercise, end to end: the test programs of the fake chapters are run, and what they print
// and how they end is compared.
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/judge/run_program.hpp"
#include "tests/support/json.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/program.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

#if defined(__SANITIZE_ADDRESS__)
#define WORKBOOK_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WORKBOOK_ADDRESS_SANITIZER
#endif
#endif

namespace {

#ifdef WORKBOOK_ADDRESS_SANITIZER
constexpr bool address_sanitizer = true;
#else
constexpr bool address_sanitizer = false;
#endif

// In quotes: they go through a shell, and the folder's name may hold a space.
const std::string states = "'" WORKBOOK_FAKE_STATES_STUDENT "'";
const std::string states_reference = "'" WORKBOOK_FAKE_STATES_REFERENCE "'";
const std::string done_chapter = "'" WORKBOOK_FAKE_DONE_STUDENT "'";

Run run_exercise(const std::string& id) {
    return run(states + " '[" + id + "]'");
}

/// The line of the fake student's file that holds the text.
std::string line_of(const std::string& text) {
    const auto file = std::filesystem::path(program.source_dir) /
                      "tests/judge/fake_chapter/chapters/ch02_states/states.cpp";
    std::FILE* stream = std::fopen(file.c_str(), "r");
    REQUIRE(stream != nullptr);
    int number = 0, found = 0;
    std::array<char, 512> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), stream) != nullptr) {
        ++number;
        if (found == 0 && std::string(line.data()).find(text) != std::string::npos) found = number;
    }
    std::fclose(stream);
    REQUIRE(found > 0);
    return "chapters/ch02_states/states.cpp:" + std::to_string(found);
}

std::string temporary_file() {
    std::string name = (std::filesystem::temp_directory_path() / "wb-result-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    REQUIRE(file >= 0);
    ::close(file);
    return name;
}

/// What the result file says after a run.
Json result_of(const std::string& program_and_arguments, const std::string& environment = "") {
    const std::string file = temporary_file();
    run(program_and_arguments + " --json " + file, environment);
    const Json json = Json::read(file);
    std::filesystem::remove(file);
    return json;
}

}  // namespace

TEST_CASE("done: all checks are listed, and the next exercise is told") {
    const Run result = run_exercise("2.1");
    CHECK(result.exit_code == 0);
    CHECK(result.output ==
          "Testing YOUR code in chapters/ch02_states  (earlier chapters: the reference)\n"
          "2.1 done\n"
          "  ok     done gives one\n"
          "  ok     done gives one again\n"
          "2.1 done: DONE - 2 of 2 checks passed.\n"
          "Next is 2.2 wrong: edit " +
              line_of("EXERCISE 2.2") + ", then run: ./workbook check 2.2\n");
}

TEST_CASE("wrong: the assertion, the values, the INFO and the place are told") {
    const Run result = run_exercise("2.2");
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output,
               ContainsSubstring("  ok     wrong is a number\n"
                                 "  WRONG  wrong gives two\n"
                                 "           this should hold: CHECK( wb::fake::wrong() == 2 )\n"
                                 "           with your values:   3.0 == 2\n"
                                 "           two, as in the lesson\n"
                                 "           (states_test.cpp:"));
    CHECK_THAT(result.output, EndsWith("2.2 wrong: WRONG - 1 of 3 checks passed.\nEdit " +
                                       line_of("EXERCISE 2.2") + ", then run: ./workbook check 2.2\n"));
}

TEST_CASE("a FAIL inside the expression of a check is told once, and nothing else was thrown") {
    const Run result = run_exercise("2.2");
    CHECK_THAT(result.output,
               ContainsSubstring("  WRONG  wrong is looked at inside a check\n"
                                 "           it is not two, and there is nothing to compare\n"));
    CHECK_THAT(result.output, !ContainsSubstring("your code threw"));
}

TEST_CASE("not started: nothing is wrong, and the line of the stub is told") {
    const Run result = run_exercise("2.3");
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.output, ContainsSubstring("  todo   not_started gives one outside an assertion\n"));
    CHECK_THAT(result.output,
               EndsWith("2.3 not_started: NOT STARTED - nothing is wrong, it is waiting for you.\nEdit " +
                        line_of("todo(\"2.3\")") + ", then run: ./workbook check 2.3\n"));
    CHECK_THAT(result.output, !ContainsSubstring("WRONG"));
}

TEST_CASE("blocked: the earliest of the exercises that are missing is told") {
    const Run result = run_exercise("2.4");
    CHECK(result.exit_code == 4);
    CHECK_THAT(
        result.output,
        EndsWith("2.4 blocked: BLOCKED - it uses 1.1 early, which is not written yet (needs 1.1 first).\n"
                 "Edit chapters/ch01_early/early.cpp:7, then run: ./workbook check 1.1\n"));
}

TEST_CASE("in progress: some checks pass, the others wait") {
    const Run result = run_exercise("2.5");
    CHECK(result.exit_code == 3);
    CHECK_THAT(
        result.output,
        EndsWith("2.5 in_progress: IN PROGRESS - 1 of 2 checks passed, the rest is waiting for you.\nEdit " +
                 line_of("todo(\"2.5\")") + ", then run: ./workbook check 2.5\n"));
}

TEST_CASE("a crash is survived by the report") {
    const Run result = run_exercise("2.6");
    CHECK(result.exit_code == 6);
    CHECK_THAT(result.output, ContainsSubstring("  ok     a check before the crash\n") &&
                                  ContainsSubstring("  CRASH  reads_far_away gives one\n"));
    CHECK_THAT(result.output, ContainsSubstring(address_sanitizer ? "AddressSanitizer stopped the program"
                                                                  : "Segmentation fault: the code read"));
    CHECK_THAT(result.output,
               EndsWith("2.6 reads_far_away: CRASHED - 1 check passed before that.\nEdit " +
                        line_of("wb::fake::reads_far_away()") + ", then run: ./workbook check 2.6\n"));
}

TEST_CASE("the kinds of crash are told apart") {
    const auto crashes = [](const std::string& id, const std::string& words) {
        const Run result = run_exercise(id);
        CHECK(result.exit_code == 6);
        CHECK_THAT(result.output, ContainsSubstring("CRASHED"));
        if (!address_sanitizer) CHECK_THAT(result.output, ContainsSubstring(words));
    };
    crashes("2.7", "endless recursion");
    crashes("2.14", "The program aborted");
    crashes("2.15", "divided by zero");
    crashes("2.18", "a null pointer was dereferenced");
}

TEST_CASE("endless recursion is told from an endless loop where the stack has no limit, too") {
    // Where no one may raise the limit, this is the same as above.
    const Run result = run("bash -c \"ulimit -s unlimited 2>/dev/null; exec " + states + " '[2.7]'\"");
    CHECK(result.exit_code == 6);
    if (!address_sanitizer) CHECK_THAT(result.output, ContainsSubstring("endless recursion"));
}

TEST_CASE("an endless loop is ended by the manifest's time limit") {
    const Run result = run_exercise("2.8");
    CHECK(result.exit_code == 5);
    CHECK_THAT(result.output,
               ContainsSubstring("  STUCK  loops comes to an end\n") &&
                   ContainsSubstring("It computed for more than 1 s of processor time: an endless loop?"));
    CHECK_THAT(result.output, EndsWith("2.8 loops: TIMED OUT - 0 checks passed before that.\nEdit " +
                                       line_of("wb::fake::loops()") + ", then run: ./workbook check 2.8\n"));
}

TEST_CASE("the environment overrides the time limit") {
    CHECK_THAT(run(states + " '[2.8]'", "WORKBOOK_TIMEOUT=0.2").output,
               ContainsSubstring("more than 0.2 s of"));
    const Run nonsense = run(states + " '[2.8]'", "WORKBOOK_TIMEOUT=soon");
    CHECK(nonsense.exit_code == 2);
    CHECK_THAT(nonsense.output,
               ContainsSubstring("WORKBOOK_TIMEOUT must be a number of seconds, not \"soon\""));
}

TEST_CASE("an unexpected exception is told with its type, and what it usually means") {
    const Run result = run_exercise("2.9");
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output,
               ContainsSubstring("your code threw std::out_of_range: ") &&
                   ContainsSubstring("An index was outside the array") &&
                   ContainsSubstring("in CHECK_THROWS_AS( wb::fake::throws(), std::domain_error )") &&
                   ContainsSubstring("nothing was thrown, but it should have been"));
    CHECK_THAT(run_exercise("2.13").output, ContainsSubstring("A huge size was probably asked for"));
    CHECK_THAT(run_exercise("2.22").output, ContainsSubstring("not a std::exception"));
}

TEST_CASE("the matchers speak for themselves: nan and a wrong shape, without the value of the array") {
    const Run result = run_exercise("2.10");
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("  WRONG  array has the right values\n"
                                                "           at (1): expected 2, yours nan\n") &&
                                  ContainsSubstring("           expected shape (2, 3), yours is (3,).\n"));
}

TEST_CASE("a check without an assertion has not passed") {
    const Run result = run_exercise("2.11");
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("Nothing was checked"));
}

TEST_CASE("a stub is recognized where a test expects another exception") {
    const Run result = run_exercise("2.12");
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.output,
               ContainsSubstring("todo   hidden_stub throws with words") && ContainsSubstring("NOT STARTED"));
}

TEST_CASE("a stub is recognized where nothing can catch its exception") {
    const Run result = run_exercise("2.16");
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.output, ContainsSubstring("2.16 noexcept_stub: NOT STARTED"));
}

TEST_CASE("what fails after an unwritten function was met is no mistake") {
    const Run result = run_exercise("2.21");
    CHECK(result.exit_code == 4);
    CHECK_THAT(result.output, !ContainsSubstring("WRONG"));
}

TEST_CASE("one screen is enough: of many failures the first are shown, and the rest is counted") {
    const Run result = run_exercise("2.17");
    CHECK_THAT(result.output, ContainsSubstring("3.0 == 12") && !ContainsSubstring("3.0 == 13") &&
                                  ContainsSubstring("... and 7 more failures in this check"));
    CHECK_THAT(result.output,
               EndsWith("  WRONG  a fourth wrong check\n"
                        "           this should hold: CHECK( wb::fake::wrong() == 22 )\n"
                        "2.17 many_failures: WRONG - 0 of 4 checks passed.\nEdit " +
                        line_of("double wb::fake::wrong()") + ", then run: ./workbook check 2.17\n"));
}

TEST_CASE("a fault of the tests is not blamed on the student") {
    CHECK_THAT(run_exercise("2.19").output, ContainsSubstring("The test itself is at fault, not your code"));
    const Run untested = run_exercise("2.20");
    CHECK(untested.exit_code == 2);
    CHECK_THAT(untested.output,
               ContainsSubstring("2.20 untested has no check yet. That is a fault of the workbook"));
}

TEST_CASE("a milestone is blocked by what it needs") {
    const Run result = run_exercise("milestone-2");
    CHECK(result.exit_code == 4);
    CHECK_THAT(result.output,
               ContainsSubstring(
                   "milestone-2 all together: BLOCKED - it uses 2.3 not_started, which is not written"));
}

TEST_CASE("a tag that no manifest knows is a milestone of the whole workbook") {
    const Run result = run(states + " '[capstone]'");
    CHECK(result.exit_code == 4);
    CHECK_THAT(result.output, ContainsSubstring("capstone: BLOCKED - it uses 1.1 early"));
}

TEST_CASE("a filter that matches nothing is an error, and says what there is") {
    const Run result = run_exercise("9.9");
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.output, ContainsSubstring("No check matches [9.9].\n") &&
                                  ContainsSubstring("  2.3 not_started\n") &&
                                  EndsWith("for example: ./workbook check 2.1\n"));
}

TEST_CASE("a selection of checks gets a verdict for each exercise") {
    const Run result = run(states + " '[2.1],[2.3]'");
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.output,
               ContainsSubstring("2.1 done: DONE") && ContainsSubstring("2.3 not_started: NOT STARTED"));
}

TEST_CASE("the reference is named as such, with its own command") {
    const Run result = run(states_reference + " '[2.2]'");
    CHECK_THAT(result.output, StartsWith("Testing the REFERENCE in chapters/ch02_states\n") &&
                                  EndsWith("then run: ctest --preset solutions -R '02.2 '\n"));
    CHECK_THAT(run(states_reference + " '[2.1]'").output,
               EndsWith("2.1 done: DONE - 2 of 2 checks passed.\n"));
}

TEST_CASE("a chapter that is done ends with 0, and its given code is checked too") {
    const Run result = run(done_chapter);
    CHECK(result.exit_code == 0);
    CHECK(result.output ==
          "Testing YOUR code in chapters/ch03_done  (earlier chapters: yours too)\n"
          "3.1 first\n"
          "  ok     first gives one\n"
          "3.1 first: DONE - 1 of 1 check passed.\n"
          "\n"
          "3.2 second\n"
          "  ok     second gives two\n"
          "3.2 second: DONE - 1 of 1 check passed.\n"
          "\n"
          "given code of chapters/ch03_done\n"
          "  ok     given code is checked too\n"
          "given code of chapters/ch03_done: DONE - 1 of 1 check passed.\n"
          "Chapter 3, A chapter that is done: 2 of 2 exercises done.\n");
    CHECK_THAT(run(done_chapter + " '[3.2]'").output,
               EndsWith("That was the last exercise. What is still open: ./workbook. When nothing is, test "
                        "all of it together: "
                        "ctest --preset student -R capstone\n"));
}

TEST_CASE("a whole chapter survives its crashes and loops, and ends with what to do first") {
    const Run result = run(states);
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("2.6 reads_far_away: CRASHED") &&
                                  ContainsSubstring("2.8 loops: TIMED OUT") &&
                                  ContainsSubstring("milestone-2 all together: BLOCKED"));
    CHECK_THAT(result.output, EndsWith("1 of 22 exercises and 0 of 1 milestone done.\nEdit " +
                                       line_of("EXERCISE 2.2") + ", then run: ./workbook check 2.2\n"));
}

TEST_CASE("the result is written as JSON") {
    const Json wrong = result_of(states + " '[2.2]'");
    CHECK(wrong.text("exercise") == "2.2");
    CHECK(wrong.text("name") == "wrong");
    CHECK(wrong.text("tested") == "student");
    CHECK(wrong.text("state") == "wrong");
    CHECK(wrong.number("passed") == 1);
    CHECK(wrong.number("total") == 3);
    CHECK(wrong.text("failed_case") == "wrong gives two");
    CHECK_THAT(wrong.text("message"), StartsWith("this should hold: "));
    CHECK(wrong.text("file") + ":" + std::to_string(static_cast<int>(wrong.number("line"))) ==
          line_of("EXERCISE 2.2"));

    CHECK(result_of(states + " '[2.1]'").text("state") == "done");
    CHECK(result_of(states + " '[2.3]'").text("state") == "not_started");
    const Json blocked = result_of(states + " '[2.4]'");
    CHECK(blocked.text("state") == "blocked");
    CHECK(blocked.texts("needs") == std::vector<std::string>{"1.1"});
}

TEST_CASE("the result tells of crashes and time limits, although the program is gone") {
    const Json crashed = result_of(states + " '[2.6]'");
    CHECK(crashed.text("state") == "crashed");
    CHECK(crashed.number("passed") == 1);
    CHECK(crashed.text("failed_case") == "reads_far_away gives one");
    const Json stuck = result_of(states + " '[2.8]'", "WORKBOOK_TIMEOUT=0.2");
    CHECK(stuck.text("state") == "timeout");
    CHECK(stuck.text("failed_case") == "loops comes to an end");
}

TEST_CASE("the result of a chapter holds all of its exercises") {
    const Json chapter = result_of(states);
    CHECK(chapter.number("chapter") == 2);
    const auto results = chapter.objects("results");
    REQUIRE(results.size() == 23);
    CHECK(results[7].text("state") == "timeout");
    CHECK(results[19].text("state") == "not_run");
    CHECK(results[22].text("exercise") == "milestone-2");
}

TEST_CASE("help and lists are those of Catch2") {
    CHECK_THAT(run(states + " --help").output, ContainsSubstring("usage:"));
    CHECK_THAT(run(states + " --list-tests").output, ContainsSubstring("done gives one again"));
    CHECK(run(states + " --no-such-option").exit_code == 2);
}
