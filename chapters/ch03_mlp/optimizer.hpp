/// \file
/// What every rule of learning has in common.
#pragma once

#include <utility>
#include <vector>

#include "ch03_mlp/module.hpp"

namespace wb {

/// Changes parameters so that the loss falls, going by their gradients.
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

    /// Sets all gradients to zero. Gradients add up: forget this before a backward(), and each step is taken
    /// in the sum of all directions so far.
    void zero_grad() {
        for (const Parameter& parameter : parameters_) parameter.tensor->zero_grad();
    }

protected:
    /// What is to be improved, in the order in which it was given.
    const std::vector<Parameter>& parameters() const { return parameters_; }

private:
    std::vector<Parameter> parameters_;
};

}  // namespace wb
