/// \file
/// From a drawing to an image like those of MNIST.
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
#include "ch08_draw/given/stroke.hpp"

namespace wb {

/// The longer side of every digit of MNIST, in pixels.
inline constexpr std::size_t digit_side = 20;
/// The side of its images.
inline constexpr std::size_t field_side = 28;

/// Where on the canvas a normalized image comes from.
struct Placement {
    Box box;         ///< of the ink on the canvas
    real scale = 1;  ///< side of an image pixel, in canvas pixels: fitting_scale()
    Offset offset;   ///< of the scaled box in the image

    /// Whether all three are equal.
    bool operator==(const Placement&) const = default;
};

/// The position on the canvas of a point of the normalized image; the page uses it to draw the saliency over
/// the drawing. Given.
inline Point canvas_position(const Placement& placement, const Point& in_image) {
    const auto back = [&](real x, std::size_t offset, std::size_t start) {
        return static_cast<real>(start) + (x - static_cast<real>(offset)) * placement.scale;
    };
    return {.x = back(in_image.x, placement.offset.left, placement.box.left),
            .y = back(in_image.y, placement.offset.top, placement.box.top)};
}

/// An image like those of MNIST.
struct NormalizedDrawing {
    np_tensor image;      ///< (28, 28), 0 for paper to 1 for ink
    Placement placement;  ///< where it comes from
};

/// Exercise 8.6. All steps: find the box of the ink, scale it to 20 pixels on its longer side, and put its
/// center of mass in the middle of 28 x 28.
///
/// The place of the drawing on the canvas does not change the result. Its size changes only the gray pixels
/// at the edges of the lines.
/// \param canvas  (H, W), 0 for paper to 1 for ink
/// \return nothing if the canvas is empty
/// \throws shape_error unless the canvas has two axes; the message gives its shape
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits* (1998).
std::optional<NormalizedDrawing> normalize_drawing(const np_tensor& canvas);

/// Converts an image with numbers from 0 to 1 to rounded bytes, as MNIST stores them. Given.
/// \param image  (H, W)
inline Images as_bytes(const np_tensor& image) {
    Images bytes{.count = 1, .rows = image.dim(0), .cols = image.dim(1), .pixels = {}};
    for (const real ink : image.values()) {
        // NaN is not greater than 0, so it becomes paper.
        const real gray = ink > 0 ? std::min(ink, real(1)) : real(0);
        bytes.pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * gray)));
    }
    return bytes;
}

}  // namespace wb
