// watch: judges again whenever a file is saved.
#include <fmt/format.h>

#include "common/cli/support/process.hpp"
#include "tests/cli/fake_project.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

// Watches for some seconds, during which the script runs, then presses Ctrl-C.
std::string watched(const FakeProject& book, const std::string& arguments, const std::string& meanwhile) {
    book.write_program("session", fmt::format("timeout --signal=INT 12 '{}' --root . watch {} >said 2>&1 &\n"
                                              "until grep -q Watching said; do sleep 0.1; done\n"
                                              "{}\n"
                                              "sleep 1.5\n"
                                              "kill -INT $!\n"
                                              "wait $!\n"
                                              "exit 0\n",
                                              WORKBOOK_CLI_PROGRAM, arguments, meanwhile));
    book.must_run({(book.root() / "session").string()});
    return book.read("said");
}

std::size_t times_said(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("watch judges the next exercise again when a file is saved, and not before") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2}, {"1.2", 1, 1, 2, "alas"}}, {{.id = "2.1"}});
    const auto said = watched(book, "", "echo '// more' >> chapters/ch01_data/one.cpp");
    INFO(said);
    CHECK(times_said(said, "alas") == 2);
    CHECK(times_said(said, "Watching 1.2: save a file") == 2);
    CHECK(times_said(watched(book, "1.2", "true"), "alas") == 1);
}

TEST_CASE("watch stays with its exercise when that is done, and says what comes next") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2, 2, "hurray"}, {"1.2"}}, {{.id = "2.1"}});
    const auto said = watched(book, "1.1", "touch chapters/ch01_data/one.cpp");
    INFO(said);
    CHECK(times_said(said, "hurray") == 2);
    CHECK(times_said(said, "Watching 1.1") == 2);
}

TEST_CASE("watch goes on after a compile error") {
    const FakeProject book;
    book.write_program("scripts/ch01_student_tests", "# FAIL\n");
    const auto said = watched(book, "1.1", "touch chapters/ch01_data/one.cpp");
    INFO(said);
    CHECK(times_said(said, "does not compile") == 2);
    CHECK_THAT(book.run({"watch", "7.7"}).output, ContainsSubstring("7.7"));
}
