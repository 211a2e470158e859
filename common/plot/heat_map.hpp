/// \file
/// One map, large, with a number for each pixel of a digit.
#pragma once

#include <optional>
#include <string>

#include "common/plot/gray_image.hpp"
#include "common/plot/palette.hpp"
#include "common/plot/picture.hpp"

namespace wb::plot {

/// A map of numbers, such as how much each of 28 x 28 pixels matters.
struct HeatMap {
    GrayImage values;                     ///< one number a pixel
    std::optional<GrayImage> digit = {};  ///< 0 paper, 1 ink, rows and cols as above: drawn beside the map,
                                          ///< and its outline over it
    Scale scale = Scale::sequential;      ///< of the colors
    std::string unit;                     ///< what the colors measure: "mean |weight|"
};

/// Draws the map, with its color bar, and row and column numbers that count from 0.
///
/// \throws std::invalid_argument if values do not fit rows and cols, or the digit is of another size
/// \throws plot_error if no value is a number, and as draw() does
void heat_map(const Picture& picture, const HeatMap& map);

}  // namespace wb::plot
