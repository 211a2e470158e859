/// \file
/// A chapter in which one file does not compile: its other files are still judged.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// An object file that could not be made, and what takes its place.
struct BrokenObject {
    std::string object;  ///< as ninja names it, relative to the build folder
    fs::path stub;       ///< the source to compile for it
};

/// Links the chapter's test program once more, with a fresh stub in place of each file that does not compile.
/// \return the program; empty if that cannot be done
fs::path build_rest(const Workspace& workspace, const std::string& preset, const std::string& test_program,
                    const std::vector<BrokenObject>& broken);

}  // namespace wb::cli
