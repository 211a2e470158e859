/// \file
/// How well a network does on samples it does not learn from.
#pragma once

#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/given/module.hpp"

namespace wb {

/// How well a network does on a set of samples.
struct Score {
    double loss = 0;      ///< mean cross-entropy per sample
    double accuracy = 0;  ///< share of the samples whose largest score is at the label, 0 to 1
};

/// Exercise 3.8. How many rows of scores have their largest score at the label.
/// \param scores  (N, K)
/// \param labels  (N)
/// \throws std::invalid_argument if there are not as many labels as rows; the message gives both
///         numbers
std::size_t count_correct(const np_tensor& scores, const Labels& labels);

/// Exercise 3.8. Runs the network over all samples, a batch at a time, without learning.
///
/// The batches only save memory: the result is that of one large batch. Do not average the means of the
/// batches: the last batch may be smaller, and must count for less.
/// \param model       takes (n, D) and returns scores (n, K)
/// \param x           (N, D), N at least 1
/// \param labels      (N)
/// \param batch_size  the most samples to run at a time, at least 1
/// \throws std::invalid_argument if N or `batch_size` is 0, or if there are not N labels; the message then
///         gives both numbers
Score evaluate(Module& model, const np_tensor& x, const Labels& labels, std::size_t batch_size = 1000);

}  // namespace wb
