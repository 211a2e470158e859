#include "ch01_data/sampling.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

wb::Split wb::split_train_validation(std::size_t count, std::size_t validation_count, Rng& rng) {
    // EXERCISE 1.7
    // Goal: some samples for validation, the others for training, no sample in both.
    // Given: count samples, numbered from 0; rng.shuffle(indices) puts indices into random order.
    // Asked: validation_count of them, chosen at random, as validation, the others as train.
    //        If validation_count is over count, a std::invalid_argument that names both.
    // Example: 5 samples, 2 for validation: perhaps train 3 0 4, validation 1 2.
    todo("1.7");
    // END EXERCISE 1.7
}

std::vector<wb::Indices> wb::shuffled_minibatches(std::size_t count, std::size_t batch_size, Rng& rng) {
    // EXERCISE 1.8
    // Goal: all samples once, shuffled and split into batches.
    // Given: count samples, numbered from 0; rng.
    // Asked: batches of batch_size indices; the last may be smaller. If batch_size is 0, a
    //        std::invalid_argument that says "batch_size".
    // Example: 5 samples in batches of 2: perhaps {4, 0}, {2, 1}, {3}.
    todo("1.8");
    // END EXERCISE 1.8
}
