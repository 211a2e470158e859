/// \file
/// The networks of this chapter, each with all that is known about it; and all networks that are saved.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "ch01_data/normalize.hpp"
#include "ch01_data/resize.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/cnn.hpp"
#include "ch05_cnn/given/fast_cnn.hpp"

namespace wb {

/// Images with one gray channel, (N, 1, side, side). Given.
/// \param side          larger images are made smaller
/// \param standardized  pixels of zero mean and unit spread; otherwise from 0 to 1
inline np_tensor as_images(const Images& images, std::size_t side, bool standardized) {
    const Images sized =
        images.rows == side && images.cols == side ? images : resize_by_area(images, side, side);
    return np_tensor({images.count, 1, side, side}, standardized ? standardize(sized) : scale_to_unit(sized));
}

/// The network for images of 16 x 16.
inline NetworkRecipe cnn16_recipe() {
    return {
        .name = "cnn16",
        .chapter = 5,
        .make = [](Rng& rng) { return make_cnn16(rng); },
        .make_fast = [](Rng& rng, std::size_t threads) { return make_cnn16(rng, fast_convolution(threads)); },
        .prepare = [](const Images& images) { return as_images(images, 16, false); },
        .is_cnn = true,
        .learning_rate = 3e-3,
        .batch_size = 64,
        .epochs = 5,
        .promised = 0.987};
}

/// The network for images of 28 x 28.
inline NetworkRecipe cnn28_recipe() {
    return {
        .name = "cnn28",
        .chapter = 5,
        .make = [](Rng& rng) { return make_cnn28(rng); },
        .make_fast = [](Rng& rng, std::size_t threads) { return make_cnn28(rng, fast_convolution(threads)); },
        .prepare = [](const Images& images) { return as_images(images, 28, true); },
        .is_cnn = true,
        .learning_rate = 3e-3,
        .batch_size = 64,
        .epochs = 6,
        .promised = 0.99};
}

/// All networks that the labs save, from the smallest to the best. Given.
inline std::vector<NetworkRecipe> all_recipes() {
    return {small_recipe(), deep_recipe(), cnn16_recipe(), cnn28_recipe()};
}

}  // namespace wb
