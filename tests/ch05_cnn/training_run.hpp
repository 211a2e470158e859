/// \file
/// The data and the recipes of this chapter's trainings: what the milestone, the capstone and the measured
/// bars have in common.
#pragma once

#include <cstddef>

#include "ch05_cnn/given/recipe.hpp"
#include "tests/ch04_adam/training_run.hpp"

namespace wb {

/// A data set as a recipe's network takes it.
inline TrainAndTest images_for(const NetworkRecipe& recipe, const char* name) {
    return TrainAndTest(name, recipe.prepare);
}

/// What the milestone learns from: convolutions in double precision take their time.
inline constexpr std::size_t cnn_subset_size = 3000;

/// The recipe of the milestone: that of the lab, for fewer epochs, and with smaller batches, so that there
/// are steps enough for the few samples.
inline NetworkRecipe shortened(NetworkRecipe recipe) {
    recipe.epochs = 3;
    recipe.batch_size = 16;
    return recipe;
}

}  // namespace wb
