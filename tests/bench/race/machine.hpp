/// \file
/// On what the benchmark ran.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// The processors that this program may run on, by their numbers.
std::vector<int> allowed_processors();

/// "processor: ...", "compiler: ..." and the like, one a line.
/// \param build  the build folder: its CMake cache knows the compiler
std::vector<std::string> machine_facts(const fs::path& build);

}  // namespace wb::cli
