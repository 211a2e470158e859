#include "ch02_np_tensor/softmax.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::softmax(const np_tensor& z) {
    // EXERCISE 2.8
    // Goal: probabilities from scores, without overflow.
    // Given: z (..., K); max and sum with {.axis = -1, .keepdims = true}, and exp, - and /.
    // Asked: exp(z - m) / sum(exp(z - m)), m being the largest score of each row.
    // Example: the scores 0 and ln 3 make 0.25 and 0.75; so do 1000 and 1000 + ln 3.
    todo("2.8");
    // END EXERCISE 2.8
}

wb::np_tensor wb::log_softmax(const np_tensor& z) {
    // EXERCISE 2.8
    // Goal: the logarithms of those probabilities, precise even for a probability of e^-1000.
    // Asked: z - m - log(sum(exp(z - m))).
    // Example: the scores 0 and 1000 make -1000 and 0, not minus infinity and 0.
    todo("2.8");
    // END EXERCISE 2.8
}
