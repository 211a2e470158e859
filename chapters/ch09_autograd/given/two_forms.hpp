/// \file
/// The networks of chapters 03 to 05 beside their forward functions.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch03_mlp/given/optimizer.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch03_mlp/sequential.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// A network whose layers have a backward, and the same one as a forward function. Given.
struct TwoForms {
    std::string name;            ///< "784-200-10"
    std::size_t batch_size = 0;  ///< samples in a step
    AsInput prepare;             ///< converts images to its input
    /// Of layers. The rng draws the weights.
    std::function<std::unique_ptr<Sequential>(Rng&)> by_hand;
    /// The same rng gives the same weights.
    std::function<ForwardNetwork(Rng&)> forward_only;
    /// What both learn with.
    std::function<std::unique_ptr<Optimizer>(std::vector<Parameter>)> optimizer;
};

/// 784-200-10, 784-128-128-128-10 and cnn16, as their chapters train them. Given.
std::vector<TwoForms> networks_in_two_forms();

/// One step with the backward of the layers, as train() of chapter 03 does it. Given.
/// \return the loss before the step
double step_by_hand(Module& model, Optimizer& optimizer, const Samples& batch);

}  // namespace wb
