/// \file
/// Learning curves on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/plot/learning_curves.hpp"

namespace wb::plot {

/// The curves in block characters, for a terminal without pictures (UTF-8, at most 80 columns, no colors).
///
/// \param quantity  stands above: "loss"
/// \param curves    one to four, drawn with different marks; values that are not numbers leave gaps
/// \param first_epoch  the epoch of the first value
/// \return lines, each with its line feed; without a single number, one line that says so
/// \throws std::invalid_argument for no curve, or more than four
std::string text_curves(const std::string& quantity, const std::vector<Curve>& curves,
                        std::size_t first_epoch = 1);

}  // namespace wb::plot
