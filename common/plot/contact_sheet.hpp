/// \file
/// Many small images on one page, sorted by what they show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "common/plot/picture.hpp"

namespace wb::plot {

/// Gray images of one size that this does not own: 0 is background, 255 full ink.
struct GrayImages {
    std::size_t count = 0;                 ///< N
    std::size_t rows = 0;                  ///< H
    std::size_t cols = 0;                  ///< W
    std::span<const std::uint8_t> pixels;  ///< (N, H, W)
};

/// Draws a page of images, black ink on white paper: a row for each class, 0 to 9, and in it the first 20
/// images of that class.
///
/// \param images  N images
/// \param labels  the class of each, 0 to 9; shape (N)
/// \throws std::invalid_argument if there are not as many labels as images, or not N * H * W pixels, or none
/// \throws plot_error as draw() does
void contact_sheet(const Picture& picture, const GrayImages& images, std::span<const std::uint8_t> labels);

}  // namespace wb::plot
