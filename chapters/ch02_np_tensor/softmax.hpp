/// \file
/// From scores to probabilities, without overflow.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 2.8. Probabilities from scores, along the last axis.
/// \f[ p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}} = \frac{e^{z_{nk} - m_n}}{\sum_j e^{z_{nj} - m_n}},
///     \qquad m_n = \max_j z_{nj} \f]
/// The second form is the one to compute: with a score of 1000 the first is infinity divided by infinity.
/// \param z  scores ("logits"), (..., K), K at least 1. They should be finite; a score of minus infinity
///           excludes its class (probability 0), if another one in the row is finite.
/// \return the same shape; in each row all numbers lie in [0, 1] and add up to 1. A row that contains NaN or
///         plus infinity, or only minus infinity, becomes NaN.
/// \throws shape_error if z has no axis, or if its last axis has length 0; the message gives the shape of z
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, section 4.1 (2016).
np_tensor softmax(const np_tensor& z);

/// Exercise 2.8. The logarithms of softmax(), precise even where the probability itself is rounded to 0.
/// \f[ \ln p_{nk} = z_{nk} - m_n - \ln \sum_j e^{z_{nj} - m_n} \f]
/// `log(softmax(z))` would be minus infinity as soon as a probability is rounded to zero.
/// \param z  scores, (..., K), K at least 1; what is not finite has the same effect as in softmax()
/// \return the same shape; no element is above 0
/// \throws shape_error if z has no axis, or if its last axis has length 0; the message gives the shape of z
np_tensor log_softmax(const np_tensor& z);

}  // namespace wb
