/// \file
/// One run of logistic regression: by the milestone, and by the program that measured its bar.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch02_np_tensor/given/logistic_regression.hpp"
#include "common/data/datasets.hpp"

namespace wb {

/// Images and labels, as the model takes them.
struct Samples {
    np_tensor x;        ///< (N, D)
    np_tensor targets;  ///< (N, 10)
    Labels labels;      ///< (N)

    static Samples load(const std::filesystem::path& images, const std::filesystem::path& labels) {
        const DataSet set = load_data_set(images, labels);
        return {as_rows(set.images), as_targets(set.labels), set.labels};
    }

    Samples first(std::size_t count) const {
        Indices which(count);
        for (std::size_t n = 0; n < count; ++n) which[n] = n;
        const auto end = labels.begin() + static_cast<std::ptrdiff_t>(count);
        return {x.rows(which), targets.rows(which), Labels(labels.begin(), end)};
    }
};

struct TrainAndTest {
    Samples train, test;

    /// \param name  "digits" or "mnist"
    static TrainAndTest load(std::string_view name) {
        const DatasetFiles files = find_dataset(name);
        return {Samples::load(files.train_images, files.train_labels),
                Samples::load(files.test_images, files.test_labels)};
    }
};

/// The accuracy on the test set, after learning from the training set as the lab does.
inline double accuracy_after_training(const TrainAndTest& set, std::uint32_t seed) {
    const LogisticRecipe recipe;
    Rng rng(seed);
    LogisticRegression model(set.train.x.dim(1), set.train.targets.dim(1));
    for (std::size_t epoch = 0; epoch < recipe.epochs; ++epoch)
        learn_epoch(model, set.train.x, set.train.targets, recipe, rng);
    return accuracy(model, set.test.x, set.test.labels);
}

}  // namespace wb
