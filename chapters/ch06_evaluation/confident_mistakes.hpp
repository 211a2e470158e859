/// \file
/// The mistakes with the highest confidence.
#pragma once

#include <cstddef>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// A sample that was read wrongly.
struct Mistake {
    std::size_t sample = 0;     ///< its position, from 0
    std::size_t truth = 0;      ///< its label
    std::size_t predicted = 0;  ///< what it was read as
    double probability = 0;     ///< the probability that the network gave to `predicted`
};

/// Exercise 6.7. The samples that were read wrongly, the most confident mistakes first.
///
/// A sample is read as the class of its largest probability; of equal ones the first, as argmax() does. Of
/// mistakes of equal probability, the earlier sample comes first.
/// \param p       probabilities, (N, K), N at least 1. No NaN
/// \param labels  (N), each below K
/// \param count   how many mistakes are wanted; if there are fewer, all are returned
/// \throws what check_scores() throws
std::vector<Mistake> most_confident_mistakes(const np_tensor& p, const Labels& labels, std::size_t count);

}  // namespace wb
