/// \file
/// The convolution as it is defined.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 5.1. Slides M filters over N images, by seven loops.
/// \f[ y_{nmhw} = b_m + \sum_{c} \sum_{u=0}^{F-1} \sum_{v=0}^{F-1}
///     \tilde x_{n,\,c,\,h+u,\,w+v} \; W_{mcuv} \f]
/// where \f$ \tilde x \f$ is x in a frame of P zeros. Slow, but it is the definition, in the
/// same order as on paper, and everything faster is compared with it.
///
/// Mathematicians call this a *cross-correlation*; their convolution first turns the filter by 180 degrees.
/// In deep learning it is not turned: training finds the weights, turned or not.
/// \param x        (N, C, H, W)
/// \param weight   W, (M, C, F, F)
/// \param bias     b, (M)
/// \param padding  P
/// \return y, (N, M, H', W') with H' = H + 2P - F + 1 and W' = W + 2P - F + 1
/// \throws shape_error whatever conv_sizes() throws, and if there are not M biases; the message gives the shape
///         of the array that does not fit
///
/// Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document
/// recognition*, section II.A (1998).
np_tensor conv2d_by_loops(const np_tensor& x, const np_tensor& weight, const np_tensor& bias,
                          std::size_t padding);

}  // namespace wb
