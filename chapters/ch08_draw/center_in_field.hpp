/// \file
/// A small image in the middle of a larger one.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Where the upper left corner of a small image comes to lie in a larger one.
struct Offset {
    std::size_t top = 0;   ///< rows above it
    std::size_t left = 0;  ///< columns to its left
    /// Whether both are equal.
    bool operator==(const Offset&) const = default;
};

/// Exercise 8.5. Where to put an image, so that its ink is in the middle of a square field.
///
/// The centre of mass is to lie in the middle of pixel (side / 2, side / 2), rounded down, which is the point
/// (m, m) with \f$ m = \lfloor side / 2 \rfloor + \frac12 \f$; or as near to it as moving by whole pixels
/// comes: half a pixel away at most, in x and in y. Halfway between two offsets, either will do. But no pixel
/// of the image may end up outside the field: where that would happen, the image goes to the border and no
/// further.
///
/// A field of 28 has no pixel in its middle. MNIST took the one behind it, (14, 14): the lesson measures it.
/// \param image  (H, W), neither larger than `side`; with ink in it
/// \param side   of the field, 28 for MNIST
/// \throws std::invalid_argument if the image is larger than the field; the message names both sizes
/// \throws what center_of_mass() throws
Offset offset_to_center(const np_tensor& image, std::size_t side);

/// A square field of paper with an image in it. Given.
/// \param image   (H, W)
/// \param offset  where its upper left corner lies
/// \param side    of the field
/// \return (side, side)
/// \throws std::out_of_range if the image does not lie in the field
inline np_tensor place(const np_tensor& image, Offset offset, std::size_t side) {
    np_tensor field({side, side});
    for (std::size_t h = 0; h < image.dim(0); ++h)
        for (std::size_t w = 0; w < image.dim(1); ++w) field(offset.top + h, offset.left + w) = image(h, w);
    return field;
}

}  // namespace wb
