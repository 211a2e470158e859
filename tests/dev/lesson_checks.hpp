/// \file
/// The two comparisons of `dev lessons`: lines with lines, and numbers with numbers.
#pragma once

#include <string>
#include <vector>

#include "tests/dev/lesson.hpp"

namespace wb::cli {

/// Where a block that is shown differs from what was printed, or "".
///
/// The lines shown stand one after another in what was printed, which may begin earlier and go on. A line of
/// `...` skips any number of lines, and `...` in a line any number of characters; white space at a line's end
/// does not count.
std::string difference(const std::vector<std::string>& shown, const std::vector<std::string>& printed);

/// Which of the lines are not in the header, or "". Blanks and line breaks are alike; `...` skips; what
/// is behind `//` is the lesson's own.
/// \param in_order  each line behind the one before
std::string not_in_header(const std::vector<std::string>& shown, const std::string& header, bool in_order);

/// Those of the numbers that no value, rounded as they are, would be.
std::vector<std::string> numbers_without_origin(const std::vector<Number>& numbers,
                                                const std::vector<double>& values);

}  // namespace wb::cli
