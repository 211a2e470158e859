/// \file
/// What few people ask for is a program of its own (tests/dev), so that the launcher is small and soon built.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// Builds the second program if needed, in build/dev, and runs it in the current folder.
/// \param words  the command and its options, such as `dev stubs --check`
/// \returns its exit code
int second_program(const Workspace& workspace, const std::vector<std::string>& words);

}  // namespace wb::cli
