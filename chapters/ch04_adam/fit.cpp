#include "ch04_adam/fit.hpp"

#include <algorithm>
#include <cstdio>
#include <ostream>
#include <stdexcept>
#include <string>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/train.hpp"
#include "common/errors/not_implemented.hpp"

namespace {

/// Checks that there is at least one sample, and a label for each. Given.
void check_samples(const std::string& name, const wb::Samples& samples) {
    if (samples.labels.empty()) throw std::invalid_argument("fit: the " + name + " set is empty");
    if (samples.x.ndim() == 0 || samples.x.dim(0) != samples.labels.size())
        throw std::invalid_argument("fit: " + std::to_string(samples.labels.size()) + " labels for " + name +
                                    " samples of shape " + wb::to_string(samples.x.shape()));
}

/// One epoch of learning: train() of chapter 03, which also calls before_step before each step. Given.
/// \param steps_taken  since fit() began; counts on
/// \return the mean loss per sample and the accuracy, as measured on the minibatches
wb::Score learn_for_an_epoch(wb::Module& model, wb::Optimizer& optimizer, const wb::Samples& training,
                             const wb::FitOptions& options, std::size_t& steps_taken, wb::Rng& rng) {
    const auto before_step = [&] {
        if (options.before_step) options.before_step(steps_taken);
    };
    wb::TrainOptions once{.epochs = 1, .batch_size = options.batch_size};
    // What follows a step comes before the next one.
    once.progress = [&](std::size_t done, std::size_t total) {
        ++steps_taken;
        if (options.progress) options.progress(done, total);
        if (done < total) before_step();
    };
    before_step();
    return wb::train(model, optimizer, training.x, training.labels, once, rng).front();
}

}  // namespace

std::string wb::history_line(std::size_t epoch, const EpochRecord& record) {
    char line[128];
    std::snprintf(
        line, sizeof line, "Epoch %zu - Cost: %.2f, accuracy: %.2f - Validation cost: %.2f, accuracy: %.2f",
        epoch, record.train.loss, record.train.accuracy, record.validation.loss, record.validation.accuracy);
    return line;
}

wb::History wb::fit(Module& model, Optimizer& optimizer, const Samples& training, const Samples& validation,
                    const FitOptions& options, Rng& rng) {
    // EXERCISE 4.5
    // Goal: the training loop of chapter 03, which now also evaluates the network after each epoch.
    // Given: check_samples() and learn_for_an_epoch() above: you need not write the loop over the minibatches
    //        again. evaluate(); model.train() and model.eval().
    // Asked: first the errors that fit.hpp promises: both sets, and a batch size of 0. Then options.epochs
    //        times: train mode, an epoch of learning; eval mode, evaluate() on the validation samples; a
    //        record of both scores, and history_line() with a newline to options.log, if there is one.
    // Example: 100 samples in batches of 32, two epochs: before_step gets 0 to 7, and there are two records.
    todo("4.5");
    // END EXERCISE 4.5
}
