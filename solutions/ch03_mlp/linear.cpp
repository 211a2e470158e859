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
    // BEGIN SOLUTION 3.1
    // STUB // Goal: y = x W + b, one row of y for each row of x.
    // STUB // Given: x (N, D), weight (D, M), bias (M).
    // STUB // Asked: y (N, M). Keep a copy of x in x_: backward needs it.
    // STUB // Example: x = [[1 2]], W = [[1 0] [0 1]], b = [10 30] gives [[11 32]].
    // STUB todo("3.1");
    np_tensor y = matmul(x, weight);
    y += bias;
    x_ = x;
    return y;
    // END SOLUTION
}

wb::np_tensor wb::Linear::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 3.2
    // STUB // Goal: from the gradient of the output to those of W, b and x.
    // STUB // Given: dy (N, M); x_ (N, D), the input of the last forward. No forward yet: std::logic_error.
    // STUB // Asked: weight.accumulate_grad(x^T dy), bias.accumulate_grad(sum of dy over the samples), and as the
    // STUB //        result dx = dy W^T. matmul_backward and unbroadcast compute all three.
    // STUB // Example: x = [[1 2]], dy = [[1 10]] give dW = [[1 10] [2 20]] and db = [1 10].
    // STUB todo("3.2");
    if (!x_) throw std::logic_error("Linear: backward() needs a forward() before it");
    if (dy.shape() != Shape{x_->dim(0), weight.dim(1)})
        throw shape_error("Linear.backward", dy.shape(), {x_->dim(0), weight.dim(1)},
                          "the gradient has the shape of the output");
    // y = x W + b. Each weight was used for all samples, and so was b, which was broadcast over them.
    weight.accumulate_grad(matmul(*x_, dy, {.transpose_a = true}));
    bias.accumulate_grad(unbroadcast(dy, bias.shape()));
    // In the first layer x is data, which no step changes: this dx is not needed.
    if (!needs_input_gradient()) return {};
    return matmul(dy, weight, {.transpose_b = true});
    // END SOLUTION
}
