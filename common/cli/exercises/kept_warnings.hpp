/// \file
/// The compiler's warnings about the student's files. A build shows them only when it compiles, so they are
/// kept.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// Keeps the warnings of a build in build/PRESET/warnings.json, each for as long as its file stays as it is.
void keep_warnings(const Workspace& workspace, const std::string& preset, const std::string& ninja_output);

/// The warnings about a file, as they are shown; without those about what is not written yet.
std::vector<std::string> warnings_about(const Workspace& workspace, const std::string& preset,
                                        const fs::path& file);

}  // namespace wb::cli
