/// \file
/// The network of this chapter.
#pragma once

#include <cstddef>
#include <memory>

#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sequential.hpp"

namespace wb {

/// A multilayer perceptron with one hidden layer, D-hidden-K, such as 784-200-10. Given.
/// \f[ z = \mathrm{ReLU}(x W_1 + b_1) \, W_2 + b_2 \f]
/// \param in      D, the number of pixels
/// \param hidden  the number of hidden units
/// \param out     K, the number of classes
/// \param rng     draws the weights
inline std::unique_ptr<Sequential> make_mlp(std::size_t in, std::size_t hidden, std::size_t out, Rng& rng) {
    auto model = std::make_unique<Sequential>();
    model->add("fc1", std::make_unique<Linear>(in, hidden, rng));
    model->add("relu", std::make_unique<ReLU>());
    model->add("fc2", std::make_unique<Linear>(hidden, out, rng));
    return model;
}

}  // namespace wb
