#include "ch03_mlp/linear.hpp"

#include <cmath>
#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/matmul.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/unbroadcast.hpp"
#include "common/errors/not_implemented.hpp"

wb::Linear::Linear(std::size_t in, std::size_t out, Rng& rng) : weight({in, out}), bias({out}) {
    if (in == 0) throw std::invalid_argument("Linear: a layer needs at least one input");
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));
    for (real& w : weight.values()) w = static_cast<real>(rng.uniform(-bound, bound));
    for (real& b : bias.values()) b = static_cast<real>(rng.uniform(-bound, bound));
}

wb::np_tensor wb::Linear::forward(const np_tensor& x) {
    // EXERCISE 3.1
    // Goal: y = x W + b, one row of y for each row of x.
    // Given: x (N, D), weight (D, M), bias (M).
    // Asked: y (N, M). Keep a copy of x in x_: backward needs it.
    // Example: x = [[1 2]], W = [[1 0] [0 1]], b = [10 30] gives [[11 32]].
    todo("3.1");
    // END EXERCISE 3.1
}

wb::np_tensor wb::Linear::backward(const np_tensor& dy) {
    // EXERCISE 3.2
    // Goal: from the gradient of the output to those of W, b and x.
    // Given: dy (N, M); x_ (N, D), the input of the last forward. No forward yet: std::logic_error.
    // Asked: weight.accumulate_grad(x^T dy), bias.accumulate_grad(sum of dy over the samples), and as the
    //        result dx = dy W^T. matmul_backward and unbroadcast compute all three.
    // Example: x = [[1 2]], dy = [[1 10]] give dW = [[1 10] [2 20]] and db = [1 10].
    todo("3.2");
    // END EXERCISE 3.2
}
