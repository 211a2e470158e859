/// \file
/// The outputs of all layers.
#pragma once

#include <string>
#include <vector>

#include "ch03_mlp/sequential.hpp"

namespace wb {

/// The output of a layer.
struct Activation {
    std::string name;  ///< of the layer, such as "relu1"
    np_tensor values;  ///< (N, ...): after a convolution (N, C, H, W), C maps for each image
};

/// Exercise 7.6. Runs a network, and keeps the output of each layer.
/// \param model  is switched to eval mode, and stays there. model.size(), model.layer(i) and model.name(i) give
///               access to its layers
/// \param x      the input of the first layer
/// \return one entry for each layer, first to last: the last is what forward() would return
std::vector<Activation> activations(Sequential& model, const np_tensor& x);

}  // namespace wb
