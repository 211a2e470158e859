/// \file
/// How many there are of each.
#pragma once

#include <string>
#include <vector>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// A bar for each class.
struct Histogram {
    std::vector<std::string> names;  ///< below the bars: "0" to "9"
    std::vector<double> counts;      ///< of each; 0 or more
    std::string x_axis = "digit";    ///< what the names are
    std::string y_axis = "images";   ///< what is counted
};

/// Draws the bars from 0, with the count above each.
///
/// \throws std::invalid_argument unless there are 1 to 40 names, and as many counts
/// \throws plot_error if a count is negative or not a number, and as draw() does
void histogram(const Picture& picture, const Histogram& histogram);

}  // namespace wb::plot
