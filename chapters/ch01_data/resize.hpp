/// \file
/// Smaller images, for smaller networks.
#pragma once

#include <cstddef>

#include "ch01_data/idx_files.hpp"

namespace wb {

/// Exercise 1.9. Shrinks images by averaging areas.
///
/// Lay the grid of the small image over the large one. Each new pixel covers a rectangle of
/// \f$ s_h \times s_w \f$ old pixels, \f$ s_h = H / H' \f$ and \f$ s_w = W / W' \f$, which need not be whole
/// numbers: from 28 to 16, each covers 1.75 x 1.75. The new pixel is the mean over that rectangle,
/// \f[ p'_{ij} = \frac{1}{s_h s_w} \sum_{h, w} o(i, h; s_h) \, o(j, w; s_w) \, p_{hw},
///     \qquad o(i, h; s) = \max(0, \min((i+1) s, h+1) - \max(i s, h)) \f]
/// where \f$ o(i, h; s) \f$ is the length that the new pixel's interval \f$ [i s, (i+1) s] \f$ shares with
/// the old pixel's, \f$ [h, h+1] \f$. The mean is rounded to the nearest byte; halfway between two, either
/// will do.
///
/// Skipping pixels instead would lose thin strokes. Averaging keeps the ink: the mean gray value of the image
/// stays the same.
/// \param images  N images of H x W pixels
/// \param rows    H', from 1 to H
/// \param cols    W', from 1 to W
/// \return N images of H' x W' pixels
/// \throws std::invalid_argument if H' or W' is 0, or larger than H or W; the message gives both sizes
Images resize_by_area(const Images& images, std::size_t rows, std::size_t cols);

}  // namespace wb
