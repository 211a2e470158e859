/// \file
/// All of solutions/, taken apart and checked against the manifests.
#pragma once

#include <string>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/exercises/markers.hpp"
#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// One solution and the stub that is made from it.
struct SolutionFile {
    std::string directory;  ///< "ch03_mlp"
    fs::path solution;      ///< solutions/ch03_mlp/linear.cpp
    fs::path stub;          ///< chapters/ch03_mlp/linear.cpp
    MarkedSource source;
};

/// Reads solutions/chNN_topic/*.cpp of every chapter, in order of chapter and name.
std::vector<SolutionFile> read_solutions(const Workspace& workspace, const Manifest& manifest);

/// The one file of that exercise. \throws Failure when it is not there
const SolutionFile& solution_of(const std::vector<SolutionFile>& files, const Manifest& manifest,
                                const std::string& id);

/// Every reason why stubs cannot be made: bad markers; a region whose id is in no manifest; an exercise
/// without a region, or without a `todo("id")` STUB line in the file its manifest names.
std::vector<Problem> check_solutions(const Workspace& workspace, const Manifest& manifest,
                                     const std::vector<SolutionFile>& files);

/// read_solutions, when check_solutions finds nothing. \throws Failure listing every problem
std::vector<SolutionFile> read_sound_solutions(const Workspace& workspace, const Manifest& manifest);

}  // namespace wb::cli
