#include "ch08_draw/temperature.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::probabilities_at(const np_tensor& scores, real temperature) {
    // EXERCISE 8.7
    // Goal: the same answer, with more or less confidence.
    // Given: scores (..., K); temperature T; softmax(), max() along the last axis with keepdims.
    // Asked: softmax(z / T), and no overflow in z / T, however small T is: shift the scores so that the
    //        largest of each row is 0 before you divide. std::invalid_argument, naming T, unless it is
    //        above 0 and finite.
    // Example: the scores 0 and ln 9 make 0.1 and 0.9 at T = 1; at T = 2 they are 0 and ln 3, and make 0.25
    //          and 0.75.
    todo("8.7");
    // END EXERCISE 8.7
}
