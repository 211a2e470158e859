/// \file
/// The temperature, which changes a network's confidence.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 8.7. Probabilities from scores that are divided by a temperature first.
/// \f[ p_{nk} = \frac{e^{z_{nk} / T}}{\sum_j e^{z_{nj} / T}} \f]
/// T = 1 is softmax(). The smaller T is, the nearer the largest probability is to 1; the larger T is, the
/// nearer all probabilities are to each other. The order of the classes never changes, so the answer stays
/// the same, and only the confidence changes.
///
/// However small T is, no score may overflow: at T = 1e-308, 20 / T is infinite, but the probabilities are
/// still well defined.
/// \param scores       z, (..., K), finite, K at least 1
/// \param temperature  T
/// \return the same shape; in each row all numbers are in [0, 1] and add up to 1
/// \throws std::invalid_argument unless T is greater than 0, and finite; the message names it
/// \throws shape_error if the scores have no axis, or if the last one has length 0
///
/// Source: C. Guo, G. Pleiss, Y. Sun, K. Weinberger, *On calibration of modern neural networks*, section 4.2
/// (2017).
np_tensor probabilities_at(const np_tensor& scores, real temperature);

}  // namespace wb
