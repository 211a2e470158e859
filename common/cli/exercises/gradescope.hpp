/// \file
/// Verdicts as Gradescope reads them.
#pragma once

#include <string>
#include <vector>

#include "common/cli/exercises/student_judge.hpp"

namespace wb::cli {

/// results.json of one submission, with our word for the state in each entry's extra_data.
std::string as_gradescope(const std::vector<Standing>& standings);

}  // namespace wb::cli
