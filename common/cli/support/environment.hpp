/// \file
/// What of the user's surroundings the programs that we start must not depend on.
#pragma once

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// For this program and those that it starts: messages in English, which we read, and numbers with a point;
/// and no TMPDIR if it names no folder that can be written.
void settle_environment();

/// \throws Failure if a file that the build depends on, or what was built, is dated later than now: CMake would
/// run again and again, or changes would go unseen. Says which, and what to do.
void refuse_dates_in_the_future(const Workspace& workspace, const std::string& preset);

}  // namespace wb::cli
