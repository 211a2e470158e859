/// \file
/// Training, validation and test set.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <utility>

#include "ch01_data/idx_files.hpp"
#include "ch01_data/sampling.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// The share of the training set that is set aside for validation: one in twelve, 5,000 of MNIST's 60,000.
inline constexpr std::size_t one_validated_in = 12;

/// Training, validation and test samples.
struct ThreeSets {
    Samples train;       ///< to train on
    Samples validation;  ///< to choose hyperparameters with
    Samples test;        ///< to measure with, once
};

/// Sets one training sample in twelve aside. Given.
/// \param all       the training set with all its samples
/// \param test_set  stays as it is
/// \param seed      decides which samples are set aside
inline ThreeSets set_aside(const Samples& all, Samples test_set, std::uint32_t seed) {
    Rng rng(seed);
    const std::size_t count = all.labels.size();
    const Split split = split_train_validation(count, count / one_validated_in, rng);
    return {all.some(split.train), all.some(split.validation), std::move(test_set)};
}

/// Turns images into the input of a network, such as as_rows().
using AsInput = std::function<np_tensor(const Images&)>;

/// The images of a data set as the input of a network, with their labels. Given.
inline Samples samples_of(const DataSet& set, const AsInput& as_input) {
    return {as_input(set.images), set.labels};
}

/// The chosen samples of a data set, in the order of `which`. Given.
inline DataSet some(const DataSet& all, const Indices& which) {
    DataSet chosen{
        .images = {.count = which.size(), .rows = all.images.rows, .cols = all.images.cols, .pixels = {}},
        .labels = {}};
    chosen.images.pixels.reserve(which.size() * chosen.images.rows * chosen.images.cols);
    for (const std::size_t n : which) {
        const auto image = all.images.image(n);
        chosen.images.pixels.insert(chosen.images.pixels.end(), image.begin(), image.end());
        chosen.labels.push_back(all.labels.at(n));
    }
    return chosen;
}

/// The first `count` samples of a data set, or all of them if there are fewer. Given.
inline DataSet first_of(const DataSet& all, std::size_t count) {
    Indices which(std::min(count, all.labels.size()));
    std::iota(which.begin(), which.end(), std::size_t{0});
    return some(all, which);
}

/// The same for images that are still bytes. As numbers they take four times as much memory, and the version
/// above would hold two copies of them for a moment. Given.
inline ThreeSets set_aside(const DataSet& all, const AsInput& as_input, Samples test_set,
                           std::uint32_t seed) {
    Rng rng(seed);
    const std::size_t count = all.labels.size();
    const Split split = split_train_validation(count, count / one_validated_in, rng);
    return {samples_of(some(all, split.train), as_input), samples_of(some(all, split.validation), as_input),
            std::move(test_set)};
}

}  // namespace wb
