/// \file
/// Which samples to learn from, and in which order.
#pragma once

#include <cstddef>
#include <vector>

#include "common/random/rng.hpp"
#include "common/shape.hpp"

namespace wb {

/// Two sets of samples with no sample in both.
struct Split {
    Indices train;       ///< to learn from
    Indices validation;  ///< to evaluate on; never trained on
};

/// Exercise 1.7. Sets some samples aside, chosen at random.
///
/// Every sample, 0 to `count` - 1, is in exactly one of the two sets, and each is as likely as any other to
/// be set aside. The choice is random because files are often sorted: the last tenth of such a file may hold
/// nothing but nines.
/// \param count             N, the number of samples
/// \param validation_count  how many to set aside, at most N
/// \param rng               decides; the same seed gives the same split
/// \throws std::invalid_argument if `validation_count` is over `count`; the message gives both
Split split_train_validation(std::size_t count, std::size_t validation_count, Rng& rng);

/// Exercise 1.8. Shuffles the samples and splits them into minibatches.
///
/// Every sample, 0 to `count` - 1, is in exactly one batch. All batches have `batch_size` samples, except
/// the last, which may be smaller: 10 samples in batches of 4 make 4, 4 and 2. No samples make no batches.
/// \param count       N, the number of samples
/// \param batch_size  at least 1
/// \param rng         decides the order; called again, it gives another order
/// \throws std::invalid_argument if `batch_size` is 0; the message says "batch_size"
std::vector<Indices> shuffled_minibatches(std::size_t count, std::size_t batch_size, Rng& rng);

}  // namespace wb
