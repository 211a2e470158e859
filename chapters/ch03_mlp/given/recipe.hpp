/// \file
/// How this chapter's network is trained: in one place, for the lab and for the tests of its promise.
#pragma once

#include <cstddef>

namespace wb {

/// The hyperparameters: numbers that training does not find. Given.
///
/// With 10 instead of 200 hidden units, or a tenth of the learning rate, the same 20 epochs give a clearly
/// worse network; the lesson has the figures.
struct MlpRecipe {
    std::size_t hidden = 200;      ///< hidden units
    double learning_rate = 0.2;    ///< of plain SGD
    std::size_t batch_size = 128;  ///< samples in a step
    std::size_t epochs = 20;       ///< how often to go through all samples
};

}  // namespace wb
