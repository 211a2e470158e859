/// \file
/// The rungs of the sanity ladder that every network has to climb, whatever its chapter.
#pragma once

#include <functional>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// Rung 1: what a batch costs.
inline double cost_of(Module& model, const Samples& batch) {
    return CrossEntropyLoss().forward(model.forward(batch.x), batch.labels);
}

/// What a batch costs before a step and after it.
struct CostOfAStep {
    double before, after;
};

/// Rung 2: takes one step for a batch, and looks what the very same batch costs then.
inline CostOfAStep cost_around_a_step(Module& model, Optimizer& optimizer, const Samples& batch) {
    CrossEntropyLoss loss;
    const double before = loss.forward(model.forward(batch.x), batch.labels);
    model.backward(loss.backward());
    optimizer.step();
    return {.before = before, .after = cost_of(model, batch)};
}

/// Rung 3: the loss as a function of x and of every parameter, for the gradient checker.
/// \param before_forward  called before each forward: a place to seed what is drawn at random
inline GradientProblem cost_as_problem(
    Module& model, Samples& batch, const std::function<void()>& before_forward = [] {}) {
    const auto loss = [&model, &batch, before_forward](CrossEntropyLoss& cost) {
        before_forward();
        return cost.forward(model.forward(batch.x), batch.labels);
    };
    CrossEntropyLoss cost;
    loss(cost);
    const np_tensor dx = model.backward(cost.backward());
    GradientProblem problem{.forward =
                                [loss] {
                                    CrossEntropyLoss anew;
                                    return Array(Shape{}, {loss(anew)});
                                },
                            .upstream = Array(Shape{}, {1.0}),
                            .inputs = {gradient_of("x", batch.x, dx)},
                            .batch = batch.labels.size()};
    for (const Parameter& parameter : model.parameters())
        problem.inputs.push_back(gradient_of(parameter.name, *parameter.tensor, parameter.tensor->grad()));
    return problem;
}

}  // namespace wb::judge
