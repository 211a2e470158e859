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
    // EXERCISE 9.9
    // Goal: log_softmax of chapter 02, of operations on Variables.
    // Given: -, exp, sum and log of this chapter; max of chapter 02 for the m of each row.
    // Asked: z - m - log(the sum of exp(z - m) along the last axis), max and sum with keepdims. m is a leaf.
    //        A z without axis, or with a last axis of length 0: shape_error.
    // Example: [[0 0]] gives [[-0.693 -0.693]].
    todo("9.9");
    // END EXERCISE 9.9
}

wb::Variable wb::cross_entropy(const Variable& logits, const Labels& labels) {
    // EXERCISE 9.9
    // Goal: the loss of chapter 03, without a backward.
    // Given: logits (N, K), labels (N); log_softmax from above, one_hot of chapter 01.
    // Asked: minus the sum of t log p over everything, divided by N, in operations on Variables; t is a leaf.
    //        The errors that cross_entropy.hpp promises.
    // Example: two equal scores and any label give ln 2 = 0.693.
    todo("9.9");
    // END EXERCISE 9.9
}
