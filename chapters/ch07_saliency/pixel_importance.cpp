#include "ch07_saliency/pixel_importance.hpp"

#include <cmath>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::pixel_importance(const np_tensor& weight, std::size_t rows, std::size_t cols) {
    // EXERCISE 7.1
    // Goal: the mean size of the weights of each pixel, as an image.
    // Given: weight (D, M), a row of M weights for each pixel; weight(d, m) is one of them; rows, cols.
    // Asked: (rows, cols), whose number d is the mean of |weight(d, m)| over m. A shape_error, with the
    //        shape of weight, unless it has two axes, of length rows * cols and at least 1.
    // Example: the weights [[1 -3] [0 0] [5 5] [-1 1]], with rows 2 and cols 2, give [[2 0] [5 1]].
    todo("7.1");
    // END EXERCISE 7.1
}
