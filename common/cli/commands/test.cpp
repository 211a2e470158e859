#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/ctest_output.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;
using Clock = std::chrono::steady_clock;

struct Tested {
    int exit_code = 0;
    std::string failures;  // what the tests that failed said
    std::string summary;   // one line
};

Tested build_and_test(const Workspace& workspace, const std::string& preset, const std::string& label) {
    const auto start = Clock::now();
    const auto ours = take_build_folder(workspace, preset);
    build_or_fail(workspace, {.preset = preset, .label = label});
    const std::chrono::duration<double> building = Clock::now() - start;

    // ctest's own output, as it comes: its closing lines are the verdict.
    const auto jobs = std::max(1U, std::thread::hardware_concurrency());
    const std::vector<std::string> argv{"ctest", "--preset", preset, "--parallel", std::to_string(jobs)};
    const auto outcome = run({.argv = argv, .directory = workspace.root(), .on_output = [](auto piece) {
                                  fmt::print("{}", piece);
                                  std::fflush(stdout);
                              }});
    if (!outcome.ok())
        fmt::print("\nTo run one of them again with its output: ctest --preset {} --verbose -R 'its name'\n",
                   preset);
    std::string counts = "ctest did not finish";
    for (const auto& line : split_lines(outcome.output)) {
        if (line.find("tests passed") != std::string::npos) counts = line;
    }
    return {outcome.exit_code, failures_in(outcome.output),
            fmt::format("{}: {} (built in {:.0f} s, tested in {:.0f} s)", preset, counts, building.count(),
                        outcome.seconds)};
}

}  // namespace

int wb::cli::test(const Workspace& workspace, const TestOptions& options) {
    if (options.fuzz > 0) return fuzz(workspace, options.fuzz);
    std::vector<Tested> parts;
    if (options.all)
        parts.push_back(
            build_and_test(workspace, "all", "Building the reference, and all tests of the workbook"));
    else if (!options.asan)
        parts.push_back(build_and_test(workspace, "solutions", "Building the reference and its tests"));
    // What failed so far does not hide what the sanitizers find.
    if (options.all || options.asan)
        parts.push_back(build_and_test(workspace, "asan", "Building the reference with AddressSanitizer"));
    int exit_code = 0;
    fmt::print("\n");
    for (const auto& part : parts) fmt::print("{}", part.failures);
    for (const auto& part : parts) {
        fmt::print("{}\n", part.summary);
        if (exit_code == 0) exit_code = part.exit_code;
    }
    return exit_code;
}

void wb::cli::add_test(CommandLine& line) {
    const auto options = std::make_shared<TestOptions>();
    line.add("test", "Does the workbook work on this machine? Build the reference and test it", for_everyone)
        .flag("--all", options->all, "For maintainers: also mistakes, sweep, figures, pages; then --asan")
        .flag("--asan", options->asan,
              "Only the reference, with AddressSanitizer and UndefinedBehaviorSanitizer")
        .option("--fuzz", options->fuzz, "Instead, run each fuzzer for this many seconds (needs clang)", 1,
                100'000)
        .runs([options](const Workspace& workspace) { return test(workspace, *options); });
}
