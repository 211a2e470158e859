/// \file
/// How this chapter's networks are trained: in one place, for the lab and for the tests of its promises.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/given/schedule.hpp"

namespace wb {

/// A network and its hyperparameters. Given.
struct DenseRecipe {
    std::vector<std::size_t> units;  ///< inputs, units of each hidden layer, classes
    double learning_rate = 1e-3;     ///< of Adam, in the first step; from there on linear_decay()
    std::size_t batch_size = 32;     ///< samples in a step
    std::size_t epochs = 10;         ///< how often to go through the training samples

    /// Such as "784-20-10".
    std::string name() const {
        std::string name;
        for (const std::size_t count : units) name += (name.empty() ? "" : "-") + std::to_string(count);
        return name;
    }
};

/// 784-20-10. With MNIST's 55,000 samples, batches of 110 make 500 steps an epoch: 5,000 steps in all.
inline DenseRecipe small_recipe() {
    return {.units = {784, 20, 10}, .learning_rate = 5e-3, .batch_size = 110, .epochs = 10};
}

/// 784-128-128-128-10.
inline DenseRecipe deep_recipe() {
    return {.units = {784, 128, 128, 128, 10}, .learning_rate = 1e-3, .batch_size = 32, .epochs = 10};
}

/// The options of fit() for a recipe, including its falling learning rate.
/// \param recipe   anything with a learning_rate, a batch_size and a number of epochs
/// \param adam     must live as long as the options are used
/// \param samples  how many there are to learn from
template <class Recipe>
FitOptions fit_options(const Recipe& recipe, Adam& adam, std::size_t samples) {
    const std::size_t steps_an_epoch = (samples + recipe.batch_size - 1) / recipe.batch_size;
    FitOptions options{.epochs = recipe.epochs, .batch_size = recipe.batch_size};
    options.before_step = [&adam, start = recipe.learning_rate,
                           steps = recipe.epochs * steps_an_epoch](std::size_t steps_taken) {
        adam.set_learning_rate(linear_decay(start, steps_taken, steps));
    };
    return options;
}

}  // namespace wb
