/// \file
/// A small image in the middle of a larger one.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Where the upper left corner of a small image is in a larger one.
struct Offset {
    std::size_t top = 0;   ///< rows above it
    std::size_t left = 0;  ///< columns to its left
    /// Whether both are equal.
    bool operator==(const Offset&) const = default;
};

/// Exercise 8.5. Where to put an image so that its ink is in the middle of a square field.
///
/// The center of mass should be in the middle of pixel (side / 2, side / 2), where side / 2 is rounded down.
/// This is the point (m, m) with \f$ m = \lfloor side / 2 \rfloor + \frac12 \f$. A move by whole pixels brings it to within half
/// a pixel, in x and in y; halfway between two offsets, either is right. But no pixel of the image may be
/// outside the field: if one would be, move the image only as far as the border.
///
/// A field of 28 has no middle pixel. MNIST uses (14, 14), the pixel after the middle: the lesson measures
/// this.
/// \param image  (H, W), neither larger than `side`; with ink in it
/// \param side   of the field, 28 for MNIST
/// \throws std::invalid_argument if the image is larger than the field; the message names both sizes
/// \throws what center_of_mass() throws
Offset offset_to_center(const np_tensor& image, std::size_t side);

/// A square field of paper with an image in it. Given.
/// \param image   (H, W)
/// \param offset  the position of its upper left corner
/// \param side    of the field
/// \return (side, side)
/// \throws std::out_of_range if a part of the image is outside the field
inline np_tensor place(const np_tensor& image, Offset offset, std::size_t side) {
    np_tensor field({side, side});
    for (std::size_t h = 0; h < image.dim(0); ++h)
        for (std::size_t w = 0; w < image.dim(1); ++w) field(offset.top + h, offset.left + w) = image(h, w);
    return field;
}

}  // namespace wb
