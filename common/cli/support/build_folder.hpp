/// \file
/// One launcher at a time in a build folder.
#pragma once

#include <memory>

#include "common/cli/support/workspace.hpp"
#include "common/io/file_lock.hpp"

namespace wb::cli {

/// As long as one of these lives, a build folder is ours alone.
using BuildFolder = std::shared_ptr<const wb::FileLock>;

/// Takes the build folder of a preset; if another launcher has it, says so and waits. What we hold already,
/// or what the launcher holds that started us, is not waited for.
/// \throws Failure if build/ cannot be written
BuildFolder take_build_folder(const Workspace& workspace, const std::string& preset);

}  // namespace wb::cli
