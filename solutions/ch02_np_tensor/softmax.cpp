#include "ch02_np_tensor/softmax.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 2.8
namespace {

/// The scores less the largest of their row. No score is above 0 then, so that no exponential overflows; the
/// largest is 0, so that their sum is at least 1 and nothing is divided by zero.
wb::np_tensor shifted(const wb::np_tensor& z) {
    return z - wb::max(z, {.axis = -1, .keepdims = true});
}

}  // namespace
// END SOLUTION

wb::np_tensor wb::softmax(const np_tensor& z) {
    // BEGIN SOLUTION 2.8
    // STUB // Goal: probabilities from scores, without overflow.
    // STUB // Given: z (..., K); max and sum with {.axis = -1, .keepdims = true}, and exp, - and /.
    // STUB // Asked: exp(z - m) / sum(exp(z - m)), m being the largest score of each row.
    // STUB // Example: the scores 0 and ln 3 make 0.25 and 0.75; so do 1000 and 1000 + ln 3.
    // STUB todo("2.8");
    const np_tensor e = exp(shifted(z));
    return e / sum(e, {.axis = -1, .keepdims = true});
    // END SOLUTION
}

wb::np_tensor wb::log_softmax(const np_tensor& z) {
    // BEGIN SOLUTION 2.8
    // STUB // Goal: the logarithms of those probabilities, precise even for a probability of e^-1000.
    // STUB // Asked: z - m - log(sum(exp(z - m))).
    // STUB // Example: the scores 0 and 1000 make -1000 and 0, not minus infinity and 0.
    // STUB todo("2.8");
    const np_tensor s = shifted(z);
    return s - log(sum(exp(s), {.axis = -1, .keepdims = true}));
    // END SOLUTION
}
