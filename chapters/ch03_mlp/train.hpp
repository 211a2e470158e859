/// \file
/// The training loop.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/module.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// How to train.
struct TrainOptions {
    std::size_t epochs = 20;       ///< how often to go through all samples; 0: not at all
    std::size_t batch_size = 128;  ///< samples in a step, at least 1
    std::ostream* log = nullptr;   ///< where the line of each epoch goes; null for nowhere
    /// Called after each step with the number of steps done and to do in this epoch: for a progress bar.
    std::function<void(std::size_t done, std::size_t total)> progress = {};
};

/// The line that train() writes after each epoch: `Epoch 1 - Cost: 0.35, accuracy: 0.90`. Given.
/// \param epoch  counted from 1
std::string epoch_line(std::size_t epoch, const Score& score);

/// Exercise 3.9. Trains a network on labeled samples.
///
/// Each epoch shuffles the samples into new minibatches; each minibatch makes one step: forward, loss,
/// backward through the loss, backward through the network, optimizer. The gradients are set to zero before
/// each backward.
/// \param model      takes (n, D) and returns scores (n, K); runs once forward and once back in each step
/// \param optimizer  of the model's parameters
/// \param x          (N, D), N at least 1
/// \param labels     (N)
/// \param options    epochs, batch size, log and progress
/// \param rng        decides the order of the samples; nothing else is random
/// \return for each epoch the mean loss per sample and the accuracy, as measured on the minibatches while
///         learning: the first samples of an epoch were scored by a worse network than the last
/// \throws std::invalid_argument if N or `batch_size` is 0, or if there are not N labels; the message then
///         gives both numbers
std::vector<Score> train(Module& model, Optimizer& optimizer, const np_tensor& x, const Labels& labels,
                         const TrainOptions& options, Rng& rng);

}  // namespace wb
