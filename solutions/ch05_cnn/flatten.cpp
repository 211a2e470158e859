#include "ch05_cnn/flatten.hpp"

#include <stdexcept>

#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::Flatten::forward(const np_tensor& x) {
    // BEGIN SOLUTION 5.8
    // STUB // Goal: each sample as one row.
    // STUB // Given: x (N, ...); reshape. count_elements(shape) multiplies the lengths of a shape.
    // STUB // Asked: (N, D), D the product of all other axes, also if N is 0; shape_error if x has no axis. Keep both
    // STUB //        shapes for backward, in x_shape_ and y_shape_.
    // STUB // Example: (64, 32, 4, 4) becomes (64, 512).
    // STUB todo("5.8");
    if (x.ndim() == 0) throw shape_error("Flatten.forward", x.shape(), "there is no axis of samples");
    const Shape of_a_sample(x.shape().begin() + 1, x.shape().end());
    x_shape_ = x.shape();
    y_shape_ = {x.dim(0), count_elements(of_a_sample)};
    return x.reshape(y_shape_);
    // END SOLUTION
}

wb::np_tensor wb::Flatten::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 5.8
    // STUB // Goal: the gradient in the shape of the input.
    // STUB // Given: dy (N, D); x_shape_, y_shape_. No forward yet: std::logic_error. Other shape than y_shape_: a
    // STUB //        shape_error that gives the shape of dy.
    // STUB // Asked: dx, of the shape of the last input, with the numbers of dy in the same order.
    // STUB todo("5.8");
    if (!x_shape_) throw std::logic_error("Flatten: backward() needs a forward() before it");
    if (dy.shape() != y_shape_)
        throw shape_error("Flatten.backward", dy.shape(), y_shape_,
                          "the gradient has the shape of the output");
    return dy.reshape(*x_shape_);
    // END SOLUTION
}
