/// \file
/// Scales drawings of all sizes to one size.
#pragma once

#include <algorithm>
#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/bounding_box.hpp"

namespace wb {

/// How many old pixels the side of a new one covers, so that the longer side of the box becomes `side`: less
/// than 1 if the box has to grow. Given.
inline real fitting_scale(const Box& box, std::size_t side) {
    return static_cast<real>(std::max(box.rows, box.cols)) / static_cast<real>(side);
}

/// Exercise 8.3. Scales the content of the box so that its longer side is `side`, without changing its
/// proportions.
///
/// As in resize_by_area(), a new pixel is the mean of the area that it covers; parts of pixels count in part:
/// \f[ p'_{ij} = \frac{1}{s^2} \sum_{h < R,\, w < C} o(i, h)\, o(j, w)\, p_{t+h,\,l+w}, \qquad
///     o(i, h) = \max\bigl(0, \min((i+1) s, h+1) - \max(i s, h)\bigr) \f]
/// with the box's first row t and column l, its R rows and C columns, and s = max(R, C) / side. But here
/// there is *one* scale for both axes: with one for each, a 1 would become as wide as a 0. So the shorter
/// side may end inside a new pixel. The part of this pixel beyond the box counts as paper.
/// \param canvas  (H, W), 0 for paper to 1 for ink
/// \param box     must be on the canvas
/// \param side    the new length of the longer side, at least 1
/// \return (R', C') with R' = ceil(R side / max(R, C)) and C' = ceil(C side / max(R, C)). (Compute them in
///         integers: in floating point, 21 / (28 / 20) is 15.000000000000002, which becomes 16.)
/// \throws shape_error unless the canvas has two axes; the message gives its shape
/// \throws std::invalid_argument if `side` is 0, or if the box is empty or not on the canvas
np_tensor scale_to_fit(const np_tensor& canvas, const Box& box, std::size_t side);

}  // namespace wb
