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
    // EXERCISE 3.4
    // Goal: how wrong the scores are, as one number.
    // Given: logits (N, K), labels (N). log_softmax(logits) gives the logarithms of the probabilities.
    // Asked: minus the mean of log p[n][y_n]. Keep the log-probabilities and the labels for backward. The
    //        errors that cross_entropy_loss.hpp promises.
    // Example: two equal scores and any label give ln 2 = 0.693.
    todo("3.4");
    // END EXERCISE 3.4
}

wb::np_tensor wb::CrossEntropyLoss::backward() const {
    // EXERCISE 3.5
    // Goal: how fast the loss grows with each score: probability minus truth.
    // Given: what forward has stored. No forward yet: std::logic_error.
    // Asked: dz[n][k] = (p[n][k] - 1 if k is the label, p[n][k] otherwise) / N.
    // Example: one sample, two equal scores, label 0: [[-0.5 0.5]].
    todo("3.5");
    // END EXERCISE 3.5
}
