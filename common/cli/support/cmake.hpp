/// \file
/// Configuring and building, with progress, and quiet unless it fails. While it does, the build folder is
/// ours (see take_build_folder()); who runs what was built takes it before, and until that runs.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// What to build.
struct BuildRequest {
    std::string preset;                  ///< "student"; the folder is build/PRESET
    std::vector<std::string> targets{};  ///< none: those of the build preset
    std::string label{};                 ///< what the progress line calls it
    bool keep_going = false;             ///< an error in one place does not hide another
};

/// What came of it.
struct BuildResult {
    bool ok = false;
    std::string output;
    fs::path log;
};

/// `cmake --preset PRESET` unless build/PRESET is configured already.
/// \throws Failure with the end of the log when it fails
void configure(const Workspace& workspace, const std::string& preset);

/// Configures if needed, then `cmake --build --preset PRESET`. A failing build is no exception: the caller
/// knows what it means.
BuildResult build(const Workspace& workspace, const BuildRequest& request);

/// build(). \throws Failure with the first error, and where the log is, when it fails
void build_or_fail(const Workspace& workspace, const BuildRequest& request);

/// Whether a target can be made, found out by making it. (A dry run of ninja would not do: where CMake looks
/// for new files before each build, it always finds something to do.)
bool can_be_built(const Workspace& workspace, const std::string& preset, const std::string& target);

}  // namespace wb::cli
