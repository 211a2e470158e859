/// \file
/// Which hints the student has seen: build/hints.json.
#pragma once

#include <string>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// The number of the last hint of this exercise that was shown; 0 if none was.
int last_seen_hint(const Workspace& workspace, const std::string& id);
/// \param level  the number of the hint that has just been shown
void remember_hint(const Workspace& workspace, const std::string& id, int level);

}  // namespace wb::cli
