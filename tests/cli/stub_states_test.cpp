// dev check-stubs and dev sweep, on fake test programs that answer as told.
#include "common/cli/exercises/state.hpp"
#include "common/cli/support/process.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

constexpr int done = 0, wrong = 1, not_started = 3, blocked = 4;

Ran check_stubs(const FakeWorkbook& book, const std::vector<FakeVerdict>& chapter_1) {
    book.write_program("build/tests/workbook-judge", fake_supervisor());
    book.write_program("build/tests/ch01_student_tests", fake_test_program(chapter_1));
    book.write_program("build/tests/ch02_student_tests", fake_test_program({{.id = "2.1"}}));
    return book.run({"dev", "check-stubs", "--build", "build"});
}

// The sweep's programs: through_1.1, through_1.2, through_2.1, each with the states of its chapter's
// exercises.
Ran sweep(const FakeWorkbook& book, int second_in_first_step, int first_in_second_step) {
    write_fake_build(book);
    book.write_program("build/answers/through_1.1",
                       fake_test_program({{"1.1", done, 2}, {"1.2", second_in_first_step}}));
    book.write_program("build/answers/through_1.2",
                       fake_test_program({{"1.1", first_in_second_step, 2}, {"1.2", done, 2}}));
    book.write_program("build/answers/through_2.1", fake_test_program({{"2.1", done, 2}}));
    return book.run({"dev", "sweep", "--build", "build"});
}

}  // namespace

TEST_CASE("exit codes stand for states, and one that no exercise ends with is no state") {
    using namespace wb::cli;
    CHECK(wb::curriculum::state_of_exit_code(0) == State::done);
    CHECK(wb::curriculum::state_of_exit_code(1) == State::wrong);
    CHECK(wb::curriculum::state_of_exit_code(3) == State::not_started);
    CHECK(wb::curriculum::state_of_exit_code(4) == State::blocked);
    CHECK(wb::curriculum::state_of_exit_code(5) == State::timed_out);
    CHECK(wb::curriculum::state_of_exit_code(6) == State::crashed);
    CHECK(wb::curriculum::state_of_exit_code(139) == State::crashed);
    CHECK(wb::curriculum::state_of_exit_code(2) == State::not_run);
    CHECK(wb::curriculum::state_of_exit_code(127) == State::not_run);
}

TEST_CASE("dev check-stubs passes when every check fails as not implemented, and counts") {
    const FakeWorkbook book;
    const auto ran = check_stubs(book, {{"1.1", not_started}, {"1.2", blocked}});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("3 exercises (1 waiting for an earlier one), 6 cases checked"));
}

TEST_CASE("dev check-stubs fails when an exercise passes on its stub") {
    const FakeWorkbook book;
    const auto ran = check_stubs(book, {{"1.1", done, 2}, {"1.2"}});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("1.1 first: passes on its stub"));
}

TEST_CASE("dev check-stubs fails when one check of an exercise passes on its stub") {
    const FakeWorkbook book;
    const auto ran = check_stubs(book, {{"1.1", not_started, 1, 2}, {"1.2"}});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("1.1 first: passes 1 of its 2 checks on its stub"));
}

TEST_CASE("dev check-stubs fails when a stub is wrong, crashes, or has no check") {
    const FakeWorkbook book;
    CHECK_THAT(check_stubs(book, {{"1.1", wrong}, {"1.2"}}).output, ContainsSubstring("1.1 first: is wrong"));
    CHECK_THAT(check_stubs(book, {{"1.1", 6}, {"1.2"}}).output, ContainsSubstring("1.1 first: is crashed"));
    const auto empty = check_stubs(book, {{"1.1", not_started, 0, 0}, {"1.2"}});
    CHECK(empty.exit_code == 1);
    CHECK_THAT(empty.output, ContainsSubstring("reports no check at all"));
}

TEST_CASE("dev check-stubs fails without a test program, and says how to build it") {
    const FakeWorkbook book;
    const auto ran = book.run({"dev", "check-stubs", "--build", "build"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("there is no test program build/tests/ch01_student_tests"));
}

TEST_CASE("dev sweep passes when exactly the exercises so far are done, step by step") {
    const FakeWorkbook book;
    const auto ran = sweep(book, blocked, done);
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("through 1.1   1 done, 0 not started, 1 blocked: ok"));
    CHECK_THAT(ran.output, ContainsSubstring("3 steps: in each, exactly"));
}

TEST_CASE("dev sweep fails when a later exercise is wrong, or done already") {
    const FakeWorkbook book;
    const auto later_wrong = sweep(book, wrong, done);
    CHECK(later_wrong.exit_code == 1);
    CHECK_THAT(later_wrong.output, ContainsSubstring("1.2 second is wrong (exit code 1), not not started"));
    CHECK(sweep(book, done, done).exit_code == 1);
}

TEST_CASE("dev sweep fails when an exercise that was done is so no more") {
    const FakeWorkbook book;
    const auto ran = sweep(book, not_started, not_started);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("1.1 first is not started (exit code 3), not done"));
}

TEST_CASE("a build with sanitizers has no limit of memory, however CMake writes the option") {
    const FakeWorkbook book;
    book.write_program("build/tests/workbook-judge", "ulimit -v\n");
    book.write_program("build/tests/ch01_student_tests", "");
    const auto limit = [&] {
        const auto exercise = wb::cli::Manifest::read(book.root()).exercise("1.1");
        const wb::cli::Workspace workspace(book.root());
        return wb::cli::judge(workspace, book.root() / "build/tests/ch01_student_tests", exercise).output;
    };
    const auto ours = wb::cli::run({.argv = {"sh", "-c", "ulimit -v"}}).output;
    CHECK(limit() == "2097152\n");
    for (const std::string value : {"TRUE", "ON", "OFF"}) {
        INFO(value);
        book.write("build/CMakeCache.txt", "A:BOOL=ON\nWORKBOOK_SANITIZE:BOOL=" + value + "\n");
        CHECK(limit() == (value == "OFF" ? "2097152\n" : ours));
    }
}
