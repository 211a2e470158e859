// What the program that supervises the tests believes: verdicts that are earned. Each cheat is tried on the
// test program alone, which it fools, and on the supervisor, which it does not.
#include "tests/support/supervisor.hpp"

#include <filesystem>
#include <fstream>

#include "tests/common/temporary_folder.hpp"
#include "tests/judge/run_program.hpp"
#include "tests/support/json.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/program.hpp"
#include "tests/support/trace.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;

namespace {

const std::string judge = "'" WORKBOOK_JUDGE_PROGRAM "' ";
const std::string cheats = "'" WORKBOOK_FAKE_CHEATS_STUDENT "'";

Run judged(const std::string& id, const std::string& environment = "") {
    return run(judge + cheats + " '[" + id + "]'", environment);
}

}  // namespace

TEST_CASE("a cheat fools the test program, and not its supervisor") {
    const std::string cheat =
        GENERATE(as<std::string>{}, "exit", "quick_exit", "exec", "leave before main", "atexit", "destructor",
                 "terminate handler", "signal handler", "forged statement", "forged result");
    INFO(cheat);
    const TemporaryFolder folder;
    const auto result = folder / "result.json";
    const std::string environment = "FAKE_CHEAT='" + cheat + "' WORKBOOK_RESULT_FILE=" + result.string();
    CHECK(run(cheats + " '[1.1]'", environment).exit_code == 0);

    const Run ran = judged("1.1", environment);
    CHECK(ran.exit_code == 6);
    CHECK_THAT(ran.output, !ContainsSubstring("DONE") && ContainsSubstring("CRASHED"));
    CHECK(Json::read(result).text("state") == "crashed");
    std::filesystem::remove("forged.json");
}

TEST_CASE("the supervisor says what ended the program") {
    CHECK_THAT(
        judged("1.1", "FAKE_CHEAT=exit").output,
        ContainsSubstring("  CRASH  cheats gives one\n") &&
            ContainsSubstring("ended with exit code 0 before its checks were over. Does your code call"));
    CHECK_THAT(judged("1.1", "FAKE_CHEAT=atexit").output,
               ContainsSubstring("The checks do not all pass, but the program ended with exit code 0."));
    CHECK_THAT(judged("1.1", "FAKE_CHEAT='leave before main'").output,
               ContainsSubstring("1.1: CRASHED - no check was run."));
}

TEST_CASE("all checks pass, and then the program crashes: not done") {
    const Run ran = judged("1.1", "FAKE_CHEAT='crash in a destructor'");
    CHECK(ran.exit_code == 6);
    CHECK_THAT(ran.output, ContainsSubstring("The checks were over, but then the program ended") &&
                               !ContainsSubstring("DONE"));
}

TEST_CASE("the number of checks is that of the test files") {
    const auto tests = std::filesystem::path(program.source_dir) / "tests/judge/fake_cheats";
    CHECK(count_checks(tests, "[1.1]") == 2);
    CHECK(count_checks(tests, "[1.9]") == 0);
    CHECK(count_checks("no such folder", "[1.1]") == 0);

    const TemporaryFolder folder;
    const auto& more = folder.path();
    std::ofstream(more / "one_test.cpp")
        << "TEST_CASE(\"one\", \"[1.5]\") {\n}\nTEST_CASE(\"two\", \"[1.5]\") {\n}\n";
    const Run ran = run(judge + "--tests '" + more.string() + "' " + cheats + " '[1.5]'");
    CHECK(ran.exit_code == 6);
    CHECK_THAT(ran.output, ContainsSubstring("Only 1 of 2 checks were run."));
    CHECK(run(judge + "--tests '" + tests.string() + "' " + cheats + " '[1.5]'").exit_code == 0);
}

TEST_CASE("a program that takes long on the clock, but not on the processor, is done") {
    const Run ran = judged("1.5", "FAKE_SECONDS=1 WORKBOOK_TIMEOUT=0.5");
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("1.5 sleeps: DONE - 1 of 1 check passed."));
}

TEST_CASE("a program that waits forever is ended by the wall limit, and told from an endless loop") {
    const Run ran = judged("1.5", "FAKE_SECONDS=100 WORKBOOK_WAIT_LIMIT=0.5");
    CHECK(ran.exit_code == 5);
    CHECK_THAT(ran.output, ContainsSubstring("It was not over after 0.5 s") &&
                               ContainsSubstring("It is no endless\n") && ContainsSubstring("TIMED OUT"));
}

TEST_CASE("a program that does not reach its own limits is stopped by its supervisor") {
    const Run ran = judged("1.1", "FAKE_CHEAT='loop before main' WORKBOOK_TIMEOUT=0.1");
    CHECK(ran.exit_code == 5);
    CHECK_THAT(ran.output, ContainsSubstring("1.1: TIMED OUT"));
}

TEST_CASE("an exercise that fails because an earlier one is wrong is blocked by it") {
    const Run ran = judged("1.3");
    CHECK(ran.exit_code == 4);
    CHECK_THAT(
        ran.output,
        ContainsSubstring("  WRONG  fourth power of three\n") &&
            ContainsSubstring("1.3 fourth_power: BLOCKED BY 1.2 - it uses 1.2 square, which is wrong.") &&
            EndsWith("then run: ./workbook check 1.2\n"));
    CHECK(judged("1.3", "FAKE_CHEAT='right square'").exit_code == 0);
}

TEST_CASE("an exercise that is wrong while those it uses are done is its own fault") {
    const Run ran = judged("1.4");
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("1.4 wrong_alone: WRONG - 0 of 1 check passed."));
}

TEST_CASE("a crash may come from an earlier exercise too, and hides no failure before it") {
    const Run ran = judged("1.6");
    CHECK(ran.exit_code == 4);
    CHECK_THAT(ran.output, ContainsSubstring("with your values:   2.0 == 1\n") &&
                               ContainsSubstring("a null pointer was dereferenced") &&
                               ContainsSubstring("1.6 crashes_late: BLOCKED BY 1.2 - "));
    const Run alone = judged("1.6", "FAKE_CHEAT='right square'");
    CHECK(alone.exit_code == 6);
    CHECK_THAT(alone.output, ContainsSubstring("It happened at chapters/ch01_cheats/cheats.cpp:") &&
                                 ContainsSubstring(": return *nothing;"));
}

TEST_CASE("a crash is told with its own line, not with that of the instruction before it") {
    const Run ran = run(judge + "'" WORKBOOK_FAKE_STATES_STUDENT "' '[2.18]'");
    CHECK_THAT(ran.output, ContainsSubstring(": return *pointer;"));
}

TEST_CASE("the judge explains what the standard library complains about") {
    const std::string vector = "std::vector<double, std::allocator<double> >";
    CHECK(broken_rule(vector + "::operator[](unsigned long)") ==
          "An index was outside a std::vector (it counts from 0 to size() - 1).");
    CHECK(broken_rule("std::optional<double>::operator*() const") ==
          "The value of a std::optional was read, but it has none.");
    CHECK(broken_rule("__gnu_cxx::__normal_iterator<double*, " + vector + " >::operator*() const") ==
          "An iterator was read that is at no element, such as end(), or begin() of what is empty.");
    CHECK(broken_rule("wb::f(int)").empty());
}

TEST_CASE("a milestone that fails is blocked by the exercise that is wrong") {
    const Run ran = judged("milestone-1");
    CHECK(ran.exit_code == 4);
    CHECK_THAT(ran.output, ContainsSubstring("milestone-1 all together: BLOCKED BY 1.1 - "));
}

TEST_CASE("an assertion of the standard library is translated, with the line of the student's file") {
    const Run ran = judged("1.7");
    CHECK(ran.exit_code == 6);
    CHECK_THAT(ran.output, ContainsSubstring("An index was outside a std::vector") &&
                               ContainsSubstring("cheats.cpp:") &&
                               ContainsSubstring("return values[index];"));
}
