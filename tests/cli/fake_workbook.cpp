#include "tests/cli/fake_workbook.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "common/cli/support/process.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;

FakeWorkbook::FakeWorkbook() {
    std::string pattern = (fs::temp_directory_path() / "fake wörkbook (1) XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    root_ = fs::canonical(pattern);
    write("chapters/ch01_data/chapter.json", R"({
  "title": "Data", "builds_on": [],
  "exercises": [
    {"id": "1.1", "name": "first", "file": "one.cpp", "symbol": "wb::first", "timeout": 5},
    {"id": "1.2", "name": "second", "file": "one.cpp", "symbol": "wb::second", "timeout": 5}
  ], "milestones": []
})");
    write("chapters/ch02_net/chapter.json", R"({
  "title": "Net", "builds_on": ["ch01_data"], "saves_networks": true,
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
    // The fake cannot build the second program, to which the launcher would hand over.
    const bool second = !arguments.empty() && (arguments[0] == "dev" || arguments[0] == "report");
    arguments.insert(arguments.begin(),
                     {second ? WORKBOOK_DEV_PROGRAM : WORKBOOK_CLI_PROGRAM, "--root", root_.string()});
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

std::string fake_witness() {
    return R"sh(read -r nonce <&3
say() {
  local open='"needs": [], "earlier": [], "failed_case": "", "message": "", "text": ""'
  echo "{\"kind\": \"verdict\", \"nonce\": \"$nonce\", \"exercise\": \"$1\", \"name\": \"\", \"tested\": \"student\"," \
    "\"state\": \"$2\", \"passed\": $3, \"total\": $4, \"file\": \"one.cpp\", \"line\": 1, $open}" >&3
}
)sh";
}

std::string fake_test_program(const std::vector<FakeVerdict>& verdicts) {
    static const std::map<int, std::string> states{{0, "done"},    {1, "wrong"},   {3, "not_started"},
                                                   {4, "blocked"}, {5, "timeout"}, {6, "crashed"}};
    std::string script = fake_witness() + "case \"$1\" in\n";
    for (const auto& verdict : verdicts) {
        script += fmt::format("'[{}]')\n  echo '{}'\n", verdict.id, verdict.says);
        if (states.contains(verdict.exit_code))
            script += fmt::format("  say {} {} {} {}\n", verdict.id, states.at(verdict.exit_code),
                                  verdict.exit_code == 0 ? verdict.total : verdict.passed, verdict.total);
        script += fmt::format("  exit {};;\n", verdict.exit_code);
    }
    return script + "esac\nexit 2\n";
}

std::string fake_supervisor() {
    return "exec '" WORKBOOK_JUDGE_PROGRAM "' \"$@\"\n";
}

void write_fake_build(const FakeWorkbook& book) {
    book.write_program("build/compile",
                       "while (($#)); do\n"
                       "  case $1 in -o) out=$2 ;; -c) in=$2 ;; esac\n"
                       "  shift\n"
                       "done\n"
                       "if grep 'this does not compile' \"$in\"; then exit 1; fi\n"
                       "cp \"$in\" \"$out\"\n");
    book.write_program("build/link",
                       "objects=()\n"
                       "while [[ $1 != -o ]]; do objects+=(\"$1\"); shift; done\n"
                       "cat \"${objects[@]}\" >linked\n"
                       "cp \"answers/$(basename \"$(dirname \"$2\")\")\" \"$2\"\n");
    // The program that supervises needs no rule here: it is there already.
    std::string rules =
        "build workbook_judge_program: phony\n"
        "rule compile\n  command = ./compile -O2 -Werror -o $out -c $in\n"
        "rule link\n  command = : && ./link $in -o $out  -lm && :\n";
    for (const auto& [chapter, prefix, file] :
         {std::tuple{"ch01_data", "ch01", "one"}, std::tuple{"ch02_net", "ch02", "two"}}) {
        const auto stub = fmt::format("pristine/{}/{}.cpp", chapter, file);
        book.write("build/" + stub, "// the stub\n");
        rules += fmt::format(
            "build CMakeFiles/{0}_variant.dir/any.cpp.o: compile any.cpp\n"
            "build {0}_variant: phony CMakeFiles/{0}_variant.dir/any.cpp.o\n",
            prefix);
        for (const auto& [whose, source] :
             {std::pair<std::string, std::string>{"student", stub},
              {"reference", fmt::format("../solutions/{}/{}.cpp", chapter, file)}})
            rules += fmt::format(
                "build CMakeFiles/{0}_{1}_double.dir/{2}.cpp.o: compile {3}\n"
                "build tests/{0}_{1}_tests: link CMakeFiles/{0}_{1}_double.dir/{2}.cpp.o\n"
                "build {0}_{1}_tests: phony tests/{0}_{1}_tests\n",
                prefix, whose, file, source);
    }
    book.write("build/any.cpp", "// any\n");
    book.write_program("build/tests/workbook-judge", fake_supervisor());
    book.write_program("build/answers/tests", "exit 0\n");
    book.write("build/build.ninja", rules);
    book.must_run({"ninja", "-C", "build"});
}
