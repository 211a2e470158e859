#include "ch01_data/sampling.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 1.7
namespace {

/// 0 to count - 1, each once, in random order.
wb::Indices random_order(std::size_t count, wb::Rng& rng) {
    wb::Indices order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    rng.shuffle(order);
    return order;
}

}  // namespace
// END SOLUTION

wb::Split wb::split_train_validation(std::size_t count, std::size_t validation_count, Rng& rng) {
    // BEGIN SOLUTION 1.7
    // STUB // Goal: some samples for validation, the others for training, no sample in both.
    // STUB // Given: count samples, numbered from 0; rng.shuffle(indices) puts indices into random order.
    // STUB // Asked: validation_count of them, chosen at random, as validation, the others as train.
    // STUB //        If validation_count is over count, a std::invalid_argument that names both.
    // STUB // Example: 5 samples, 2 for validation: perhaps train 3 0 4, validation 1 2.
    // STUB todo("1.7");
    if (validation_count > count)
        throw std::invalid_argument("split_train_validation: " + std::to_string(validation_count) +
                                    " samples wanted for validation, but there are only " +
                                    std::to_string(count));
    const Indices order = random_order(count, rng);
    const auto border = order.begin() + static_cast<std::ptrdiff_t>(validation_count);
    return {.train = Indices(border, order.end()), .validation = Indices(order.begin(), border)};
    // END SOLUTION
}

std::vector<wb::Indices> wb::shuffled_minibatches(std::size_t count, std::size_t batch_size, Rng& rng) {
    // BEGIN SOLUTION 1.8
    // STUB // Goal: all samples once, shuffled and split into batches.
    // STUB // Given: count samples, numbered from 0; rng.
    // STUB // Asked: batches of batch_size indices; the last may be smaller. If batch_size is 0, a
    // STUB //        std::invalid_argument that says "batch_size".
    // STUB // Example: 5 samples in batches of 2: perhaps {4, 0}, {2, 1}, {3}.
    // STUB todo("1.8");
    if (batch_size == 0)
        throw std::invalid_argument("shuffled_minibatches: batch_size must be at least 1, not 0");
    const Indices order = random_order(count, rng);
    std::vector<Indices> batches;
    for (std::size_t begin = 0; begin < count; begin += batch_size) {
        const std::size_t end = std::min(begin + batch_size, count);
        batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(begin),
                             order.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return batches;
    // END SOLUTION
}
