/// \file
/// Which pixels have large weights in a dense network.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 7.1. How much weight the first layer gives each pixel: the mean of the sizes of its M weights.
/// \f[ s_{hw} = \frac{1}{M} \sum_m |W_{dm}|, \qquad d = h W + w \f]
/// A pixel whose weights are all 0 has no influence at all. Only this is certain: a large weight may belong
/// to a pixel that never has ink, or the next layer may cancel it.
/// \param weight  (D, M), of the first Linear layer; M at least 1
/// \param rows    H of the images that the layer reads
/// \param cols    W of the images
/// \return (H, W)
/// \throws shape_error unless weight has two axes, D = H W, and M at least 1; the message gives its shape
np_tensor pixel_importance(const np_tensor& weight, std::size_t rows = 28, std::size_t cols = 28);

}  // namespace wb
