/// \file
/// A whole training by the chapter's recipe: what the milestone, the capstone and the measured bars have in
/// common.
#pragma once

#include <cstdint>
#include <functional>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/recipe.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch03_mlp/train.hpp"
#include "common/data/datasets.hpp"

namespace wb {

/// A data set, loaded once.
struct TrainAndTest {
    Samples train, test;

    /// \param name      "digits" or "mnist"
    /// \param as_input  makes of images what the network takes
    explicit TrainAndTest(const char* name,
                          const std::function<np_tensor(const Images&)>& as_input = as_rows) {
        const DatasetFiles files = find_dataset(name);
        train = load(files.train_images, files.train_labels, as_input);
        test = load(files.test_images, files.test_labels, as_input);
    }

private:
    static Samples load(const std::filesystem::path& images, const std::filesystem::path& labels,
                        const std::function<np_tensor(const Images&)>& as_input) {
        DataSet set = load_data_set(images, labels);
        return {as_input(set.images), std::move(set.labels)};
    }
};

/// What the quick look of the sanity ladder learns from: a tenth of the digits, for half of the epochs.
inline constexpr std::size_t subset_size = 1000;
inline constexpr std::size_t subset_epochs = 10;

/// Trains 784-200-10 by the recipe. \return the accuracy on samples that it was not trained on
inline double accuracy_after_training(const Samples& train_set, const Samples& test_set, std::size_t epochs,
                                      std::uint32_t seed) {
    const MlpRecipe recipe;
    Rng rng(seed);
    const auto model = make_mlp(train_set.x.dim(1), recipe.hidden, 10, rng);
    model->need_input_gradient(false);
    SGD sgd(model->parameters(), recipe.learning_rate);
    train(*model, sgd, train_set.x, train_set.labels, {.epochs = epochs, .batch_size = recipe.batch_size},
          rng);
    return evaluate(*model, test_set.x, test_set.labels).accuracy;
}

}  // namespace wb
