/// \file
/// A layer with a backward of its own, as one operation.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/given/module.hpp"
#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// A Module as an operation on Variables: Conv2d, MaxPool2d, Dropout, or a layer of your own.
///
/// A convolution of elementary operations would be a thousand nodes. Its backward was written by hand in
/// chapter 05, and is right; the tape only needs to know when to call it.
class Function {
public:
    /// Given.
    /// \param name   the name of the operation, "conv1"; its parameters are called "conv1.weight" and so on
    /// \param layer  belongs to this Function from now on, and to what it has computed
    Function(std::string name, std::unique_ptr<Module> layer);

    /// Exercise 9.10. Computes layer.forward(x), and records layer.backward() as its backward.
    ///
    /// The parents are x, and after it the parameters(). The layer's backward adds to the gradients of its
    /// parameters itself, so there is nothing to add for these: their gradients are arrays without elements.
    ///
    /// A layer only remembers its last forward. If apply() has been called again since then, the backward of
    /// the earlier call throws a std::logic_error that names this Function, before the layer does anything. A
    /// call also counts if nothing of it was recorded, or if the layer threw.
    Variable apply(const Variable& x);

    /// The layer's parameters, as leaves that share its arrays. Given.
    const std::vector<Variable>& parameters() const { return parameters_; }
    /// The layer itself: for train() and eval(). Given.
    Module& layer() { return *layer_; }

private:
    std::string name_;
    std::shared_ptr<Module> layer_;  ///< shared with what it has computed: that may outlive this Function
    std::shared_ptr<std::size_t> calls_;  ///< how often apply() was called
    std::vector<Variable> parameters_;    ///< leaves that share the layer's arrays
};

}  // namespace wb
