/// \file
/// The networks from this chapter on, each with all that is known about it: in one place, for labs, tests and
/// bars.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/given/schedule.hpp"

namespace wb {

/// A network, the form of its input, its hyperparameters, and what it reaches. Given.
struct NetworkRecipe {
    std::string name;  ///< also of its files: "cnn28", of cnn28.npz
    int chapter = 4;   ///< whose lab trains it
    /// Builds it from the layers of the exercises. The rng must outlive it.
    std::function<std::unique_ptr<Sequential>(Rng&)> make;
    /// The same with the fast layers, if there are any, and this number of threads. The same rng gives the
    /// same parameters.
    std::function<std::unique_ptr<Sequential>(Rng&, std::size_t)> make_fast;
    AsInput prepare;             ///< converts images to its input
    bool is_cnn = false;         ///< whether this input is images, (N, 1, H, W)
    double learning_rate = 0;    ///< of Adam, in the first step; from there on linear_decay()
    std::size_t batch_size = 0;  ///< samples in a step
    std::size_t epochs = 0;      ///< how often to go through the training samples
    double promised = 0;         ///< its accuracy on MNIST's test set is at least this
};

/// The units of 784-20-10: inputs, hidden units, classes.
inline const std::vector<std::size_t> small_units{784, 20, 10};
/// The units of 784-128-128-128-10.
inline const std::vector<std::size_t> deep_units{784, 128, 128, 128, 10};

/// 784-20-10. With MNIST's 55,000 samples, batches of 110 make 500 steps an epoch: 5,000 steps in all.
inline NetworkRecipe small_recipe() {
    return {.name = "784-20-10",
            .make = [](Rng& rng) { return make_dense(small_units, 0, rng); },
            .make_fast = [](Rng& rng, std::size_t) { return make_dense(small_units, 0, rng); },
            .prepare = as_rows,
            .learning_rate = 5e-3,
            .batch_size = 110,
            .epochs = 10,
            .promised = 0.945};
}

/// 784-128-128-128-10.
inline NetworkRecipe deep_recipe() {
    return {.name = "784-128-128-128-10",
            .make = [](Rng& rng) { return make_dense(deep_units, 0, rng); },
            .make_fast = [](Rng& rng, std::size_t) { return make_dense(deep_units, 0, rng); },
            .prepare = as_rows,
            .learning_rate = 1e-3,
            .batch_size = 32,
            .epochs = 10,
            .promised = 0.978};
}

/// The options of fit() for a recipe, including its falling learning rate.
/// \param adam     must live as long as the options are used
/// \param samples  how many there are to learn from
inline FitOptions fit_options(const NetworkRecipe& recipe, Adam& adam, std::size_t samples) {
    const std::size_t steps_an_epoch = (samples + recipe.batch_size - 1) / recipe.batch_size;
    FitOptions options{.epochs = recipe.epochs, .batch_size = recipe.batch_size};
    options.before_step = [&adam, start = recipe.learning_rate,
                           steps = recipe.epochs * steps_an_epoch](std::size_t steps_taken) {
        adam.set_learning_rate(linear_decay(start, steps_taken, steps));
    };
    return options;
}

}  // namespace wb
