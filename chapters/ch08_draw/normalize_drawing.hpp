/// \file
/// From a drawing to an image as those of MNIST.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/bounding_box.hpp"
#include "ch08_draw/center_in_field.hpp"
#include "ch08_draw/stroke.hpp"

namespace wb {

/// The longer side of every digit of MNIST, in pixels.
inline constexpr std::size_t digit_side = 20;
/// The side of its images.
inline constexpr std::size_t field_side = 28;

/// Where a normalised image comes from.
struct Placement {
    Box box;         ///< of the ink on the canvas
    real scale = 1;  ///< canvas pixels on the side of an image pixel, fitting_scale()
    Offset offset;   ///< of the scaled box in the image

    /// Whether all three are equal.
    bool operator==(const Placement&) const = default;
};

/// Where a point of the normalised image lies on the canvas: to draw over the drawing what the network makes
/// of it. Given.
inline Point canvas_position(const Placement& placement, const Point& in_image) {
    const auto back = [&](real x, std::size_t offset, std::size_t start) {
        return static_cast<real>(start) + (x - static_cast<real>(offset)) * placement.scale;
    };
    return {.x = back(in_image.x, placement.offset.left, placement.box.left),
            .y = back(in_image.y, placement.offset.top, placement.box.top)};
}

/// An image as those of MNIST.
struct NormalizedDrawing {
    np_tensor image;      ///< (28, 28), 0 for paper to 1 for ink
    Placement placement;  ///< where it comes from
};

/// Exercise 8.6. All of it: the box of the ink, made 20 pixels tall or wide, and put with its centre of mass
/// in the middle of 28 x 28.
///
/// Where on the canvas something was drawn does not matter to the result, nor (but for what scaling does to
/// the pixels at the edges) how large.
/// \param canvas  (H, W), 0 for paper to 1 for ink
/// \return nothing if the canvas is empty
/// \throws shape_error unless the canvas has two axes
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits* (1998).
std::optional<NormalizedDrawing> normalize_drawing(const np_tensor& canvas);

/// An image with numbers from 0 to 1 as one of bytes, each rounded: what MNIST would have stored. Given.
/// \param image  (H, W)
inline Images as_bytes(const np_tensor& image) {
    Images bytes{.count = 1, .rows = image.dim(0), .cols = image.dim(1), .pixels = {}};
    for (const real ink : image.values())
        bytes.pixels.push_back(
            static_cast<std::uint8_t>(std::lround(255 * std::clamp(ink, real(0), real(1)))));
    return bytes;
}

}  // namespace wb
