#include "ch03_mlp/sequential.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "common/errors/not_implemented.hpp"

wb::Sequential& wb::Sequential::add(std::string name, std::unique_ptr<Module> layer) {
    layers_.push_back({std::move(name), std::move(layer)});
    return *this;
}

wb::np_tensor wb::Sequential::forward(const np_tensor& x) {
    // EXERCISE 3.6
    // Goal: through all layers, first to last.
    // Given: x; layers_, each with a name and a layer.
    // Asked: what the last layer returns; x itself if there are no layers.
    todo("3.6");
    // END EXERCISE 3.6
}

wb::np_tensor wb::Sequential::backward(const np_tensor& dy) {
    // EXERCISE 3.6
    // Goal: the chain rule: through all layers, last to first.
    // Asked: what the backward of the first layer returns.
    todo("3.6");
    // END EXERCISE 3.6
}

std::vector<wb::Parameter> wb::Sequential::parameters() {
    // EXERCISE 3.6
    // Goal: all parameters, each under its full name.
    // Asked: the parameters of each layer, first to last, with the layer's name and a dot in front.
    // Example: a Linear added as "fc1" contributes "fc1.weight" and "fc1.bias".
    todo("3.6");
    // END EXERCISE 3.6
}
