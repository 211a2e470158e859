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
    // BEGIN SOLUTION 4.5
    // STUB // Goal: the training loop of chapter 03, which now also watches itself.
    // STUB // Given: check_samples() above; shuffled_minibatches, count_correct and evaluate; model.train() and
    // STUB //        model.eval().
    // STUB // Asked: options.epochs times: train mode, then a step for each minibatch as in chapter 03, calling
    // STUB //        options.before_step(steps taken since the start) before and options.progress(done, total) after
    // STUB //        each, if they are there; then eval mode and evaluate() on the validation samples; a record of
    // STUB //        both, and history_line() with a newline to options.log, if there is one.
    // STUB //        std::invalid_argument for a batch size of 0.
    // STUB todo("4.5");
    check_samples("training", training);
    check_samples("validation", validation);
    if (options.batch_size == 0)
        throw std::invalid_argument("fit: needs at least one sample in a batch, not 0");

    const std::size_t N = training.labels.size();
    CrossEntropyLoss loss;
    History history;
    std::size_t steps_taken = 0;
    for (std::size_t epoch = 1; epoch <= options.epochs; ++epoch) {
        model.train();
        double total_loss = 0;
        std::size_t correct = 0;
        const std::vector<Indices> batches = shuffled_minibatches(N, options.batch_size, rng);
        for (std::size_t step = 0; step < batches.size(); ++step) {
            if (options.before_step) options.before_step(steps_taken);
            const Indices& batch = batches[step];
            Labels labels;
            for (const std::size_t n : batch) labels.push_back(training.labels[n]);

            const np_tensor scores = model.forward(training.x.rows(batch));
            total_loss += loss.forward(scores, labels) * static_cast<double>(batch.size());
            correct += count_correct(scores, labels);

            optimizer.zero_grad();
            model.backward(loss.backward());
            optimizer.step();
            ++steps_taken;
            if (options.progress) options.progress(step + 1, batches.size());
        }
        model.eval();
        history.push_back({.train = {.loss = total_loss / static_cast<double>(N),
                                     .accuracy = static_cast<double>(correct) / static_cast<double>(N)},
                           .validation = evaluate(model, validation.x, validation.labels)});
        if (options.log != nullptr) *options.log << history_line(epoch, history.back()) << std::endl;
    }
    return history;
    // END SOLUTION
}
