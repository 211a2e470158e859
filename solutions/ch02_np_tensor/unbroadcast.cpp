#include "ch02_np_tensor/unbroadcast.hpp"

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::unbroadcast(const np_tensor& dy, const Shape& shape) {
    // BEGIN SOLUTION 2.5
    // STUB // Goal: sum a gradient back to the shape its operand had before it was stretched.
    // STUB // Given: dy, of the stretched shape; shape, the operand's own.
    // STUB // Asked: first sum away the axes that dy has more than shape (they stand on the left); then, along each
    // STUB //        axis where shape has 1, sum with keepdims. shape_error if shape does not broadcast to dy's.
    // STUB // Example: dy = [[1 2 3] [4 5 6]] for an operand of shape (3) gives [5 7 9]; for (2, 1), [[6] [15]].
    // STUB todo("2.5");
    if (broadcast_shapes(dy.shape(), shape) != dy.shape())
        throw shape_error("unbroadcast", dy.shape(), shape, "the second must broadcast to the first");
    np_tensor d = dy;
    // Axes that the operand did not have: it was repeated along them, so its influences add up.
    while (d.ndim() > shape.size()) d = sum(d, {.axis = 0});
    // Axes on which it had length 1: the same, but the axis stays.
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] == 1 && d.dim(axis) != 1)
            d = sum(d, {.axis = static_cast<int>(axis), .keepdims = true});
    }
    return d;
    // END SOLUTION
}
