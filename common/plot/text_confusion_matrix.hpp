/// \file
/// A confusion matrix on a terminal.
#pragma once

#include <string>

#include "common/plot/confusion_matrix.hpp"

namespace wb::plot {

/// The matrix as text (UTF-8, at most 80 columns for ten classes, no colors): the counts, the right ones in
/// brackets, a shade before each mistake that grows with its share of the row, and the percentage right of
/// each row.
///
/// \throws std::invalid_argument unless there are 2 to 12 names, and counts to match
std::string text_confusion_matrix(const ConfusionCounts& confusion);

}  // namespace wb::plot
