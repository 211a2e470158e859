#include "ch03_mlp/train.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <ostream>
#include <stdexcept>
#include <string>

#include "ch01_data/sampling.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "common/errors/not_implemented.hpp"

std::string wb::epoch_line(std::size_t epoch, const Score& score) {
    char line[96];
    std::snprintf(line, sizeof line, "Epoch %zu - Cost: %.2f, accuracy: %.2f", epoch, score.loss,
                  score.accuracy);
    return line;
}

std::vector<wb::Score> wb::train(Module& model, Optimizer& optimizer, const np_tensor& x,
                                 const Labels& labels, const TrainOptions& options, Rng& rng) {
    // BEGIN SOLUTION 3.9
    // STUB // Goal: the training loop.
    // STUB // Given: model, optimizer, x (N, D), labels (N), options, rng; shuffled_minibatches from chapter 01.
    // STUB // Asked: options.epochs times: shuffle the samples into minibatches; for each of them
    // STUB //            scores = model.forward(the samples)
    // STUB //            loss.forward(scores, their labels), which is their mean loss
    // STUB //            optimizer.zero_grad(), model.backward(loss.backward()), optimizer.step()
    // STUB //            options.progress(steps done, steps in the epoch), if there is one
    // STUB //        then one Score for the epoch (mean loss and accuracy per sample), and epoch_line() and a
    // STUB //        newline to options.log, if there is one. The errors that train.hpp promises.
    // STUB todo("3.9");
    const std::size_t N = labels.size();
    if (x.ndim() == 0 || x.dim(0) != N)
        throw std::invalid_argument("train: " + std::to_string(N) + " labels for samples of shape " +
                                    to_string(x.shape()));
    if (N == 0 || options.batch_size == 0)
        throw std::invalid_argument("train: needs at least one sample, and at least one sample in a batch");

    CrossEntropyLoss loss;
    std::vector<Score> history;
    for (std::size_t epoch = 1; epoch <= options.epochs; ++epoch) {
        double total_loss = 0;
        std::size_t correct = 0;
        const std::vector<Indices> batches = shuffled_minibatches(N, options.batch_size, rng);
        for (std::size_t step = 0; step < batches.size(); ++step) {
            const Indices& batch = batches[step];
            Labels batch_labels;
            for (const std::size_t n : batch) batch_labels.push_back(labels[n]);

            // Forward: the scores and their loss.
            const np_tensor scores = model.forward(x.rows(batch));
            total_loss += loss.forward(scores, batch_labels) * static_cast<double>(batch.size());
            correct += count_correct(scores, batch_labels);

            // Backward: the gradients. Then one step.
            optimizer.zero_grad();
            model.backward(loss.backward());
            optimizer.step();
            if (options.progress) options.progress(step + 1, batches.size());
        }
        history.push_back({.loss = total_loss / static_cast<double>(N),
                           .accuracy = static_cast<double>(correct) / static_cast<double>(N)});
        if (options.log != nullptr) *options.log << epoch_line(epoch, history.back()) << std::endl;
    }
    return history;
    // END SOLUTION
}
