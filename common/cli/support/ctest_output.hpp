/// \file
/// What ctest printed.
#pragma once

#include <string>
#include <string_view>

namespace wb::cli {

/// What the tests that failed printed with --output-on-failure, without their checks that passed; of each
/// test at most 60 lines. Empty if all passed. ctest prints thousands of lines, and who comes back later
/// reads the last screen.
std::string failures_in(std::string_view ctest_output);

}  // namespace wb::cli
