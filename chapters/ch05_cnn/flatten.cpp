#include "ch05_cnn/flatten.hpp"

#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::Flatten::forward(const np_tensor& x) {
    // EXERCISE 5.8
    // Goal: each sample as one row.
    // Given: x (N, ...); reshape. count_elements(shape) multiplies the lengths of a shape.
    // Asked: (N, D), D the product of all other axes, also if N is 0; shape_error if x has no axis. Keep both
    //        shapes for backward, in x_shape_ and y_shape_.
    // Example: (64, 32, 4, 4) becomes (64, 512).
    todo("5.8");
    // END EXERCISE 5.8
}

wb::np_tensor wb::Flatten::backward(const np_tensor& dy) {
    // EXERCISE 5.8
    // Goal: the gradient in the shape of the input.
    // Given: dy (N, D); x_shape_, y_shape_. No forward yet: std::logic_error. Other shape than y_shape_: a
    //        shape_error that gives the shape of dy.
    // Asked: dx, of the shape of the last input, with the numbers of dy in the same order.
    todo("5.8");
    // END EXERCISE 5.8
}
