/// \file
/// The one question asked of git.
#pragma once

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// Whether `file` has exactly the text of the last commit; false outside a repository or without git.
bool is_as_committed(const fs::path& root, const fs::path& file);

}  // namespace wb::cli
