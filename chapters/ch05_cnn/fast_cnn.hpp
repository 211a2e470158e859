/// \file
/// The networks of this chapter, of faster layers.
#pragma once

#include <cstddef>
#include <memory>

#include "ch05_cnn/cnn.hpp"
#include "ch05_cnn/conv_relu_pool.hpp"

namespace wb {

/// make_cnn16() with each convolution, ReLU and pooling in one layer. Given.
///
/// The parameters have the same names and shapes, and with the same rng the same values.
/// \param rng      draws the weights
/// \param threads  how many work on a batch
inline std::unique_ptr<Sequential> make_fast_cnn16(Rng& rng, std::size_t threads = 1) {
    auto model = std::make_unique<Sequential>();
    model->add("conv1",
               std::make_unique<ConvReLUPool2d>(
                   Conv2dOptions{.channels = 1, .filters = 16, .side = 5, .padding = 2}, rng, threads));
    model->add("conv2",
               std::make_unique<ConvReLUPool2d>(
                   Conv2dOptions{.channels = 16, .filters = 32, .side = 5, .padding = 2}, rng, threads));
    model->add("flatten", std::make_unique<Flatten>());
    model->add("fc1", std::make_unique<Linear>(512, 10, rng));
    return model;
}

/// make_cnn28() in the same way. Given.
/// \param rng      draws the weights, and later decides for Dropout; must outlive the network
/// \param threads  how many work on a batch
inline std::unique_ptr<Sequential> make_fast_cnn28(Rng& rng, std::size_t threads = 1) {
    auto model = std::make_unique<Sequential>();
    model->add("conv1",
               std::make_unique<ConvReLUPool2d>(
                   Conv2dOptions{.channels = 1, .filters = 16, .side = 3, .padding = 1}, rng, threads));
    model->add("conv2",
               std::make_unique<ConvReLUPool2d>(
                   Conv2dOptions{.channels = 16, .filters = 32, .side = 3, .padding = 1}, rng, threads));
    model->add("flatten", std::make_unique<Flatten>());
    model->add("fc1", std::make_unique<Linear>(1568, 128, rng));
    model->add("relu3", std::make_unique<ReLU>());
    model->add("dropout", std::make_unique<Dropout>(0.25, rng));
    model->add("fc2", std::make_unique<Linear>(128, 10, rng));
    return model;
}

}  // namespace wb
