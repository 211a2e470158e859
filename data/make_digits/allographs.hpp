/// \file
/// The ways in which people write each digit, as skeletons of a few points.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "data/make_digits/point.hpp"

namespace wb::digits {

/// What the pen writes without being lifted: points to be joined by a smooth curve, at least two.
struct Stroke {
    Polyline points;
    std::vector<bool> corner;  ///< for each point: the curve has a sharp corner there
};

/// One way of writing a digit: a 7 with a bar and a 7 without are two allographs.
/// The larger side of the skeleton measures about 100 units.
struct Allograph {
    double weight = 0;  ///< how common it is; only the ratios within a digit count
    std::vector<Stroke> strokes;
};

/// The allographs of a digit from 0 to 9. \throws std::out_of_range for anything else
const std::vector<Allograph>& allographs(std::size_t digit);

/// Reads strokes as the table writes them: "0,18 4,2! 34,1 / 6,58 33,57". A point is x,y in whole numbers,
/// '!' marks a corner, '/' lifts the pen.
///
/// \throws std::invalid_argument if the text is anything else, or if a stroke has fewer than two points
std::vector<Stroke> parse_strokes(std::string_view text);

}  // namespace wb::digits
