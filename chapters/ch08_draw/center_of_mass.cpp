#include "ch08_draw/center_of_mass.hpp"

#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::Point wb::center_of_mass(const np_tensor& image) {
    // EXERCISE 8.4
    // Goal: where the ink is, on average.
    // Given: image (H, W).
    // Asked: the mean of w + 1/2, as x, and of h + 1/2, as y, over all pixels, each weighted by its ink.
    //        std::invalid_argument if there is no ink, a shape_error unless there are two axes.
    // Example: [[1 0 3]]: x = (1 * 0.5 + 3 * 2.5) / 4 = 2, y = 0.5.
    todo("8.4");
    // END EXERCISE 8.4
}
