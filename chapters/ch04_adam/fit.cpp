#include "ch04_adam/fit.hpp"

#include <cstdio>
#include <ostream>
#include <stdexcept>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "common/errors/not_implemented.hpp"

namespace {

/// Samples that can be learnt from or judged by: at least one, and a label for each. Given.
void check_samples(const std::string& name, const wb::Samples& samples) {
    if (samples.labels.empty()) throw std::invalid_argument("fit: the " + name + " set is empty");
    if (samples.x.ndim() == 0 || samples.x.dim(0) != samples.labels.size())
        throw std::invalid_argument("fit: " + std::to_string(samples.labels.size()) + " labels for " + name +
                                    " samples of shape " + wb::to_string(samples.x.shape()));
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
    // Goal: the training loop of chapter 03, which now also watches itself.
    // Given: check_samples() above; shuffled_minibatches, count_correct and evaluate; model.train() and
    //        model.eval().
    // Asked: options.epochs times: train mode, then a step for each minibatch as in chapter 03, calling
    //        options.before_step(steps taken since the start) before and options.progress(done, total) after
    //        each, if they are there; then eval mode and evaluate() on the validation samples; a record of
    //        both, and history_line() with a newline to options.log, if there is one.
    //        std::invalid_argument for a batch size of 0.
    todo("4.5");
    // END EXERCISE 4.5
}
