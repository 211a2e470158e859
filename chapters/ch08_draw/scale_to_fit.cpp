#include "ch08_draw/scale_to_fit.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::scale_to_fit(const np_tensor& canvas, const Box& box, std::size_t side) {
    // EXERCISE 8.3
    // Goal: the content of the box, with `side` pixels on its longer side, in its old proportions.
    // Given: canvas (H, W); box; side; fitting_scale(box, side), the old pixels on the side of a new one.
    // Asked: the box's rows / s and cols / s, both rounded up: computed from whole numbers, as the contract
    //        says. Each new pixel is the mean of the s x s old ones that it covers. Parts count in part, and
    //        everything beyond the box counts as 0. s may be below 1. std::invalid_argument if side is 0, or
    //        if the box is empty or not inside the canvas; a shape_error unless the canvas has two axes.
    // Example: a box of 2 rows and 3 columns, all ink, side 2: s = 1.5, so (2, 2) pixels. The upper left
    //          one is all ink; the lower left one covers rows 1.5 to 3, of which row 1.5 to 2 has ink: 1/3.
    todo("8.3");
    // END EXERCISE 8.3
}
