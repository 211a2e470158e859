/// \file
/// How this chapter's network is trained: said once, for the lab and for the tests that hold it to its
/// promise.
#pragma once

#include <cstddef>

#include "ch01_data/normalize.hpp"
#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// The numbers that no gradient can find ("hyper-parameters"). Given.
///
/// With 10 instead of 200 hidden units, or a tenth of the learning rate, the same 20 epochs end at a clearly
/// worse network; the lesson has the figures.
struct MlpRecipe {
    std::size_t hidden = 200;      ///< hidden units
    double learning_rate = 0.2;    ///< of plain SGD
    std::size_t batch_size = 128;  ///< samples in a step
    std::size_t epochs = 20;       ///< how often to go through all samples
};

/// Images as rows of numbers from 0 to 1: (N, H, W) becomes (N, H * W). Given.
inline np_tensor as_rows(const Images& images) {
    return np_tensor({images.count, images.rows * images.cols}, scale_to_unit(images));
}

}  // namespace wb
