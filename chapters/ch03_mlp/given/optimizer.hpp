/// \file
/// What all optimizers have in common.
#pragma once

#include <utility>
#include <vector>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Changes parameters by their gradients, so that the loss falls.
class Optimizer {
public:
    /// Nothing is changed before step().
    /// \param parameters  what to change; must outlive this optimizer
    explicit Optimizer(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {}
    Optimizer(const Optimizer&) = delete;
    Optimizer& operator=(const Optimizer&) = delete;
    virtual ~Optimizer() = default;

    /// One step: each parameter that has a gradient moves; one without stays.
    virtual void step() = 0;

    /// Sets all gradients to zero. Gradients add up: without this call before backward(), each step moves
    /// along the sum of all gradients so far.
    void zero_grad() {
        for (const Parameter& parameter : parameters_) parameter.tensor->zero_grad();
    }

protected:
    /// The parameters, in the order in which they were given.
    const std::vector<Parameter>& parameters() const { return parameters_; }

private:
    std::vector<Parameter> parameters_;
};

}  // namespace wb
