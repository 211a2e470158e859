#include "ch03_mlp/relu.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::ReLU::forward(const np_tensor& x) {
    // BEGIN SOLUTION 3.3
    // STUB // Goal: y = max(0, x), element by element.
    // STUB // Given: x, of any shape; x.values() runs over all its elements.
    // STUB // Asked: y, of the same shape. Keep what backward needs.
    // STUB // Example: [-1 0 2] gives [0 0 2].
    // STUB todo("3.3");
    x_ = x;
    np_tensor y = x;
    for (real& value : y.values()) value = std::max(value, real{0});
    return y;
    // END SOLUTION
}

wb::np_tensor wb::ReLU::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 3.3
    // STUB // Goal: let the gradient pass where x was positive, and nowhere else.
    // STUB // Given: dy; the input of the last forward. No forward yet: std::logic_error. Other shape: shape_error.
    // STUB // Asked: dx = dy where x > 0, and 0 where x <= 0.
    // STUB // Example: x = [-1 0 2], dy = [5 6 7] give [0 0 7]. (dy may be negative: look at x, not at dy.)
    // STUB todo("3.3");
    if (!x_) throw std::logic_error("ReLU: backward() needs a forward() before it");
    if (dy.shape() != x_->shape())
        throw shape_error("ReLU.backward", dy.shape(), x_->shape(),
                          "the gradient has the shape of the input");
    np_tensor dx = dy;
    std::transform(dy.values().begin(), dy.values().end(), x_->values().begin(), dx.values().begin(),
                   [](real dy_i, real x_i) { return x_i > 0 ? dy_i : real{0}; });
    return dx;
    // END SOLUTION
}
