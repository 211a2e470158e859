/// \file
/// A whole training by one of the chapter's recipes: what the milestone, the capstone and the measured bars
/// have in common.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ch03_mlp/given/three_sets.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace wb {

/// A data set as a recipe's network takes it.
inline TrainAndTest images_for(const CnnRecipe& recipe, const char* name) {
    return TrainAndTest(name, [recipe](const Images& images) { return as_images(images, recipe); });
}

/// What the milestone learns from: convolutions in double precision take their time.
inline constexpr std::size_t cnn_subset_size = 3000;

/// The recipe of the milestone: that of the lab, for fewer epochs, and with smaller batches, so that there
/// are steps enough for the few samples.
inline CnnRecipe shortened(CnnRecipe recipe) {
    recipe.epochs = 3;
    recipe.batch_size = 16;
    return recipe;
}

/// Of which layers a network is made.
enum class Layers { clear, fast };

/// Trains a network by its recipe, as the lab does. \return the accuracy on the test samples
inline double accuracy_after_fitting(const CnnRecipe& recipe, const ThreeSets& sets, std::uint32_t seed,
                                     Layers layers = Layers::clear) {
    Rng rng(seed);
    const auto model = layers == Layers::fast ? recipe.make_fast(rng, 1) : recipe.make(rng);
    model->need_input_gradient(false);
    Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    fit(*model, adam, sets.train, sets.validation, fit_options(recipe, adam, sets.train.labels.size()), rng);
    return evaluate(*model, sets.test.x, sets.test.labels).accuracy;
}

}  // namespace wb
