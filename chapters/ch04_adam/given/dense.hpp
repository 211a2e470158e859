/// \file
/// The networks of this chapter.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch04_adam/dropout.hpp"
#include "ch04_adam/initialization.hpp"

namespace wb {

/// A network of fully connected layers, such as 784-128-128-128-10, with He's weights. Given.
///
/// Linear layers "fc1", "fc2", ..., a ReLU between each two of them, and after it a Dropout if there is any.
/// \param units    the number of inputs, of the units of each hidden layer, and of classes
/// \param dropout  the probability p of Dropout; 0 for none
/// \param rng      draws the weights, and later decides for Dropout; must outlive the network
inline std::unique_ptr<Sequential> make_dense(const std::vector<std::size_t>& units, double dropout,
                                              Rng& rng) {
    auto model = std::make_unique<Sequential>();
    for (std::size_t layer = 1; layer < units.size(); ++layer) {
        const std::string number = std::to_string(layer);
        model->add("fc" + number, std::make_unique<Linear>(units[layer - 1], units[layer], rng));
        if (layer + 1 == units.size()) break;
        model->add("relu" + number, std::make_unique<ReLU>());
        if (dropout > 0) model->add("dropout" + number, std::make_unique<Dropout>(dropout, rng));
    }
    initialize(*model, rng);
    return model;
}

}  // namespace wb
