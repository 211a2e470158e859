/// \file
/// The networks of this chapter.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/dropout.hpp"
#include "ch05_cnn/conv2d.hpp"
#include "ch05_cnn/flatten.hpp"
#include "ch05_cnn/max_pool2d.hpp"

namespace wb {

/// Adds a convolution, a ReLU and a pooling of 2 x 2 at the end of a network: three layers, or one layer that
/// does the work of all three.
/// \param number  "1" names the layers conv1, relu1 and pool1
using AddConvolution =
    std::function<void(Sequential& model, const std::string& number, const Conv2dOptions& options, Rng& rng)>;

/// Adds the three layers of the exercises. Given.
inline void add_convolution(Sequential& model, const std::string& number, const Conv2dOptions& options,
                            Rng& rng) {
    model.add("conv" + number, std::make_unique<Conv2d>(options, rng));
    model.add("relu" + number, std::make_unique<ReLU>());
    model.add("pool" + number, std::make_unique<MaxPool2d>());
}

/// For images of 16 x 16: two convolutions with filters of 5 x 5, and one Linear layer. Given.
///
/// The shapes on the way: (N, 1, 16, 16), conv1 (N, 16, 16, 16), pool1 (N, 16, 8, 8), conv2 (N, 32, 8, 8),
/// pool2 (N, 32, 4, 4), flatten (N, 512), fc1 (N, 10). 18,378 parameters.
/// \param rng  draws the weights
/// \param add  decides what the convolutions are made of
inline std::unique_ptr<Sequential> make_cnn16(Rng& rng, const AddConvolution& add = add_convolution) {
    auto model = std::make_unique<Sequential>();
    add(*model, "1", {.channels = 1, .filters = 16, .side = 5, .padding = 2}, rng);
    add(*model, "2", {.channels = 16, .filters = 32, .side = 5, .padding = 2}, rng);
    model->add("flatten", std::make_unique<Flatten>());
    model->add("fc1", std::make_unique<Linear>(512, 10, rng));
    return model;
}

/// For images of 28 x 28: two convolutions with filters of 3 x 3, a hidden layer, and dropout. Given.
///
/// The shapes on the way: (N, 1, 28, 28), conv1 (N, 16, 28, 28), pool1 (N, 16, 14, 14), conv2 (N, 32, 14,
/// 14), pool2 (N, 32, 7, 7), flatten (N, 1568), fc1 (N, 128), fc2 (N, 10). 206,922 parameters.
/// \param rng  draws the weights, and later decides for Dropout; must outlive the network
/// \param add  decides what the convolutions are made of
inline std::unique_ptr<Sequential> make_cnn28(Rng& rng, const AddConvolution& add = add_convolution) {
    auto model = std::make_unique<Sequential>();
    add(*model, "1", {.channels = 1, .filters = 16, .side = 3, .padding = 1}, rng);
    add(*model, "2", {.channels = 16, .filters = 32, .side = 3, .padding = 1}, rng);
    model->add("flatten", std::make_unique<Flatten>());
    model->add("fc1", std::make_unique<Linear>(1568, 128, rng));
    model->add("relu3", std::make_unique<ReLU>());
    model->add("dropout", std::make_unique<Dropout>(0.25, rng));
    model->add("fc2", std::make_unique<Linear>(128, 10, rng));
    return model;
}

}  // namespace wb
