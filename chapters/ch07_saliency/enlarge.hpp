/// \file
/// Small maps, enlarged to the size of their image.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 7.8. Enlarges maps by bilinear interpolation.
///
/// A number belongs to the middle of its pixel. The middle of new row i is, in old rows, at
/// \f[ r = \frac{H}{H'} \left(i + \tfrac12\right) - \tfrac12,
///     \qquad \text{kept in the range from } 0 \text{ to } H - 1, \f]
/// that is, between the old rows \f$ h = \lfloor r \rfloor \f$ and h + 1 (or H - 1, if there is no such row).
/// The new row is (1 - f) times the first plus f times the second, \f$ f = r - h \f$. Columns work in the same
/// way.
///
/// Interpolation adds no information: the picture looks smoother than the map is.
/// \param maps  (N, H, W), H and W at least 1
/// \param rows  H', at least 1
/// \param cols  W', at least 1
/// \return (N, H', W')
/// \throws shape_error unless maps has three axes, H and W at least 1; the message gives its shape
/// \throws std::invalid_argument if rows or cols is 0
///
/// Source: the formula of PyTorch's interpolate(mode="bilinear", align_corners=False).
np_tensor enlarge(const np_tensor& maps, std::size_t rows, std::size_t cols);

}  // namespace wb
