/// \file
/// From a center line to an image in MNIST's form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/random/rng.hpp"
#include "data/make_digits/point.hpp"

namespace wb::digits {

inline constexpr std::size_t image_side = 28;  ///< pixels
inline constexpr std::size_t box_side = 20;    ///< pixels; the ink is made to fit into a box of this size

/// A gray image, row by row from the top: 0 is paper, 255 is ink.
using Image = std::array<std::uint8_t, image_side * image_side>;

/// Writes the curves with a round pen of random width, by MNIST's two rules (LeCun, Cortes, Burges): the
/// ink is scaled, with its proportions kept, to fit a box of 20x20 pixels, and the box is placed in the
/// 28x28 image so that the center of mass of the ink is the center of the image. The box is moved by whole
/// pixels and stays in the image, so the two centers differ by half a pixel, and by more in a digit with
/// its ink all at one end.
///
/// \param curves at least one, each of at least two points; any place and size
/// \param wobble how much the pressure on the pen changes along the writing
Image draw(const std::vector<Polyline>& curves, double wobble, Rng& rng);

}  // namespace wb::digits
