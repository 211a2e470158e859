/// \file
/// Training without a backward pass of the network.
#pragma once

#include <cstddef>

#include "ch03_mlp/given/optimizer.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// One step of learning: the scores and their loss, the gradients of all leaves, a step of the optimizer.
/// Given.
/// \param batch  its x is used up
/// \return the loss and the accuracy before the step
Score step_by_autograd(ForwardNetwork& network, Optimizer& optimizer, Samples batch);

/// fit() of chapter 04 for a network that is a forward function only: the same batches, the same options, the
/// same history. Given.
/// \param training    at least one sample
/// \param validation  at least one sample
/// \param rng         decides the order of the samples
History fit_by_autograd(ForwardNetwork& network, Optimizer& optimizer, const Samples& training,
                        const Samples& validation, const FitOptions& options, Rng& rng);

/// The options of fit_by_autograd() for a deep network, including its falling learning rate. Given.
/// \param adam     must live as long as the options are used
/// \param samples  how many there are to learn from
FitOptions fit_options(const ResidualRecipe& recipe, Adam& adam, std::size_t samples);

}  // namespace wb
