/// \file
/// What flows through a network.
#pragma once

#include <string>
#include <vector>

#include "ch03_mlp/sequential.hpp"

namespace wb {

/// What came out of a layer.
struct Activation {
    std::string name;  ///< of the layer, such as "relu1"
    np_tensor values;  ///< (N, ...): after a convolution (N, C, H, W), C maps for each image
};

/// Exercise 7.6. Runs a network, and keeps what comes out of each layer.
/// \param model  is switched to eval mode, and stays there. Model.size(), model.layer(i) and model.name(i)
///               are for this
/// \param x      what the first layer takes
/// \return one entry for each layer, first to last: the last is what forward() would return
std::vector<Activation> activations(Sequential& model, const np_tensor& x);

}  // namespace wb
