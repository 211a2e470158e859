/// \file
/// A whole training by one of the chapter's recipes: what the milestone, the capstone and the measured bars
/// have in common.
#pragma once

#include <cstdint>

#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace wb {

/// A data set in the three parts that the lab uses.
inline ThreeSets three_sets(const TrainAndTest& set, std::uint32_t seed) {
    return set_aside(set.train, set.test, seed);
}

/// Of which layers a network is made.
enum class Layers { clear, fast };

/// Trains a network by its recipe, as the lab does. \return the accuracy on the test samples
inline double accuracy_after_fitting(const NetworkRecipe& recipe, const ThreeSets& sets, std::uint32_t seed,
                                     Layers layers = Layers::clear) {
    Rng rng(seed);
    const auto model = layers == Layers::fast ? recipe.make_fast(rng, 1) : recipe.make(rng);
    model->need_input_gradient(false);
    Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    fit(*model, adam, sets.train, sets.validation, fit_options(recipe, adam, sets.train.labels.size()), rng);
    return evaluate(*model, sets.test.x, sets.test.labels).accuracy;
}

}  // namespace wb
