/// \file
/// `./workbook bench`: the reference beside other libraries.
#pragma once

#include <string>

#include "common/cli/support/command_line.hpp"

namespace wb::cli {

/// Builds the benchmarks, and compares the reference with other libraries; the table also goes to
/// results/bench.md.
struct BenchOptions {
    bool quick = false;  ///< a tenth of the images, one thread: to see that it works
    std::string net{};   ///< only this one, such as "784-200-10"
    fs::path build{};  ///< the build folder, with the benchmarks built; empty: build/bench, to be built first
};
int bench(const Workspace& workspace, const BenchOptions& options);

void add_bench(CommandLine& line);

}  // namespace wb::cli
