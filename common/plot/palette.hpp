/// \file
/// Numbers as colors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/plot/gray_image.hpp"

namespace wb::plot {

/// A color; each part from 0 to 255.
struct Rgb {
    std::uint8_t red = 0;    ///< 255 is full red
    std::uint8_t green = 0;  ///< 255 is full green
    std::uint8_t blue = 0;   ///< 255 is full blue
    /// Whether all parts are equal.
    bool operator==(const Rgb&) const = default;
};

/// How numbers become colors.
enum class Scale {
    ink,         ///< digits: 0 is white paper, 1 black ink
    sequential,  ///< activations, saliency: from the least value to the greatest (cividis)
    diverging,   ///< weights: blue below 0, white at 0, orange above, as far to one side as to the other
};

/// The least and the greatest number that a scale can show.
struct Range {
    double least = 0;     ///< has the color of one end
    double greatest = 1;  ///< has that of the other
};

/// The color of a number; what lies beyond the range has the color of its end, and what is not a number is
/// gray.
Rgb color_of(double value, Scale scale, Range range);

/// Adds the range of the finite values to what is known so far.
void widen(std::optional<Range>& range, const std::vector<double>& values);

/// The range that a scale shows for values of this range: see Scale. Never empty: equal values get some room.
Range range_of(Scale scale, Range values);

/// How light a color looks, from 0 to 1 (relative luminance, ITU-R BT.709).
double lightness(Rgb color);

/// `#rrggbb`
std::string hex(Rgb color);

}  // namespace wb::plot
