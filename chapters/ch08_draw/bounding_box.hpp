/// \file
/// Where the ink is.
#pragma once

#include <cstddef>
#include <optional>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Some neighbouring rows and columns of an image.
struct Box {
    std::size_t top;   ///< the first row in it
    std::size_t left;  ///< the first column in it
    std::size_t rows;  ///< how many; not 0
    std::size_t cols;  ///< how many; not 0
    /// Whether all four are equal.
    bool operator==(const Box&) const = default;
};

/// Up to this much ink a pixel counts as paper: a fringe so faint must not decide how large a digit is.
inline constexpr double paper = 0.1;

/// Exercise 8.2. The smallest box with every pixel in it that has more ink than `paper`.
/// \param canvas  (H, W), 0 for paper to 1 for ink
/// \return nothing if there is no such pixel: an empty canvas has no box, and shows no digit
/// \throws shape_error unless the canvas has two axes
std::optional<Box> bounding_box(const np_tensor& canvas);

}  // namespace wb
