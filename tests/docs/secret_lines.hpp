/// \file
/// Lines that only a solution holds, to be looked for where no solution may be.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/exercises/solutions.hpp"

namespace wb::cli {

/// The telling lines of all solutions, squeezed, each with the place it is from; without those that are given
/// code as well.
std::map<std::string, std::string> secret_lines(const Workspace& workspace,
                                                const std::vector<SolutionFile>& files);

}  // namespace wb::cli
