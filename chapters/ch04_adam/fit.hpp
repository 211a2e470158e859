/// \file
/// The training loop, with a history.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// The result of one epoch.
struct EpochRecord {
    Score train;       ///< measured on the minibatches while learning, with dropout
    Score validation;  ///< measured after the epoch, in eval mode
};

/// The two learning curves: an entry for each epoch.
using History = std::vector<EpochRecord>;

/// The options of fit().
struct FitOptions {
    std::size_t epochs = 10;      ///< how often to go through all training samples; 0: not at all
    std::size_t batch_size = 32;  ///< samples in a step, at least 1
    std::ostream* log = nullptr;  ///< gets a line at the end of each epoch; null: no lines
    /// Called before each step with the number of steps taken so far: for a learning rate schedule.
    std::function<void(std::size_t steps_taken)> before_step = {};
    /// Called after each step with the number of steps done and to do in this epoch: for a progress bar.
    std::function<void(std::size_t done, std::size_t total)> progress = {};
};

/// The line that fit() writes after each epoch. Given.
/// `Epoch 1 - Cost: 0.35, accuracy: 0.90 - Validation cost: 0.30, accuracy: 0.91`
/// \param epoch  counted from 1
std::string history_line(std::size_t epoch, const EpochRecord& record);

/// Exercise 4.5. Trains a network, and evaluates it on samples that it does not learn from.
///
/// New since train() of chapter 03: the network is in train mode while it learns, and in eval mode while it
/// is evaluated; after the last epoch it stays in eval mode. Each epoch ends with an evaluation on the
/// validation samples. If the training loss goes on falling while the validation loss rises, the network
/// overfits.
/// \param model       takes (n, ...) and returns scores (n, K)
/// \param optimizer   of the model's parameters
/// \param training    to train on, at least one
/// \param validation  to evaluate on, at least one
/// \param options     epochs, batch size, log and progress
/// \param rng         decides the order of the samples
/// \throws std::invalid_argument if either set is empty or has not as many labels as samples, or if the batch
/// size is 0; nothing has changed then
History fit(Module& model, Optimizer& optimizer, const Samples& training, const Samples& validation,
            const FitOptions& options, Rng& rng);

}  // namespace wb
