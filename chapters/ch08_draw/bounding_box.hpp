/// \file
/// Where the ink is.
#pragma once

#include <cstddef>
#include <optional>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// A rectangle of pixels in an image.
struct Box {
    std::size_t top;   ///< the first row in it
    std::size_t left;  ///< the first column in it
    std::size_t rows;  ///< how many; not 0
    std::size_t cols;  ///< how many; not 0
    /// Whether all four are equal.
    bool operator==(const Box&) const = default;
};

/// Up to this much ink a pixel counts as paper: a faint fringe must not change the size of a digit.
inline constexpr double paper = 0.1;

/// Exercise 8.2. The smallest box that contains every pixel with more ink than `paper`.
/// \param canvas  (H, W), 0 for paper to 1 for ink
/// \return nothing if there is no such pixel: an empty canvas has no box, and shows no digit
/// \throws shape_error unless the canvas has two axes; the message gives its shape
std::optional<Box> bounding_box(const np_tensor& canvas);

}  // namespace wb
