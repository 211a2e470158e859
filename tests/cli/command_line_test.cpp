#include "common/cli/support/machine.hpp"
#include "common/cli/support/process.hpp"
#include "tests/cli/fake_project.hpp"
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
    CHECK(wb::cli::run({.argv = {WORKBOOK_DEV_PROGRAM, "dev", "sweep"}}).exit_code == 2);
    CHECK(wb::cli::run({.argv = {WORKBOOK_DEV_PROGRAM, "dev", "mistakes"}}).exit_code == 2);
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
    const auto ran = wb::cli::run({.argv = {WORKBOOK_DEV_PROGRAM, "dev", "stubs", "--check"},
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
               ContainsSubstring("not here; to download it: ./workbook data mnist"));
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

TEST_CASE("help is the same as --help") {
    const auto help = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "help"}});
    CHECK(help.exit_code == 0);
    CHECK(help.output == wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "--help"}}).output);
}

TEST_CASE("dev, bench and report go to the second program, word for word, with its exit code") {
    const FakeProject book;
    for (const std::string command : {"dev", "bench", "report"}) {
        const auto ran = wb::cli::run({.argv = {WORKBOOK_CLI_PROGRAM, "--root", book.root().string(), command,
                                                "--help", "a b", "", "--", "-x"}});
        INFO(ran.output);
        CHECK(ran.exit_code == 7);
        CHECK_THAT(ran.output, ContainsSubstring("--root|" + book.root().string() + "|" + command +
                                                 "|--help|a b||--|-x|"));
    }
}

TEST_CASE("docs --out makes a folder for a web server, and overwrites nothing else") {
    const FakeProject book;
    const auto ran = book.run({"docs", "--out", "site"});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK(book.has("site/index.html"));
    CHECK(book.has("site/.nojekyll"));
    book.write("site/of_an_older_page.html", "");
    book.write("site/.git/config", "a checkout of its own");
    CHECK(book.run({"docs", "--out", "site"}).exit_code == 0);
    CHECK_FALSE(book.has("site/of_an_older_page.html"));
    CHECK(book.has("site/.git/config"));
    CHECK(book.run({"docs", "--out", "build/docs/html"}).exit_code == 1);
    CHECK(book.has("build/docs/html/index.html"));

    book.write("mine/index.html", "my own page");
    const auto refused = book.run({"docs", "--out", "mine"});
    CHECK(refused.exit_code == 1);
    CHECK_THAT(refused.output, ContainsSubstring("mine is not an empty folder"));
    CHECK(book.read("mine/index.html") == "my own page");
}

TEST_CASE("compile jobs follow processors and free memory, and a container's limits") {
    const FakeWorkbook book;
    book.write("proc/meminfo", "MemTotal:       16777216 kB\nMemFree: 1 kB\nMemAvailable:    8388608 kB\n");
    book.write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
    const auto big = wb::cli::this_machine(4, book.root());
    CHECK(big.memory_gib == 16);
    CHECK(big.inside.empty());
    CHECK(wb::cli::compile_jobs(big) == 4);
    CHECK(wb::cli::compile_jobs(wb::cli::this_machine(64, book.root())) == 6);  // 8 GiB / 1.2

    book.write("sys/fs/cgroup/memory.max", "2147483648\n");
    book.write("sys/fs/cgroup/memory.current", "1073741824\n");
    book.write("sys/fs/cgroup/cpu.max", "150000 100000\n");
    book.write(".dockerenv", "");
    const auto container = wb::cli::this_machine(4, book.root());
    CHECK(container.processors == 1);
    CHECK(container.memory_gib == 2);
    CHECK(container.free_gib == 1);
    CHECK(container.inside == "Docker");
    CHECK(wb::cli::compile_jobs(container) == 1);

    book.write("sys/fs/cgroup/memory.max", "max\n");
    book.write("sys/fs/cgroup/cpu.max", "max 100000\n");
    CHECK(wb::cli::compile_jobs(wb::cli::this_machine(4, book.root())) == 4);
}

TEST_CASE("memory of a control group: the limit may be above this one, copies of files count as free") {
    const FakeWorkbook book;
    book.write("proc/meminfo", "MemTotal:       16777216 kB\nMemAvailable:    8388608 kB\n");
    book.write("proc/self/cgroup", "1:cpu:/\n0::/user.slice/run 1.scope\n");
    book.write("sys/fs/cgroup/user.slice/run 1.scope/memory.max", "max\n");
    book.write("sys/fs/cgroup/user.slice/memory.max", "4294967296\n");
    book.write("sys/fs/cgroup/user.slice/memory.current", "4294967296\n");
    const auto full = wb::cli::this_machine(4, book.root());
    CHECK(full.memory_gib == 4);
    CHECK(full.free_gib == 0);
    CHECK(wb::cli::compile_jobs(full) == 1);

    book.write("sys/fs/cgroup/user.slice/memory.stat", "anon 1073741824\ninactive_file 3221225472\n");
    CHECK(wb::cli::this_machine(4, book.root()).free_gib == 3);
    CHECK(wb::cli::compile_jobs(wb::cli::this_machine(4, book.root())) == 2);

    book.write("proc/self/cgroup", "0::/../elsewhere\n");
    CHECK(wb::cli::this_machine(4, book.root()).memory_gib == 16);
}

TEST_CASE("control groups of the old kind have a tree of their own for memory") {
    const FakeWorkbook book;
    book.write("proc/meminfo", "MemTotal:       16777216 kB\nMemAvailable:    8388608 kB\n");
    book.write("proc/self/cgroup", "4:memory:/small\n1:cpu:/\n0::/\n");
    book.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CHECK(wb::cli::this_machine(4, book.root()).memory_gib == 16);
    book.write("sys/fs/cgroup/memory/small/memory.limit_in_bytes", "536870912\n");
    book.write("sys/fs/cgroup/memory/small/memory.usage_in_bytes", "402653184\n");
    book.write("sys/fs/cgroup/memory/small/memory.stat", "rss 134217728\ntotal_inactive_file 268435456\n");
    const auto small = wb::cli::this_machine(4, book.root());
    CHECK(small.memory_gib == 0.5);
    CHECK(small.free_gib == 0.375);
    CHECK(wb::cli::compile_jobs(small) == 1);
}

TEST_CASE("WSL is known by its kernel, and a machine that tells nothing builds with every processor") {
    const FakeWorkbook book;
    CHECK(wb::cli::compile_jobs(wb::cli::this_machine(3, book.root())) == 3);
    book.write("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n");
    CHECK(wb::cli::this_machine(3, book.root()).inside == "WSL");
}

TEST_CASE("doctor says how many compilers run at a time") {
    const FakeWorkbook book;
    book.write("common/cli/packages.txt", "bash # a shell\n");
    CHECK_THAT(book.run({"doctor"}, {{"CMAKE_BUILD_PARALLEL_LEVEL", "77"}}).output,
               ContainsSubstring("77 at a time, as CMAKE_BUILD_PARALLEL_LEVEL says"));
    CHECK_THAT(book.run({"doctor"}, {{"CMAKE_BUILD_PARALLEL_LEVEL", "1"}}).output,
               ContainsSubstring("1 at a time"));
}
