/// \file
/// results/chNN/summary.json: what a lab reached.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/file.hpp"
#include "common/lab/summary.hpp"

namespace wb::cli {

/// \throws Failure naming file and field
std::vector<SummaryRow> read_summary(const fs::path& file);

/// The table: chapter, model, data, accuracy, seconds, promised, and ok or below.
std::string summary_table(const std::vector<SummaryRow>& rows);

}  // namespace wb::cli
