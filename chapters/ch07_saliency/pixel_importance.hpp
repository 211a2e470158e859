/// \file
/// Which pixels a dense network listens to, whatever it is shown.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 7.1. How loudly each pixel is heard by the first layer: the mean of the sizes of its M weights.
/// \f[ s_{hw} = \frac{1}{M} \sum_m |W_{dm}|, \qquad d = h W + w \f]
/// A pixel whose weights are all 0 has no influence at all. That is the only thing which is certain: a large
/// weight may be multiplied by a pixel that is never inked, or be undone by the next layer.
/// \param weight  (D, M), of the first Linear layer; M at least 1
/// \param rows    H of the images that the layer reads
/// \param cols    W of the images
/// \return (H, W)
/// \throws shape_error unless weight has two axes, D = H W, and M at least 1
np_tensor pixel_importance(const np_tensor& weight, std::size_t rows = 28, std::size_t cols = 28);

}  // namespace wb
