/// \file
/// The probabilities that a network gives to each sample.
#pragma once

#include <cstddef>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Exercise 6.1. The probability of each class, for each of N samples, a batch at a time.
/// \f[ p_n = \mathrm{softmax}(z_n), \qquad z = \mathrm{model}(x) \f]
///
/// All other functions of this chapter use what this one returns, so the network runs only once. The batches
/// save memory: the result is the same as with one large batch.
/// \param model       takes (n, ...) and returns scores (n, K). It is switched to eval mode, and stays there, as
///                    after fit(): a network with half of its units dropped must not be evaluated.
/// \param x           (N, ...), N at least 1; (N, D) for dense networks
/// \param batch_size  the largest number of samples to run at a time, at least 1
/// \return (N, K); each row adds up to 1
/// \throws std::invalid_argument if there is no sample, or if `batch_size` is 0
np_tensor predict_probabilities(Module& model, const np_tensor& x, std::size_t batch_size = 1000);

}  // namespace wb
