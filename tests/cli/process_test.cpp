#include "common/cli/support/process.hpp"

#include <csignal>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/file.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("arguments reach the program as they are: no shell reads them") {
    const auto outcome = run({.argv = {"printf", "%s|", "a b", "$HOME", "'\"", "", "*"}});
    CHECK(outcome.ok());
    CHECK(outcome.output == "a b|$HOME|'\"||*|");
}

TEST_CASE("both streams are caught, and handed on while they come") {
    std::string pieces;
    Command command{.argv = {"bash", "-c", "echo out; echo err >&2; exit 7"}};
    command.on_output = [&pieces](std::string_view piece) { pieces += piece; };
    const auto outcome = run(command);
    CHECK(outcome.exit_code == 7);
    CHECK(outcome.output == "out\nerr\n");
    CHECK(pieces == outcome.output);
}

TEST_CASE("more output than a pipe holds does not block") {
    const auto outcome = run({.argv = {"head", "-c", "1000000", "/dev/zero"}, .timeout = 20s});
    CHECK(outcome.ok());
    CHECK(outcome.output.size() == 1'000'000);
}

TEST_CASE("folder and environment are the program's own") {
    const auto outcome = run({.argv = {"bash", "-c", "pwd; echo $WORKBOOK_X"},
                              .directory = "/",
                              .environment = {{"WORKBOOK_X", "1 2"}}});
    CHECK(outcome.output == "/\n1 2\n");
}

TEST_CASE("a program that takes too long is stopped with all that it started") {
    const FakeWorkbook book;
    const auto outcome = run({.argv = {"bash", "-c", "sleep 60 & echo $! > sleeper; wait"},
                              .directory = book.root(),
                              .timeout = 300ms});
    CHECK(outcome.timed_out);
    CHECK(outcome.seconds < 5);
    const auto sleeper = std::stoi(book.read("sleeper"));
    const bool gone = ::kill(sleeper, 0) != 0;
    // Its new parent may not have collected it yet; then it is a zombie.
    const auto state = run({.argv = {"ps", "-o", "stat=", "-p", std::to_string(sleeper)}}).output;
    CHECK((gone || state.empty() || state.front() == 'Z'));
}

TEST_CASE("a program that ignores the polite request is stopped by force") {
    const auto outcome = run({.argv = {"bash", "-c", "trap '' TERM; while :; do :; done"}, .timeout = 200ms});
    CHECK(outcome.timed_out);
    CHECK(outcome.signal == SIGKILL);
    CHECK(outcome.seconds < 10);
}

TEST_CASE("death by a signal is told as a shell tells it") {
    const auto outcome = run({.argv = {"bash", "-c", "kill -SEGV $$"}});
    CHECK(outcome.signal == SIGSEGV);
    CHECK(outcome.exit_code == 139);
}

TEST_CASE("a program that is not there is a failure with its name") {
    try {
        run({.argv = {"no-such-program-anywhere"}});
        FAIL("it ran");
    } catch (const Failure& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("cannot run no-such-program-anywhere: No such file"));
        CHECK_THAT(failure.next(), ContainsSubstring("./workbook doctor"));
    }
}

TEST_CASE("a stopped launcher takes its children along and ends with 130") {
    const FakeWorkbook book;
    book.write_program("build/tests/workbook-judge", fake_supervisor());
    book.write_program("build/tests/ch01_student_tests", "sleep 60 & echo $! > sleeper; wait\n");
    const auto outcome = run({.argv = {"bash", "-c",
                                       "\"$0\" --root . dev check-stubs --build build & launcher=$!\n"
                                       "until [[ -s sleeper ]]; do sleep 0.05; done\n"
                                       "kill -TERM $launcher; wait $launcher; echo code $?\n"
                                       "sleep 0.1; ps -o stat= -p $(cat sleeper) | grep -qv Z && echo alive",
                                       WORKBOOK_DEV_PROGRAM},
                              .directory = book.root(),
                              .timeout = 30s});
    CHECK_THAT(outcome.output, ContainsSubstring("Stopped.") && ContainsSubstring("code 130"));
    CHECK_THAT(outcome.output, !ContainsSubstring("alive"));
}

TEST_CASE("typed quotes what a shell would not leave alone") {
    CHECK(typed({"cmake", "--build", "a b"}) == "cmake --build 'a b'");
}

TEST_CASE("a file is written whole, keeps its permissions, and leaves nothing beside it") {
    const FakeWorkbook book;
    const auto file = book.root() / "deep/folder/file";
    write_file(file, "one");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    write_file(file, "two");
    CHECK(read_file(file) == "two");
    CHECK(std::filesystem::status(file).permissions() == std::filesystem::perms::owner_all);
    const std::filesystem::directory_iterator files(file.parent_path());
    CHECK(std::distance(begin(files), end(files)) == 1);
    CHECK_FALSE(write_if_changed(file, "two"));
    CHECK(write_if_changed(file, "three"));
}

TEST_CASE("a file that cannot be read or written is named") {
    const FakeWorkbook book;
    CHECK_THROWS_WITH(read_file(book.root() / "none"),
                      ContainsSubstring("cannot read") && ContainsSubstring("none"));
    CHECK_THROWS_WITH(read_file(book.root()), ContainsSubstring("it is a folder"));
    CHECK_THROWS_WITH(write_file("/proc/none/file", "x"), ContainsSubstring("cannot write /proc/none/file"));
}

TEST_CASE("something else in the place of a student's file is named, and not waited for") {
    const FakeWorkbook book;
    const std::string name = "chapters/ch01_data/one.cpp";
    for (const std::string make : {"mkfifo", "mkdir", "ln -s one.cpp"}) {
        INFO(make);
        book.must_run({"bash", "-c", "rm -rf " + name + "; " + make + " " + name});
        for (const std::string command : {"status", "reset"}) {
            const auto ran = book.run(command == "reset" ? std::vector<std::string>{command, "one.cpp"}
                                                         : std::vector<std::string>{command});
            INFO(ran.output);
            CHECK(ran.exit_code == 1);
            CHECK_THAT(ran.output,
                       ContainsSubstring(name) && (ContainsSubstring("Move it to another place") ||
                                                   ContainsSubstring("Look at it with: ls -ld")));
        }
    }
}

TEST_CASE("a program that never stops talking is stopped, by time or by what it says") {
    const auto too_long = run({.argv = {"yes"}, .timeout = 300ms, .most_output = 0});
    CHECK(too_long.timed_out);
    const auto too_much = run({.argv = {"yes"}, .timeout = 20s, .most_output = 100'000});
    CHECK(too_much.too_much_output);
    CHECK_FALSE(too_much.ok());
    CHECK(too_much.output.size() == 100'000);
}

TEST_CASE("a program gets no more memory than it may have") {
    const std::vector<std::string> argv{"bash", "-c",
                                        "x=$(head -c 300000000 /dev/zero | tr '\\0' x); echo ${#x}"};
    CHECK(run({.argv = argv, .timeout = 60s, .most_memory = 100'000'000}).output.find("300000000") ==
          std::string::npos);
}

TEST_CASE("on_start is called when the program runs") {
    bool started = false;
    CHECK(run({.argv = {"true"}, .on_start = [&] { started = true; }}).ok());
    CHECK(started);
    started = false;
    CHECK_THROWS_AS(run({.argv = {"no-such-program-anywhere"}, .on_start = [&] { started = true; }}),
                    Failure);
    CHECK_FALSE(started);
}
