/// \file
/// To learn from, to choose by, and to judge by at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/samples.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// The share of the training set that is set aside for validation: one in twelve, 5,000 of MNIST's 60,000.
inline constexpr std::size_t one_validated_in = 12;

/// Training, validation and test samples.
struct ThreeSets {
    Samples train, validation, test;
};

/// Sets one training sample in twelve aside. Given.
/// \param all       to learn from, and to choose by
/// \param test_set  stays as it is
/// \param seed      decides which are set aside
inline ThreeSets set_aside(const Samples& all, Samples test_set, std::uint32_t seed) {
    Rng rng(seed);
    const std::size_t count = all.labels.size();
    const Split split = split_train_validation(count, count / one_validated_in, rng);
    return {all.some(split.train), all.some(split.validation), std::move(test_set)};
}

}  // namespace wb
