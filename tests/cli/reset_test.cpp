#include <regex>

#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

const std::string stub = "chapters/ch01_data/one.cpp";

// A workbook in which 1.1 and 1.2 are written.
void solve(const FakeWorkbook& book) {
    book.run({"dev", "stubs"});
    book.edit(stub, "todo(\"1.1\");", "return x + x;  // mine 1.1");
    book.edit(stub, "todo(\"1.2\");", "return x * x;  // mine 1.2");
}

std::string stamp_in(const std::string& output) {
    std::smatch match;
    REQUIRE(std::regex_search(output, match, std::regex("--restore (\\S+)")));
    return match[1];
}

}  // namespace

TEST_CASE("resetting an exercise puts back that exercise alone, and keeps a copy that can be restored") {
    const FakeWorkbook book;
    solve(book);
    const auto before = book.read(stub);
    const auto ran = book.run({"reset", "1.2"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(book.read(stub), ContainsSubstring("todo(\"1.2\");") && ContainsSubstring("// mine 1.1"));
    const auto stamp = stamp_in(ran.output);
    CHECK(book.read(".backups/" + stamp + "/" + stub) == before);

    CHECK_THAT(book.run({"reset", "--list"}).output, ContainsSubstring(stamp) && ContainsSubstring(stub));
    book.edit(stub, "todo(\"1.2\");", "return 7;  // newer");
    const auto restored = book.run({"reset", "--restore", stamp});
    CHECK(restored.exit_code == 0);
    CHECK(book.read(stub) == before);
    // What the restoring replaced is kept as well.
    const auto at = restored.output.find(".backups/");
    REQUIRE(at != std::string::npos);
    const auto second = restored.output.substr(at, restored.output.find('\n', at) - at);
    CHECK_THAT(book.read(second + "/" + stub), ContainsSubstring("// newer"));
}

TEST_CASE("an exercise whose markers are gone is not touched, and the file is offered") {
    const FakeWorkbook book;
    solve(book);
    book.edit(stub, "    // END EXERCISE 1.2\n", "");
    const auto before = book.read(stub);
    const auto ran = book.run({"reset", "1.2"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("exercise 1.2 cannot be reset alone"));
    CHECK_THAT(ran.output, ContainsSubstring("./workbook reset " + stub));
    CHECK(book.read(stub) == before);
    CHECK_FALSE(book.has(".backups"));
}

TEST_CASE("a file or a chapter is put back whole, after a copy") {
    for (const std::string what : {"one.cpp", "chapters/ch01_data/one.cpp", "1"}) {
        const FakeWorkbook book;
        solve(book);
        const auto ran = book.run({"reset", what});
        INFO(ran.output);
        CHECK(ran.exit_code == 0);
        CHECK_THAT(book.read(stub), !ContainsSubstring("mine"));
        CHECK_THAT(book.read(".backups/" + stamp_in(ran.output) + "/" + stub), ContainsSubstring("mine 1.1"));
    }
}

TEST_CASE("resetting what is fresh already changes nothing and makes no backup") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    CHECK_THAT(book.run({"reset", "1.1"}).output, ContainsSubstring("nothing to do"));
    CHECK_FALSE(book.has(".backups"));
}

TEST_CASE("a stub that was deleted comes back") {
    const FakeWorkbook book;
    solve(book);
    std::filesystem::remove(book.root() / stub);
    CHECK(book.run({"reset", "1.1"}).exit_code == 0);
    CHECK_THAT(book.read(stub), ContainsSubstring("todo(\"1.1\");"));
}

TEST_CASE("reset of something unknown lists the files, and of nothing says what can be asked") {
    const FakeWorkbook book;
    const auto unknown = book.run({"reset", "three.cpp"});
    CHECK(unknown.exit_code == 2);
    CHECK_THAT(unknown.output, ContainsSubstring("chapters/ch02_net/two.cpp"));
    CHECK_THAT(book.run({"reset"}).output, ContainsSubstring("./workbook reset 3.2"));
    const auto backup = book.run({"reset", "--restore", "yesterday"});
    CHECK(backup.exit_code == 2);
    CHECK_THAT(backup.output, ContainsSubstring("./workbook reset --list"));
}
