#include "ch09_autograd/cross_entropy.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>

#include "ch01_data/one_hot.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch09_autograd/operations.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/errors/shape_error.hpp"

wb::Variable wb::log_softmax(const Variable& z) {
    // BEGIN SOLUTION 9.9
    // STUB // Goal: log_softmax of chapter 02, of operations on Variables.
    // STUB // Given: -, exp, sum and log of this chapter; max of chapter 02 for the m of each row.
    // STUB // Asked: z - m - log(the sum of exp(z - m) along the last axis), max and sum with keepdims. m is a leaf.
    // STUB //        A z without axis, or with a last axis of length 0: shape_error.
    // STUB // Example: [[0 0]] gives [[-0.693 -0.693]].
    // STUB todo("9.9");
    const Reduce last_axis{.axis = -1, .keepdims = true};
    const Variable m(max(z.value(), last_axis));
    const Variable shifted = z - m;
    return shifted - log(sum(exp(shifted), last_axis));
    // END SOLUTION
}

wb::Variable wb::cross_entropy(const Variable& logits, const Labels& labels) {
    // BEGIN SOLUTION 9.9
    // STUB // Goal: the loss of chapter 03, without a backward.
    // STUB // Given: logits (N, K), labels (N); log_softmax from above, one_hot of chapter 01.
    // STUB // Asked: minus the sum of t log p over everything, divided by N, in operations on Variables; t is a leaf.
    // STUB //        The errors that cross_entropy.hpp promises.
    // STUB // Example: two equal scores and any label give ln 2 = 0.693.
    // STUB todo("9.9");
    if (logits.value().ndim() != 2 || logits.value().dim(0) == 0)
        throw shape_error("cross_entropy", logits.shape(),
                          "the logits must be (N, K), with at least one sample");
    const std::size_t N = logits.value().dim(0), K = logits.value().dim(1);
    if (labels.size() != N)
        throw std::invalid_argument("cross_entropy: " + std::to_string(labels.size()) + " labels for " +
                                    std::to_string(N) + " rows of scores");
    const Variable t(np_tensor({N, K}, one_hot(labels, K)));
    return sum(t * log_softmax(logits)) / -static_cast<real>(N);
    // END SOLUTION
}
