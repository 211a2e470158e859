#include "ch03_mlp/evaluate.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/cross_entropy_loss.hpp"
#include "common/errors/not_implemented.hpp"

std::size_t wb::count_correct(const np_tensor& scores, const Labels& labels) {
    // BEGIN SOLUTION 3.8
    // STUB // Goal: how many predictions are right. The prediction is the class with the largest score.
    // STUB // Given: scores (N, K), labels (N); argmax from chapter 02.
    // STUB // Asked: an integer from 0 to N; std::invalid_argument if there are not N labels.
    // STUB // Example: scores [[1 5] [7 2]] with labels 1, 1 make 1: the first is right, the second is not.
    // STUB todo("3.8");
    const Indices predicted = argmax(scores);
    if (predicted.size() != labels.size())
        throw std::invalid_argument("count_correct: " + std::to_string(labels.size()) + " labels for " +
                                    std::to_string(predicted.size()) + " rows of scores");
    return std::inner_product(predicted.begin(), predicted.end(), labels.begin(), std::size_t{0},
                              std::plus<>(), std::equal_to<>());
    // END SOLUTION
}

wb::Score wb::evaluate(Module& model, const np_tensor& x, const Labels& labels, std::size_t batch_size) {
    // BEGIN SOLUTION 3.8
    // STUB // Goal: mean loss and accuracy over all samples.
    // STUB // Given: model; x (N, D); labels (N); x.rows(indices) picks samples.
    // STUB // Asked: batch by batch: scores, loss, and how many have their largest score at the label; the totals
    // STUB //        divided by N. The last batch may be smaller: weight its mean loss by its size.
    // STUB // Example: 3 samples right of 4: accuracy 0.75, whatever the batch size.
    // STUB todo("3.8");
    const std::size_t N = labels.size();
    if (x.ndim() == 0 || x.dim(0) != N)
        throw std::invalid_argument("evaluate: " + std::to_string(N) + " labels for samples of shape " +
                                    to_string(x.shape()));
    if (N == 0 || batch_size == 0)
        throw std::invalid_argument(
            "evaluate: needs at least one sample, and at least one sample in a batch");

    CrossEntropyLoss loss;
    double total_loss = 0;
    std::size_t correct = 0;
    for (std::size_t begin = 0; begin < N; begin += batch_size) {
        Indices batch(std::min(batch_size, N - begin));
        std::iota(batch.begin(), batch.end(), begin);
        const Labels batch_labels(labels.begin() + static_cast<std::ptrdiff_t>(begin),
                                  labels.begin() + static_cast<std::ptrdiff_t>(begin + batch.size()));

        const np_tensor scores = model.forward(x.rows(batch));
        total_loss += loss.forward(scores, batch_labels) * static_cast<double>(batch.size());
        correct += count_correct(scores, batch_labels);
    }
    return {.loss = total_loss / static_cast<double>(N),
            .accuracy = static_cast<double>(correct) / static_cast<double>(N)};
    // END SOLUTION
}
