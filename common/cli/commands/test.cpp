#include <fmt/format.h>

#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/process.hpp"

int wb::cli::test(const Workspace& workspace, bool asan) {
    const std::string preset = asan ? "asan" : "solutions";
    build_or_fail(workspace, {.preset = preset,
                              .label = asan ? "Building everything with AddressSanitizer"
                                            : "Building the reference and its tests"});
    // ctest's own output, unfiltered: its closing lines are the verdict.
    std::fflush(stdout);
    const std::vector<std::string> argv{"ctest", "--preset", preset};
    const auto outcome = run({.argv = argv, .directory = workspace.root(), .capture = false});
    if (outcome.ok()) return 0;
    fmt::print("\nTo run one of them again with its output: ctest --preset {} --verbose -R 'its name'\n",
               preset);
    return outcome.exit_code;
}
