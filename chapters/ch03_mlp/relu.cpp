#include "ch03_mlp/relu.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::ReLU::forward(const np_tensor& x) {
    // EXERCISE 3.3
    // Goal: y = max(0, x), element by element.
    // Given: x, of any shape; x.values() runs over all its elements.
    // Asked: y, of the same shape. Keep what backward needs.
    // Example: [-1 0 2] gives [0 0 2].
    todo("3.3");
    // END EXERCISE 3.3
}

wb::np_tensor wb::ReLU::backward(const np_tensor& dy) {
    // EXERCISE 3.3
    // Goal: let the gradient pass where x was positive, and nowhere else.
    // Given: dy; the input of the last forward. No forward yet: std::logic_error. Other shape: shape_error.
    // Asked: dx = dy where x > 0, and 0 where x <= 0.
    // Example: x = [-1 0 2], dy = [5 6 7] give [0 0 7]. (dy may be negative: look at x, not at dy.)
    todo("3.3");
    // END EXERCISE 3.3
}
