#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/process.hpp"

int wb::cli::bench(const Workspace& workspace) {
    build_or_fail(workspace, {.preset = "bench", .label = "Building the benchmarks"});
    std::fflush(stdout);
    return run({.argv = {"ctest", "--preset", "bench"}, .directory = workspace.root(), .capture = false})
        .exit_code;
}
