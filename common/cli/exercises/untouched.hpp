/// \file
/// Chapters in which nothing is written yet: their state is known without building anything.
#pragma once

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// Whether each of the chapter's files is the fresh stub, to the letter. Then each of its exercises is not
/// started: the tests of the workbook show that this is what the judge says of them.
bool is_untouched(const Workspace& workspace, const Chapter& chapter);

}  // namespace wb::cli
