// Disks, clocks, folders and locales as they should not be: said in words, before anything is built in vain.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "common/cli/support/environment.hpp"
#include "common/cli/support/process.hpp"
#include "tests/cli/fake_project.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

void date_in_the_future(const fs::path& file) {
    fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(24 * 365));
}

// Lets the build fail with these words.
void say_while_building(const FakeProject& book, const std::string& words) {
    book.edit("scripts/compile", "mkdir -p \"$2\"", fmt::format("echo '{}' >&2; exit 1", words));
}

}  // namespace

TEST_CASE("a preset that an update has changed counts in a build folder that is there already") {
    const FakeProject book;
    book.run({"check", "1.1"});
    REQUIRE_THAT(book.read("build/student/CMakeCache.txt"), !ContainsSubstring("FLAVOR"));
    auto presets = book.read("CMakePresets.json");
    const std::string folder = R"("binaryDir": "${sourceDir}/build/student")";
    presets.replace(presets.find(folder), folder.size(),
                    folder + R"(, "cacheVariables": {"FLAVOR": "student"})");
    book.write("CMakePresets.json", presets);
    book.run({"check", "1.1"});
    CHECK_THAT(book.read("build/student/CMakeCache.txt"), ContainsSubstring("FLAVOR:UNINITIALIZED=student"));
    CHECK_THAT(book.run({"check", "1.1"}).output, !ContainsSubstring("Configuring"));
}

TEST_CASE("a TMPDIR that is not there is no obstacle, and nothing is written into it when it is") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2}, {"1.2"}}, {{.id = "2.1"}});
    CHECK_THAT(book.run({"status"}, {{"TMPDIR", "/no/such/folder"}}).output,
               ContainsSubstring("1 of 3 done"));
    fs::create_directory(book.root() / "shared");
    CHECK(book.run({"check", "1.1"}, {{"TMPDIR", (book.root() / "shared").string()}}).exit_code == 0);
    CHECK(fs::is_empty(book.root() / "shared"));
    CHECK(fs::is_empty(book.root() / "build/tmp"));
}

TEST_CASE("a source that is dated in the future is named, and nothing is built") {
    const FakeProject book;
    date_in_the_future(book.root() / "CMakeLists.txt");
    const auto ran = book.run({"check", "1.1"});
    INFO(ran.output);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("CMakeLists.txt is dated ") &&
                               ContainsSubstring("the clock says") &&
                               ContainsSubstring("find . -newermt now"));
    CHECK_FALSE(book.has("build/student/build.ninja"));
    book.must_run({"touch", "CMakeLists.txt"});
    CHECK_THAT(book.run({"check", "1.1"}).output, !ContainsSubstring("is dated"));

    // The clock was set back after the build.
    date_in_the_future(book.root() / "build/student/build.ninja");
    CHECK_THAT(book.run({"check", "1.1"}).output, ContainsSubstring("rm -r build/student"));
}

TEST_CASE("a build folder that cannot be written: whose it is, and what to type") {
    const FakeProject book;
    book.run({"status"});
    book.must_run({"chmod", "-R", "a+rX,go-w", "."});
    std::string as_another, expected = "but its permissions forbid it";
    if (::geteuid() == 0) {
        as_another = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
        expected = "belongs to root, and you are ";
    } else {
        book.must_run({"chmod", "-R", "a-w", "build"});
    }
    const auto said =
        wb::cli::run(
            {.argv = {"bash", "-c", as_another + "'" + WORKBOOK_CLI_PROGRAM + "' --root . check 1.1"},
             .directory = book.root()})
            .output;
    if (::geteuid() != 0) book.must_run({"chmod", "-R", "u+w", "build"});
    INFO(said);
    CHECK_THAT(said, ContainsSubstring("cannot write ") && ContainsSubstring(expected));
    CHECK_THAT(said, ContainsSubstring(::geteuid() == 0 ? "sudo chown -R " : "chmod -R u+rwX "));
}

TEST_CASE("one file in build/ belongs to another user: the advice is for all of build/") {
    if (::geteuid() != 0) return;  // only root can give files away
    const FakeProject book;
    book.run({"check", "1.1"});
    book.must_run({"bash", "-c", "chown -R 65534 . && chown -R root build/logs && chmod a+rx ."});
    const auto said = wb::cli::run({.argv = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                                             WORKBOOK_CLI_PROGRAM, "--root", ".", "check", "1.1"},
                                    .directory = book.root()})
                          .output;
    INFO(said);
    CHECK_THAT(said, ContainsSubstring("build-student.log belongs to root") &&
                         ContainsSubstring("sudo chown -R ") && ContainsSubstring("/build'\n"));
}

TEST_CASE("no descriptor is left: the limit is named") {
    const FakeProject book;
    const auto said =
        wb::cli::run({.argv = {"prlimit", "--nofile=8", WORKBOOK_CLI_PROGRAM, "--root", ".", "check", "1.1"},
                      .directory = book.root()})
            .output;
    CHECK_THAT(said, ContainsSubstring("Too many open files") && ContainsSubstring("ulimit -n"));
}

TEST_CASE("no file may be written: the limit is named, and the student's file is as it was") {
    const FakeProject book;
    book.edit("chapters/ch01_data/one.cpp", "todo(\"1.1\");", "return x;  // mine");
    for (const std::string command : {"check", "reset"}) {
        const auto said = wb::cli::run({.argv = {"prlimit", "--fsize=0", WORKBOOK_CLI_PROGRAM, "--root", ".",
                                                 command, "1.1"},
                                        .directory = book.root()})
                              .output;
        INFO(said);
        CHECK_THAT(said, ContainsSubstring("File too large") && ContainsSubstring("ulimit -f"));
    }
    CHECK_THAT(book.read("chapters/ch01_data/one.cpp"), ContainsSubstring("// mine"));
}

TEST_CASE("a full disk and too little memory are not called the student's mistake") {
    for (const auto& [words, expected] :
         {std::pair("chapters/x.cpp:1:1: fatal error: error writing to x.o: No space left on device",
                    "the disk is full"),
          std::pair("c++: fatal error: Killed signal terminated program cc1plus",
                    "did not get the memory that it needs"),
          std::pair("ninja: fatal: posix_spawn: Cannot allocate memory", "did not get the memory"),
          std::pair("/usr/bin/ld: final link failed: File too large", "ulimit -f"),
          std::pair("ninja: fatal: pipe: Too many open files", "ulimit -n")}) {
        const FakeProject book;
        say_while_building(book, words);
        const auto ran = book.run({"check", "1.1"});
        INFO(ran.output);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring(expected) && !ContainsSubstring("does not compile"));
    }
}

TEST_CASE("the compiler speaks English, whatever the user's language is: its messages are read") {
    const FakeProject book;
    say_while_building(book, "$LC_ALL");
    book.edit("scripts/compile", "echo '$LC_ALL'", "echo \"speaks $LC_ALL\"");
    CHECK_THAT(book.run({"check", "1.1"}, {{"LC_ALL", "de_DE.UTF-8"}, {"LANGUAGE", "de"}}).output,
               ContainsSubstring("speaks C.UTF-8"));
}

TEST_CASE("standard output that is full or closed is an error, and never a file") {
    const FakeProject book;
    for (const std::string where : {">/dev/full", ">&-"}) {
        for (const std::string command : {"--help", "hint 1.1 --help", "reset --list", "data"}) {
            const auto said = wb::cli::run({.argv = {"bash", "-c",
                                                     fmt::format("'{}' --root . {} {}; echo code $? >&2",
                                                                 WORKBOOK_CLI_PROGRAM, command, where)},
                                            .directory = book.root()})
                                  .output;
            INFO(command << " " << where << "\n" << said);
            CHECK_THAT(said, ContainsSubstring("cannot write the output") && ContainsSubstring("code 1"));
        }
    }
    book.edit("chapters/ch01_data/one.cpp", "todo(\"1.1\");", "return x;  // mine");
    const auto fresh = book.read("solutions/ch02_net/two.cpp");
    wb::cli::run({.argv = {"bash", "-c", fmt::format("'{}' --root . reset 1.1 >&-", WORKBOOK_CLI_PROGRAM)},
                  .directory = book.root()});
    CHECK_THAT(book.read("chapters/ch01_data/one.cpp"), !ContainsSubstring("as it was at the start"));
}

TEST_CASE("the doctor looks at the clock, what can be written, path, language and temporary files") {
    const FakeProject book;
    book.write("common/cli/packages.txt", "");
    const auto said = book.run({"doctor"}).output;
    for (const char* words : {"no file is dated in the future", "can be written", "a download without git",
                              "which Ninja can read", "TMPDIR is not used", "asked for English"})
        CHECK_THAT(said, ContainsSubstring(words));
    date_in_the_future(book.root() / "CMakeLists.txt");
    CHECK_THAT(book.run({"doctor"}).output, ContainsSubstring("CMakeLists.txt is dated "));
}

TEST_CASE("CMake refuses a path that Ninja cannot read") {
    const FakeProject book;
    book.write("a'b/CMakeLists.txt",
               fmt::format("cmake_minimum_required(VERSION 3.25)\nproject(x LANGUAGES NONE)\n"
                           "include({}/common/cmake/options.cmake)\n",
                           WORKBOOK_CHECKOUT));
    const auto said =
        wb::cli::run({.argv = {"cmake", "-S", "a'b", "-B", "b", "-G", "Ninja"}, .directory = book.root()});
    INFO(said.output);
    CHECK(said.exit_code != 0);
    CHECK_THAT(said.output, ContainsSubstring("has the character ' in it"));
}
