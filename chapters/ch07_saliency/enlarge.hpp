/// \file
/// Small maps, made as large as the image that they belong to.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 7.8. Enlarges maps by bilinear interpolation.
///
/// A number belongs to the middle of its pixel. The middle of new row i lies, in old rows, at
/// \f[ r = \frac{H}{H'} \left(i + \tfrac12\right) - \tfrac12,
///     \qquad \text{held between } 0 \text{ and } H - 1, \f]
/// that is, between the old rows \f$ h = \lfloor r \rfloor \f$ and h + 1 (or H - 1, if there is none), and the
/// new row is (1 - f) of the one and f of the other, \f$ f = r - h \f$. Columns in the same way.
///
/// It invents nothing and adds nothing: the picture looks smoother than what is known.
/// \param maps  (N, H, W), H and W at least 1
/// \param rows  H', at least 1
/// \param cols  W', at least 1
/// \return (N, H', W')
/// \throws shape_error unless maps has three axes, H and W at least 1
/// \throws std::invalid_argument if rows or cols is 0
///
/// Source: as PyTorch's interpolate(mode="bilinear", align_corners=False).
np_tensor enlarge(const np_tensor& maps, std::size_t rows, std::size_t cols);

}  // namespace wb
