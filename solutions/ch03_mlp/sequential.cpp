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
    // BEGIN SOLUTION 3.6
    // STUB // Goal: through all layers, first to last.
    // STUB // Given: x; layers_, each with a name and a layer.
    // STUB // Asked: what the last layer returns; x itself if there are no layers.
    // STUB todo("3.6");
    if (layers_.empty()) return x;
    np_tensor y = layers_.front().layer->forward(x);
    for (std::size_t i = 1; i < layers_.size(); ++i) y = layers_[i].layer->forward(y);
    return y;
    // END SOLUTION
}

wb::np_tensor wb::Sequential::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 3.6
    // STUB // Goal: the chain rule: through all layers, last to first.
    // STUB // Asked: what the backward of the first layer returns.
    // STUB todo("3.6");
    np_tensor dx = dy;
    for (auto named = layers_.rbegin(); named != layers_.rend(); ++named) dx = named->layer->backward(dx);
    return dx;
    // END SOLUTION
}

std::vector<wb::Parameter> wb::Sequential::parameters() {
    // BEGIN SOLUTION 3.6
    // STUB // Goal: all parameters, each under its full name.
    // STUB // Asked: the parameters of each layer, first to last, with the layer's name and a dot in front.
    // STUB // Example: a Linear added as "fc1" contributes "fc1.weight" and "fc1.bias".
    // STUB todo("3.6");
    std::vector<Parameter> all;
    for (const auto& [name, layer] : layers_)
        for (const Parameter& parameter : layer->parameters())
            all.push_back({name + "." + parameter.name, parameter.tensor});
    return all;
    // END SOLUTION
}
