/// \file
/// How this chapter's networks are trained: in one place, for the lab and for the tests of its figures.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "ch01_data/normalize.hpp"
#include "ch01_data/resize.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/cnn.hpp"
#include "ch05_cnn/given/fast_cnn.hpp"

namespace wb {

/// A network, the form of its input, and its hyperparameters. Given.
struct CnnRecipe {
    std::string name;                                                     ///< such as "cnn16"
    std::unique_ptr<Sequential> (*network)(Rng&, const AddConvolution&);  ///< builds the network
    std::size_t image_side = 28;                                          ///< larger images are made smaller
    bool standardized = false;    ///< pixels of zero mean and unit spread; otherwise from 0 to 1
    double learning_rate = 1e-3;  ///< of Adam, in the first step; from there on linear_decay()
    std::size_t batch_size = 64;  ///< samples in a step
    std::size_t epochs = 5;       ///< how often to go through the training samples

    /// The network, made of the layers of the exercises.
    std::unique_ptr<Sequential> make(Rng& rng) const { return network(rng, add_convolution); }
    /// The same, made of the fast layer.
    std::unique_ptr<Sequential> make_fast(Rng& rng, std::size_t threads) const {
        return network(rng, fast_convolution(threads));
    }
};

/// The network for images of 16 x 16.
inline CnnRecipe cnn16_recipe() {
    return {.name = "cnn16", .network = make_cnn16, .image_side = 16, .learning_rate = 3e-3, .epochs = 5};
}

/// The network for images of 28 x 28.
inline CnnRecipe cnn28_recipe() {
    return {.name = "cnn28", .network = make_cnn28, .standardized = true, .learning_rate = 3e-3, .epochs = 6};
}

/// Images in the form that a network of this chapter takes, with one gray channel: (N, 1, H, W). Given.
inline np_tensor as_images(const Images& images, const CnnRecipe& recipe) {
    const std::size_t side = recipe.image_side;
    const Images sized =
        images.rows == side && images.cols == side ? images : resize_by_area(images, side, side);
    return np_tensor({images.count, 1, side, side},
                     recipe.standardized ? standardize(sized) : scale_to_unit(sized));
}

}  // namespace wb
