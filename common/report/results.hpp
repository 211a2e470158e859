/// \file
/// What the labs have left in results/, for the report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"
#include "common/lab/stamp.hpp"
#include "common/lab/summary.hpp"

namespace wb::cli {

/// A picture of a lab.
struct LabPicture {
    std::string title;
    std::string reading;   ///< one sentence: what one should see in it
    std::string png = {};  ///< the file's bytes; empty if there is no picture
    unsigned width = 0, height = 0;
    std::string problem = {};  ///< why there is none
};

/// What one chapter's lab has left.
struct LabResults {
    int chapter = 0;
    std::string title;                ///< of the chapter
    std::optional<Stamp> stamp = {};  ///< of the run; none if the lab has not run (to its end)
    std::vector<SummaryRow> rows = {};
    std::vector<LabPicture> pictures = {};
    std::vector<std::string> problems = {};  ///< files that are missing or damaged, each a sentence
};

/// Reads results/chNN of every chapter that has a lab. Whatever is wrong there ends as a sentence among the
/// problems: a report of half the results is better than none.
std::vector<LabResults> read_results(const Workspace& workspace, const Manifest& manifest);

}  // namespace wb::cli
