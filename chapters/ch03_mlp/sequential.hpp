/// \file
/// Layers in a row.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// A network of layers in a row: the output of each is the input of the next.
/// \f[ y = f_n(\ldots f_2(f_1(x))), \qquad dx = b_1(b_2(\ldots b_n(dy))) \f]
/// Backward, the chain rule runs through the row from the end to the beginning: \f$ b_i \f$ is the backward
/// of layer i.
class Sequential : public Module {
public:
    /// Puts a layer at the end.
    /// \param name  such as "fc1"; its parameters will be called "fc1.weight" and "fc1.bias"
    /// \param layer  belongs to this network from now on
    /// \return this network, so that calls can be chained
    Sequential& add(std::string name, std::unique_ptr<Module> layer);

    /// Exercise 3.6. Through all layers, first to last. A network without layers returns x.
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 3.6. Through all layers, last to first.
    np_tensor backward(const np_tensor& dy) override;

    /// Exercise 3.6. The parameters of all layers, first to last, each with its layer's name and a dot in
    /// front.
    std::vector<Parameter> parameters() override;

    /// Tells all layers. Given, and so is eval().
    void train() override {
        for (const auto& [name, layer] : layers_) layer->train();
    }
    void eval() override {
        for (const auto& [name, layer] : layers_) layer->eval();
    }

    /// Tells the first layer only: the dx of every other layer is needed by the layer before it. Call it when
    /// all layers have been added. Given.
    void need_input_gradient(bool needed) override {
        Module::need_input_gradient(needed);
        if (!layers_.empty()) layers_.front().layer->need_input_gradient(needed);
    }

    /// How many layers there are. Given.
    std::size_t size() const { return layers_.size(); }
    /// Layer i, counted from 0. Given. \throws std::out_of_range if there is none
    Module& layer(std::size_t i) { return *layers_.at(i).layer; }
    /// The name of layer i. Given. \throws std::out_of_range if there is none
    const std::string& name(std::size_t i) const { return layers_.at(i).name; }

private:
    struct NamedLayer {
        std::string name;
        std::unique_ptr<Module> layer;
    };
    std::vector<NamedLayer> layers_;
};

}  // namespace wb
