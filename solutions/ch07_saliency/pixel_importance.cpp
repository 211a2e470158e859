#include "ch07_saliency/pixel_importance.hpp"

#include <cmath>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::pixel_importance(const np_tensor& weight, std::size_t rows, std::size_t cols) {
    // BEGIN SOLUTION 7.1
    // STUB // Goal: the mean size of the weights of each pixel, as an image.
    // STUB // Given: weight (D, M), a row of M weights for each pixel; weight(d, m) is one of them; rows, cols.
    // STUB // Asked: (rows, cols), whose number d is the mean of |weight(d, m)| over m. A shape_error, with the
    // STUB //        shape of weight, unless it has two axes, of length rows * cols and at least 1.
    // STUB // Example: the weights [[1 -3] [0 0] [5 5] [-1 1]], with rows 2 and cols 2, give [[2 0] [5 1]].
    // STUB todo("7.1");
    if (weight.ndim() != 2 || weight.dim(0) != rows * cols || weight.dim(1) == 0)
        throw shape_error("pixel_importance", weight.shape(),
                          "images of " + std::to_string(rows) + " x " + std::to_string(cols) +
                              " need weights (D, M) with D = " + std::to_string(rows * cols) +
                              " and M at least 1");
    const std::size_t M = weight.dim(1);
    np_tensor importance({rows, cols});
    for (std::size_t d = 0; d < weight.dim(0); ++d) {
        real sum = 0;
        for (std::size_t m = 0; m < M; ++m) sum += std::abs(weight(d, m));
        importance.values()[d] = sum / static_cast<real>(M);
    }
    return importance;
    // END SOLUTION
}
