#include "ch03_mlp/cross_entropy_loss.hpp"

#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "common/errors/not_implemented.hpp"

double wb::CrossEntropyLoss::forward(const np_tensor& logits, const Labels& labels) {
    // BEGIN SOLUTION 3.4
    // STUB // Goal: how wrong the scores are, as one number.
    // STUB // Given: logits (N, K), labels (N). log_softmax(logits) gives the logarithms of the probabilities.
    // STUB // Asked: minus the mean of log p[n][y_n]. Keep the log-probabilities and the labels for backward. The
    // STUB //        errors that cross_entropy_loss.hpp promises.
    // STUB // Example: two equal scores and any label give ln 2 = 0.693.
    // STUB todo("3.4");
    if (logits.ndim() != 2 || logits.dim(0) == 0)
        throw shape_error("CrossEntropyLoss", logits.shape(),
                          "the logits must be (N, K), with at least one sample");
    const std::size_t N = logits.dim(0);
    const std::size_t K = logits.dim(1);
    if (labels.size() != N)
        throw std::invalid_argument("CrossEntropyLoss: " + std::to_string(labels.size()) + " labels for " +
                                    std::to_string(N) + " rows of scores");
    np_tensor log_p = log_softmax(logits);
    double loss = 0;
    for (std::size_t n = 0; n < N; ++n) {
        if (labels[n] >= K)
            throw std::out_of_range("CrossEntropyLoss: label " + std::to_string(n) + " is " +
                                    std::to_string(labels[n]) + ", but the " + std::to_string(K) +
                                    " classes are counted from 0");
        loss -= log_p(n, labels[n]);
    }
    log_p_ = std::move(log_p);
    labels_ = labels;
    return loss / static_cast<double>(N);
    // END SOLUTION
}

wb::np_tensor wb::CrossEntropyLoss::backward() const {
    // BEGIN SOLUTION 3.5
    // STUB // Goal: how fast the loss grows with each score: probability minus truth.
    // STUB // Given: what forward has stored. No forward yet: std::logic_error.
    // STUB // Asked: dz[n][k] = (p[n][k] - 1 if k is the label, p[n][k] otherwise) / N.
    // STUB // Example: one sample, two equal scores, label 0: [[-0.5 0.5]].
    // STUB todo("3.5");
    if (!log_p_) throw std::logic_error("CrossEntropyLoss: backward() needs a forward() before it");
    np_tensor dz = exp(*log_p_);
    for (std::size_t n = 0; n < labels_.size(); ++n) dz(n, labels_[n]) -= 1;
    return dz / static_cast<real>(labels_.size());
    // END SOLUTION
}
