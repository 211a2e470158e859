/// \file
/// Was the truth at least among the first guesses?
#pragma once

#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 6.6. The share of samples whose label is among the k classes with the largest scores.
/// \f[ \frac{1}{N} \sum_n [r_n < k], \qquad r_n \text{ the number of classes that come before the label} \f]
/// Classes with a larger score come before the label, and classes with the same score and a smaller number.
/// So with k = 1 this is the accuracy, because argmax() also takes the first of equals. (scikit-learn's
/// `top_k_accuracy_score` takes the last. Without equal scores, both give the same.)
/// \param scores  (N, K), N at least 1; probabilities or scores, because softmax keeps their order. No NaN
/// \param labels  (N), each below K
/// \param k       how many guesses each sample has, from 1 to K; with K, the result is 1
/// \throws std::invalid_argument if k is 0 or above K; the message names both. And what check_scores() throws
///
/// Source: O. Russakovsky and others, *ImageNet large scale visual recognition challenge*, IJCV 115 (2015),
/// whose measure is the top-5 error.
double top_k_accuracy(const np_tensor& scores, const Labels& labels, std::size_t k);

}  // namespace wb
