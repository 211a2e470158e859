#include "ch02_np_tensor/unbroadcast.hpp"

#include <algorithm>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::unbroadcast(const np_tensor& dy, const Shape& shape) {
    // Given: an operand of this shape must have been stretched to the shape of dy.
    if (broadcast_shapes(dy.shape(), shape) != dy.shape())
        throw shape_error("unbroadcast", dy.shape(), shape, "the second must broadcast to the first");
    // EXERCISE 2.5
    // Goal: sum a gradient back to the shape its operand had before it was stretched.
    // Given: dy, of the stretched shape; shape, the operand's own; sum, from exercise 2.3.
    // Asked: two steps. Run ./workbook check 2.5 after the first: some of the tests are green then.
    //   1. Sum away the axes that dy has and shape does not. They are on the left, so it is always
    //      axis 0. From (4, 2, 3) to (3): sum along axis 0, and once more along axis 0.
    //   2. Now both have as many axes. Along each axis where shape has length 1, sum with keepdims.
    //      From (2, 3) to (2, 1): sum along axis 1, and keep it.
    // Example: dy = [[1 2 3] [4 5 6]] for an operand of shape (3) gives [5 7 9]; for (2, 1), [[6] [15]].
    todo("2.5");
    // END EXERCISE 2.5
}
