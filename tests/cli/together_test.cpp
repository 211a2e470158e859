// Two launchers at a time, and launchers that are killed: nothing that was written is lost, nothing stays
// behind.
#include <fmt/format.h>

#include <csignal>
#include <set>
#include <thread>

#include "common/cli/support/process.hpp"
#include "tests/cli/fake_project.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::string one_cpp = "chapters/ch01_data/one.cpp";

// A project whose "compiler" says that it works, and takes as long as it is told.
class SlowProject : public FakeProject {
public:
    explicit SlowProject(const std::string& seconds) {
        edit("scripts/compile", "mkdir -p \"$2\"",
             "[[ -e \"$PWD/../busy\" ]] && echo two at once >> \"$PWD/../clash\"\n"
             "touch \"$PWD/../busy\"; sleep " +
                 seconds + "; rm \"$PWD/../busy\"\nmkdir -p \"$2\"");
    }
};

std::string launcher(const std::string& arguments) {
    return fmt::format("'{}' --root . {}", WORKBOOK_CLI_PROGRAM, arguments);
}

std::string in_bash(const FakeWorkbook& book, const std::string& script) {
    return wb::cli::run({.argv = {"bash", "-c", script}, .directory = book.root(), .timeout = 60s}).output;
}

}  // namespace

TEST_CASE("resets at the same time: each version is kept, and none is a fresh stub") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    const auto fresh = book.read(one_cpp);
    std::set<std::string> written;
    for (int round = 0; round < 5; ++round) {
        const auto mine = fmt::format("{}// mine {}\n", fresh, round);
        written.insert(mine);
        book.write(one_cpp, mine);
        in_bash(book, fmt::format("for i in 1 2 3 4; do {} & done; wait", launcher("reset one.cpp")));
        CHECK(book.read(one_cpp) == fresh);
    }
    std::set<std::string> kept;
    for (const auto& backup : fs::directory_iterator(book.root() / ".backups"))
        kept.insert(wb::cli::read_file(backup.path() / one_cpp));
    CHECK(kept == written);
}

TEST_CASE("a backup that was cut short is not listed, and nothing is overwritten") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.edit(one_cpp, "todo(\"1.1\");", "return x;  // mine");
    const auto mine = book.read(one_cpp);
    // A file that cannot grow past some bytes is what a full disk looks like to a program.
    const auto said = in_bash(book, "ulimit -f 0; " + launcher("reset one.cpp") + " | cat");
    INFO(said);
    CHECK(book.read(one_cpp) == mine);
    CHECK_THAT(said, ContainsSubstring("cannot write"));
    CHECK_THAT(book.run({"reset", "--list"}).output, ContainsSubstring("There are no backups"));
    CHECK(book.run({"reset", "one.cpp"}).exit_code == 0);
}

TEST_CASE("a symbolic link to a student's file stays one") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.edit(one_cpp, "todo(\"1.1\");", "return x;  // mine");
    fs::create_directory(book.root() / "elsewhere");
    fs::rename(book.root() / one_cpp, book.root() / "elsewhere/one.cpp");
    fs::create_symlink("../../elsewhere/one.cpp", book.root() / one_cpp);
    CHECK(book.run({"reset", "one.cpp"}).exit_code == 0);
    CHECK(fs::is_symlink(book.root() / one_cpp));
    CHECK_THAT(book.read("elsewhere/one.cpp"), !ContainsSubstring("mine"));
}

TEST_CASE("a file with CRLF ends of lines keeps them, whether one exercise or all is put back") {
    for (const std::string what : {"1.1", "one.cpp"}) {
        const FakeWorkbook book;
        book.run({"dev", "stubs"});
        const auto fresh = book.read(one_cpp);
        book.edit(one_cpp, "todo(\"1.1\");", "return x;  // mine");
        book.must_run({"sed", "-i", "s/$/\\r/", one_cpp});
        CHECK(book.run({"reset", what}).exit_code == 0);
        std::string expected;
        for (const char c : fresh) expected += c == '\n' ? "\r\n" : std::string(1, c);
        CHECK(book.read(one_cpp) == expected);
        CHECK_THAT(book.run({"reset", what}).output, ContainsSubstring("nothing to do"));
    }
}

TEST_CASE("a second launcher says that it waits for the first, and both do their work") {
    const SlowProject book("0.7");
    const auto said = in_bash(
        book, launcher("check 1.1") + " > first 2>&1 & sleep 0.5; " + launcher("check 2.1") + "; wait");
    INFO(said << book.read("first"));
    CHECK_THAT(said, ContainsSubstring("Another ./workbook is at work in build/student (") &&
                         ContainsSubstring("check 1.1, process ") &&
                         ContainsSubstring("Waiting for it; Ctrl-C gives up."));
    CHECK_FALSE(book.has("clash"));
    CHECK_THAT(in_bash(book, "cat build/logs/build-student.log"),
               !ContainsSubstring("warning: premature end"));
}

TEST_CASE("watch takes the build folder again each time that it judges") {
    const SlowProject book("1");
    const auto said =
        in_bash(book, launcher("watch 1.1") +
                          " > watched 2>&1 & watch=$!\nuntil grep -q Watching watched; do sleep 0.05; done\n"
                          "echo '# saved' >> scripts/ch01_student_tests; echo '// saved' >> " +
                          one_cpp + "\nuntil [[ -e busy ]]; do sleep 0.05; done\n" + launcher("check 2.1") +
                          "; kill $watch; wait");
    INFO(said << book.read("watched"));
    CHECK_THAT(said, ContainsSubstring("Another ./workbook is at work in build/student ("));
    CHECK_FALSE(book.has("clash"));
}

TEST_CASE("a running lab does not block other commands") {
    const FakeProject book;
    book.lab("1", "echo begun > begun; sleep 20\n");
    book.lab("2", "echo second lab\n");
    const auto said = in_bash(book, launcher("lab 1") + " & until [[ -e begun ]]; do sleep 0.05; done; " +
                                        launcher("lab 2") + "; kill %1; wait");
    CHECK_THAT(said, ContainsSubstring("second lab") && !ContainsSubstring("Another ./workbook"));
}

TEST_CASE("what a launcher has started does not outlive it, even if it is killed by force") {
    const SlowProject book("30");
    const auto said =
        in_bash(book, launcher("check 1.1") +
                          " > first 2>&1 & until [[ -e busy ]]; do sleep 0.05; done\n"
                          "kill -KILL $!\nrm busy\nsed -i 's/sleep 30/true/; s/; rm.*//' scripts/compile\n" +
                          launcher("check 1.1") +
                          "\nps -eo stat,args | grep -v '^Z' | grep -F \"$PWD\" | grep -v grep");
    INFO(said);
    // The lock of the killed one is taken over, once ninja and the compiler are gone.
    CHECK_THAT(said, !ContainsSubstring("ninja") && !ContainsSubstring("scripts/compile"));
    CHECK_FALSE(book.has("clash"));
}

TEST_CASE("a launcher that was started by another does not wait for it") {
    const FakeProject book;
    book.edit("CMakeLists.txt", "COMMAND true",
              fmt::format("COMMAND ${{CMAKE_COMMAND}} -E chdir ${{CMAKE_SOURCE_DIR}} {} --root . lab 1",
                          WORKBOOK_CLI_PROGRAM));
    book.lab("1", "echo a lab within a test\n");
    CHECK(book.run({"test"}).exit_code == 0);
}
