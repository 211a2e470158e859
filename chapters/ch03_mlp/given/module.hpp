/// \file
/// What every layer, and every network, can do.
#pragma once

#include <string>
#include <vector>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// A parameter: an array that training changes, and its name, such as "fc1.weight".
struct Parameter {
    std::string name;   ///< the layer's, a dot, and the array's own
    np_tensor* tensor;  ///< belongs to the layer; valid as long as the layer lives
};

/// A function with parameters that can be run forward and backward.
///
/// One step of learning is always the same:
/// ```
///     y = forward(x)          stores what backward needs
///     dx = backward(dy)       from dL/dy to dL/dx; adds dL/dw to the gradient of each parameter w
/// ```
/// `backward` belongs to the last `forward`: it uses what that call has stored, and may be called again. If a
/// `forward` throws, call it again, with an input that fits, before `backward`.
class Module {
public:
    Module() = default;
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;
    virtual ~Module() = default;

    /// Computes the outputs of a batch.
    /// \param x  a batch; its first axis counts the samples
    /// \return a batch of as many samples
    virtual np_tensor forward(const np_tensor& x) = 0;

    /// Computes the gradient of the inputs from the gradient of the outputs.
    /// \param dy  the gradient of the loss with respect to what the last forward() returned; the same shape
    /// \return the gradient of the loss with respect to what the last forward() was given; the same shape
    /// \throws std::logic_error if there was no forward()
    ///
    /// After need_input_gradient(false) it may return anything, such as an array without elements.
    virtual np_tensor backward(const np_tensor& dy) = 0;

    /// The parameters, in a fixed order; none for a layer without any.
    virtual std::vector<Parameter> parameters() { return {}; }

    /// From here on the network learns. For layers that behave differently while learning, such as Dropout of
    /// chapter 04; all others do nothing. A fresh network is in this mode.
    virtual void train() {}

    /// From here on the network is evaluated, or used. See train().
    virtual void eval() {}

    /// Says whether the result of backward() is needed. By default it is.
    ///
    /// The input of the first layer is data, which no step changes. Its dx is not needed, and in 784-200-10
    /// it is a third of all arithmetic. So a training program calls `need_input_gradient(false)` after it has
    /// made the network. A layer that ignores this is correct, only slower.
    virtual void need_input_gradient(bool needed) { needs_input_gradient_ = needed; }
    /// The value that need_input_gradient() was last called with.
    bool needs_input_gradient() const { return needs_input_gradient_; }

private:
    bool needs_input_gradient_ = true;
};

}  // namespace wb
