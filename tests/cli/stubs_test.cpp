#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

const std::string stub = "chapters/ch01_data/one.cpp";
const std::string solution = "solutions/ch01_data/one.cpp";

// A repository with everything committed.
void commit(const FakeWorkbook& book) {
    const std::vector<std::string> git{"git", "-c", "user.name=a", "-c", "user.email=a@example.org"};
    const auto with = [&git](std::vector<std::string> more) {
        more.insert(more.begin(), git.begin(), git.end());
        return more;
    };
    book.must_run(with({"init", "--quiet"}));
    book.must_run(with({"add", "."}));
    book.must_run(with({"commit", "--quiet", "-m", "all"}));
}

}  // namespace

TEST_CASE("dev stubs makes every stub, and --check then finds them fresh") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "stubs", "--check"}).exit_code == 1);
    CHECK_FALSE(book.has(stub));  // --check writes nothing
    CHECK(book.run({"dev", "stubs"}).exit_code == 0);
    CHECK(book.read(stub) == R"(#include "ch01_data/one.hpp"

int wb::first(int x) {
    // EXERCISE 1.1
    // Goal: twice x.

    //     indented
    todo("1.1");
    // END EXERCISE 1.1
}

int wb::second(int x) {
    // EXERCISE 1.2
    todo("1.2");
    // END EXERCISE 1.2
}
)");
    const auto check = book.run({"dev", "stubs", "--check"});
    CHECK(check.exit_code == 0);
    CHECK_THAT(check.output, ContainsSubstring("2 stubs are fresh."));
}

TEST_CASE("dev stubs --check shows the difference of a stale stub and fails") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.edit(solution, "// STUB // Goal: twice x.", "// STUB // Goal: two times x.");
    const auto check = book.run({"dev", "stubs", "--check"});
    CHECK(check.exit_code == 1);
    CHECK_THAT(check.output, ContainsSubstring("-    // Goal: twice x.\n+    // Goal: two times x."));
    CHECK_THAT(check.output, ContainsSubstring("Next: ./workbook dev stubs"));
}

TEST_CASE("an edited stub is not overwritten outside a repository, unless by force") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.edit(stub, "todo(\"1.2\");", "return x * x;  // mine");
    const auto refused = book.run({"dev", "stubs"});
    CHECK(refused.exit_code == 1);
    CHECK_THAT(refused.output, ContainsSubstring(stub));
    CHECK_THAT(refused.output, ContainsSubstring("./workbook dev stubs --force"));
    CHECK_THAT(book.read(stub), ContainsSubstring("// mine"));
    CHECK(book.run({"dev", "stubs", "--force"}).exit_code == 0);
    CHECK_THAT(book.read(stub), !ContainsSubstring("// mine"));
}

TEST_CASE("in a repository a stub as committed is updated, an edited one is not") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    commit(book);
    book.edit(solution, "twice x", "two times x");
    CHECK(book.run({"dev", "stubs"}).exit_code == 0);
    CHECK_THAT(book.read(stub), ContainsSubstring("two times x"));

    book.edit(stub, "todo(\"1.2\");", "return x * x;  // mine");
    CHECK(book.run({"dev", "stubs"}).exit_code == 1);
    CHECK_THAT(book.read(stub), ContainsSubstring("// mine"));
}

TEST_CASE("dev stubs --out --through writes a copy that is solved so far, and leaves chapters alone") {
    const FakeWorkbook book;
    REQUIRE(book.run({"dev", "stubs", "--out", "copy", "--through", "1.1"}).exit_code == 0);
    const auto one = book.read("copy/ch01_data/one.cpp");
    CHECK_THAT(one, ContainsSubstring("return helper_of_the_solution(x);"));
    CHECK_THAT(one, ContainsSubstring("todo(\"1.2\");"));
    CHECK_THAT(one, !ContainsSubstring("SOLUTION"));
    CHECK_THAT(one, !ContainsSubstring("STUB"));
    CHECK_THAT(book.read("copy/ch02_net/two.cpp"), ContainsSubstring("todo(\"2.1\");"));
    CHECK_FALSE(book.has(stub));

    REQUIRE(
        book.run({"dev", "stubs", "--out", "none", "--through", "0", "--chapter", "ch01_data"}).exit_code ==
        0);
    CHECK_THAT(book.read("none/ch01_data/one.cpp"), ContainsSubstring("todo(\"1.1\");"));
    CHECK_FALSE(book.has("none/ch02_net/two.cpp"));
}

TEST_CASE("a copy that is written again keeps the times of the files that do not change") {
    const FakeWorkbook book;
    book.run({"dev", "stubs", "--out", "copy", "--through", "1.1"});
    const auto file = book.root() / "copy/ch01_data/one.cpp";
    const auto before = std::filesystem::last_write_time(file);
    book.run({"dev", "stubs", "--out", "copy", "--through", "1.1"});
    CHECK(std::filesystem::last_write_time(file) == before);
}

TEST_CASE("dev stubs --through without --out is refused: it would write solutions into chapters") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "stubs", "--through", "1.1"}).exit_code == 2);
    CHECK_FALSE(book.has(stub));
}

// Negative controls: each is one edit away from the sound workbook above.

TEST_CASE("markers that do not close stop the generator, and nothing is written") {
    const FakeWorkbook book;
    book.edit(solution, "    return helper_of_the_solution(x);\n    // END SOLUTION\n", "    return 1;\n");
    const auto ran = book.run({"dev", "stubs"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("solutions/ch01_data/one.cpp:"));
    CHECK_THAT(ran.output, ContainsSubstring("regions do not nest"));
    CHECK_FALSE(book.has("chapters/ch02_net/two.cpp"));
}

TEST_CASE("a region whose exercise is in no manifest is refused") {
    const FakeWorkbook book;
    book.edit("solutions/ch02_net/two.cpp", "BEGIN SOLUTION 2.1\n    // STUB todo(\"2.1\")",
              "BEGIN SOLUTION 2.7\n    // STUB todo(\"2.7\")");
    const auto ran = book.run({"dev", "stubs"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("solutions/ch02_net/two.cpp:2: exercise 2.7 is not in "
                                             "chapters/ch02_net/chapter.json"));
}

TEST_CASE("an exercise without a region is refused at its line of the manifest") {
    const FakeWorkbook book;
    book.edit("chapters/ch02_net/chapter.json", "\"symbol\": \"wb::third\"}",
              "\"symbol\": \"wb::third\"},\n{\"id\": \"2.2\", \"name\": \"fourth\", \"file\": \"two.cpp\"}");
    const auto ran = book.run({"dev", "stubs"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("chapters/ch02_net/chapter.json:4: exercise 2.2 has no"));
}

TEST_CASE("an exercise none of whose regions has a todo is refused") {
    const FakeWorkbook book;
    book.edit(solution, "    // STUB todo(\"1.2\");\n", "    // STUB // Goal: the square.\n");
    const auto ran = book.run({"dev", "stubs"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output,
               ContainsSubstring("no region of exercise 1.2 has the line `// STUB todo(\"1.2\");`"));
}

TEST_CASE("an exercise in another file than its manifest says is refused") {
    const FakeWorkbook book;
    book.edit("chapters/ch02_net/chapter.json", "two.cpp", "three.cpp");
    const auto ran = book.run({"dev", "stubs"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("is in three.cpp, but its todo() is in two.cpp"));
}

TEST_CASE("a workbook without solutions is an error, not a success with nothing done") {
    const FakeWorkbook book;
    std::filesystem::remove_all(book.root() / "solutions/ch01_data");
    std::filesystem::remove_all(book.root() / "solutions/ch02_net");
    CHECK(book.run({"dev", "stubs", "--check"}).exit_code == 1);
}
