#include "tests/cli/fake_workbook.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "common/cli/support/process.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;

FakeWorkbook::FakeWorkbook() {
    std::string pattern = (fs::temp_directory_path() / "fake workbook XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    root_ = fs::canonical(pattern);
    write("chapters/ch01_data/chapter.json", R"({
  "number": 1, "directory": "ch01_data", "title": "Data", "builds_on": [],
  "exercises": [
    {"id": "1.1", "name": "first", "file": "one.cpp", "symbol": "wb::first", "timeout": 5},
    {"id": "1.2", "name": "second", "file": "one.cpp", "symbol": "wb::second", "timeout": 5}
  ], "milestones": []
})");
    write("chapters/ch02_net/chapter.json", R"({
  "number": 2, "directory": "ch02_net", "title": "Net", "builds_on": ["ch01_data"],
  "exercises": [{"id": "2.1", "name": "third", "file": "two.cpp", "symbol": "wb::third"}], "milestones": []
})");
    write("solutions/ch01_data/one.cpp", R"(#include "ch01_data/one.hpp"

// BEGIN SOLUTION 1.1
namespace {
int helper_of_the_solution(int x) { return 2 * x; }
}  // namespace
// END SOLUTION

int wb::first(int x) {
    // BEGIN SOLUTION 1.1
    // STUB // Goal: twice x.
    // STUB
    // STUB //     indented
    // STUB todo("1.1");
    return helper_of_the_solution(x);
    // END SOLUTION
}

int wb::second(int x) {
    // BEGIN SOLUTION 1.2
    // STUB todo("1.2");
    const int the_square_of_the_number = x * x;
    return the_square_of_the_number;
    // END SOLUTION
}
)");
    write("solutions/ch02_net/two.cpp", R"(int wb::third(int x) {
    // BEGIN SOLUTION 2.1
    // STUB todo("2.1");
    return x + 1000 * wb::first(x) + wb::second(x);
    // END SOLUTION
}
)");
}

FakeWorkbook::~FakeWorkbook() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

void FakeWorkbook::write(const std::string& path, const std::string& text) const {
    wb::cli::write_file(root_ / path, text);
}

void FakeWorkbook::write_program(const std::string& path, const std::string& script) const {
    write(path, "#!/usr/bin/env bash\n" + script);
    fs::permissions(root_ / path, fs::perms::owner_all);
}

std::string FakeWorkbook::read(const std::string& path) const {
    return wb::cli::read_file(root_ / path);
}

bool FakeWorkbook::has(const std::string& path) const {
    return fs::exists(root_ / path);
}

void FakeWorkbook::edit(const std::string& path, const std::string& from, const std::string& to) const {
    auto text = read(path);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(from, at + 1) == std::string::npos);
    write(path, text.replace(at, from.size(), to));
}

Ran FakeWorkbook::run(std::vector<std::string> arguments,
                      std::map<std::string, std::string> environment) const {
    arguments.insert(arguments.begin(), {WORKBOOK_CLI_PROGRAM, "--root", root_.string()});
    const auto outcome = wb::cli::run({.argv = std::move(arguments),
                                       .directory = root_,
                                       .environment = std::move(environment),
                                       .timeout = std::chrono::seconds(60)});
    return {outcome.exit_code, outcome.output};
}

void FakeWorkbook::must_run(std::vector<std::string> argv) const {
    const auto outcome = wb::cli::run({.argv = std::move(argv), .directory = root_});
    INFO(outcome.output);
    REQUIRE(outcome.exit_code == 0);
}

std::string fake_test_program(const std::vector<FakeVerdict>& verdicts) {
    std::string script = "case \"$1\" in\n";
    for (const auto& verdict : verdicts)
        script += fmt::format(
            "'[{}]')\n  echo '{}'\n  echo '{{\"passed\": {}, \"total\": {}, \"needs\": []}}' > "
            "\"$WORKBOOK_RESULT_FILE\"\n  exit {};;\n",
            verdict.id, verdict.says, verdict.passed, verdict.total, verdict.exit_code);
    return script + "esac\nexit 2\n";
}
