#include "ch02_np_tensor/unbroadcast.hpp"

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::unbroadcast(const np_tensor& dy, const Shape& shape) {
    // EXERCISE 2.5
    // Goal: sum a gradient back to the shape its operand had before it was stretched.
    // Given: dy, of the stretched shape; shape, the operand's own.
    // Asked: first sum away the axes that dy has more than shape (they stand on the left); then, along each
    //        axis where shape has 1, sum with keepdims. shape_error if shape does not broadcast to dy's.
    // Example: dy = [[1 2 3] [4 5 6]] for an operand of shape (3) gives [5 7 9]; for (2, 1), [[6] [15]].
    todo("2.5");
    // END EXERCISE 2.5
}
