/// \file
/// Whole trainings of this chapter's lab: what the milestone and the measured bars have in common.
#pragma once

#include <algorithm>
#include <cstdint>

#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/adam.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace wb {

/// Trains a network by its recipe, as the lab does. \return the accuracy on the test samples
inline double accuracy_by_autograd(const ResidualRecipe& recipe, const TrainAndTest& set,
                                   std::uint32_t seed) {
    const std::size_t count = std::min(recipe.samples, set.train.labels.size());
    const ThreeSets sets = set_aside(set.train.first(count), set.test, seed);
    Rng rng(seed);
    ForwardNetwork network = forward_residual(recipe, sets.train.x.dim(1), rng);
    Adam adam(network.parameters(), {.learning_rate = recipe.learning_rate});
    fit_by_autograd(network, adam, sets.train, sets.validation,
                    fit_options(recipe, adam, sets.train.labels.size()), rng);
    return evaluate(network, sets.test.x, sets.test.labels).accuracy;
}

/// Trains cnn16 of the fast layers as the lab does. \return the accuracy on the test samples
inline double cnn16_by_autograd(const TrainAndTest& set, std::uint32_t seed) {
    NetworkRecipe recipe = cnn16_recipe();
    recipe.epochs = cnn16_epochs;
    const ThreeSets sets = set_aside(set.train, set.test, seed);
    Rng rng(seed);
    ForwardNetwork network = forward_fast_cnn16(rng, 1);
    Adam adam(network.parameters(), {.learning_rate = recipe.learning_rate});
    fit_by_autograd(network, adam, sets.train, sets.validation,
                    fit_options(recipe, adam, sets.train.labels.size()), rng);
    return evaluate(network, sets.test.x, sets.test.labels).accuracy;
}

}  // namespace wb
