/// \file
/// Which class was taken for which.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// How often samples of each class were read as each class.
struct ConfusionCounts {
    std::vector<std::string> names;   ///< of the K classes: "0" to "9"
    std::vector<std::size_t> counts;  ///< (K, K): row = what it is, column = what the network says
};

/// The share of its row that each count is, from 0 to 1, shape (K, K); 0 in a row without samples.
/// \throws std::invalid_argument if there are not K * K counts
std::vector<double> row_shares(const ConfusionCounts& confusion);

/// Draws the matrix: in each cell the count, and below it the percentage of the row.
///
/// What is right stands on the diagonal, in frames. Color belongs to the mistakes alone, and grows darker
/// with their share of the row: beside 98% on the diagonal, all mistakes would have the same color. Cells of
/// no samples are blank.
/// \throws std::invalid_argument unless there are 2 to 20 names, and counts to match
/// \throws plot_error if all counts are 0, and as draw() does
void confusion_matrix(const Picture& picture, const ConfusionCounts& confusion);

}  // namespace wb::plot
