/// \file
/// `./workbook report`: results/report.html, of what the labs have left.
#pragma once

#include <string>

#include "common/cli/support/command_line.hpp"

namespace wb::cli {

/// Makes one page of all tables and pictures that the labs have left: results/report.html.
/// \param since  results of before this time are called those of an earlier run; empty for none
int report(const Workspace& workspace, const std::string& since);

void add_report(CommandLine& line);

}  // namespace wb::cli
