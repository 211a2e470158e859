#include "common/cli/support/process.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

TEST_CASE("an unknown command suggests the nearest, with exit code 2") {
    const auto ran = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "chek", "3.2"}});
    CHECK(ran.exit_code == 2);
    CHECK_THAT(ran.output, ContainsSubstring("there is no command `chek`\nDid you mean: ./workbook check"));
    CHECK_THAT(wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "xyzzy"}}).output,
               ContainsSubstring("./workbook --help"));
}

TEST_CASE("a wrong option is a usage error") {
    CHECK(wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "status", "--loud"}}).exit_code == 2);
    CHECK(wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "dev", "sweep"}}).exit_code == 2);
    CHECK(wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "dev", "mistakes"}}).exit_code == 2);
}

TEST_CASE("help lists the commands for each reader") {
    const auto ran = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "--help"}});
    CHECK(ran.exit_code == 0);
    for (const auto* command : {"status", "check", "hint", "reset", "lab", "draw", "run", "report", "test",
                                "data", "doctor", "docs"})
        CHECK_THAT(ran.output, ContainsSubstring(command));
}

TEST_CASE("a folder that is no checkout is refused") {
    const auto ran = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "--root", "/usr", "status"}});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("/usr is not a checkout of the workbook"));
}

TEST_CASE("the checkout is found from a folder inside it") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    const auto ran = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "dev", "stubs", "--check"},
                                   .directory = book.root() / "chapters/ch01_data"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("2 stubs are fresh."));
}

TEST_CASE("data lists the sets, finds one in WORKBOOK_DATA_DIR, and suggests the nearest name") {
    const FakeWorkbook book;
    for (const std::string file : {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                                   "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"})
        book.write("my data/mnist/" + file, "");
    const auto elsewhere = (book.root() / "my data").string();
    CHECK_THAT(book.run({"data", "mnist"}, {{"WORKBOOK_DATA_DIR", elsewhere}}).output,
               ContainsSubstring("mnist is in my data/mnist"));
    CHECK_THAT(book.run({"data"}, {{"WORKBOOK_DATA_DIR", ""}}).output,
               ContainsSubstring("not here: ./workbook data mnist"));
    CHECK_THAT(book.run({"data", "minst"}).output, ContainsSubstring("Did you mean mnist?"));
    CHECK_THAT(book.run({"data", "digits"}).output, ContainsSubstring("git checkout -- data"));
}

TEST_CASE("data fetches with the script, and passes on its failure") {
    const FakeWorkbook book;
    book.write("data/fetch.sh", "echo no mirror answers; exit 1\n");
    const auto ran = book.run({"data", "mnist"}, {{"WORKBOOK_DATA_DIR", ""}});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("no mirror answers"));
}

TEST_CASE("doctor says what is missing and what to do about it") {
    const FakeWorkbook book;
    book.write("common/cli/packages.txt", "bash # a shell\nno-such-package-anywhere # nothing\n");
    const auto ran = book.run({"doctor"}, {{"WORKBOOK_DATA_DIR", ""}});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output,
               ContainsSubstring("attention  data: mnist") && ContainsSubstring("-> ./workbook data mnist"));
    if (wb::cli::on_path("dpkg-query"))
        CHECK_THAT(ran.output, ContainsSubstring("missing: no-such-package-anywhere"));
}
