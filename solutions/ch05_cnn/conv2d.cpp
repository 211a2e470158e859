#include "ch05_cnn/conv2d.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/matmul.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/im2col.hpp"
#include "common/errors/not_implemented.hpp"

namespace {

void require_at_least_1(const std::string& option, std::size_t value) {
    if (value == 0) throw std::invalid_argument("Conv2d: " + option + " must be at least 1, not 0");
}

}  // namespace

wb::Conv2d::Conv2d(const Conv2dOptions& options, Rng& rng)
    : weight({options.filters, options.channels, options.side, options.side}),
      bias({options.filters}),
      padding_(options.padding) {
    require_at_least_1("channels", options.channels);
    require_at_least_1("filters", options.filters);
    require_at_least_1("side", options.side);
    const auto products = static_cast<double>(options.channels * options.side * options.side);
    const double bound = 1 / std::sqrt(products);
    for (real& w : weight.values()) w = static_cast<real>(rng.uniform(-bound, bound));
    for (real& b : bias.values()) b = static_cast<real>(rng.uniform(-bound, bound));
}

wb::np_tensor wb::Conv2d::forward(const np_tensor& x) {
    // BEGIN SOLUTION 5.3
    // STUB // Goal: the convolution of 5.1, as one matrix product for each image.
    // STUB // Given: x (N, C, H, W); weight (M, C, F, F), bias (M), padding_; conv_sizes("Conv2d.forward", x.shape(),
    // STUB //        weight.shape(), padding_); x.rows({n}), image n as a batch of one; im2col; matmul.
    // STUB // Asked: y (N, M, H', W'). For each image: its patches p, (H' W', C F F); the weight, read as
    // STUB //        (M, C F F), times p transposed; plus bias m for each number of row m. Keep x in x_.
    // STUB //        Go image by image: the patches of one fit into the processor's cache, those of all do not.
    // STUB // Example: x = [[1 2 3] [4 5 6]], weight [[1 0] [0 10]], bias 100, no padding: [[151 162]], as in 5.1.
    // STUB todo("5.3");
    const ConvSizes size = conv_sizes("Conv2d.forward", x.shape(), weight.shape(), padding_);
    const std::size_t M = weight.dim(0), places = size.H_out * size.W_out;
    const np_tensor W = weight.reshape({M, size.C * size.F * size.F});

    np_tensor y({size.N, M, size.H_out, size.W_out});
    real* y_nm = y.data();
    for (std::size_t n = 0; n < size.N; ++n) {
        const np_tensor patches = im2col(x.rows({n}), size.F, size.P);     // (H' W', C F F)
        const np_tensor sums = matmul(W, patches, {.transpose_b = true});  // (M, H' W')
        const real* sums_m = sums.data();
        for (std::size_t m = 0; m < M; ++m, y_nm += places, sums_m += places) {
            const real b = bias.data()[m];
            std::transform(sums_m, sums_m + places, y_nm, [b](real sum) { return sum + b; });
        }
    }
    x_ = x;
    return y;
    // END SOLUTION
}

wb::np_tensor wb::Conv2d::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 5.5
    // STUB // Goal: from the gradient of the output to those of the filters, the biases and the images.
    // STUB // Given: dy (N, M, H', W'); x_, the last input. No forward yet: std::logic_error. A dy that does not have
    // STUB //        the shape of the last output: a shape_error that gives the shape of dy.
    // STUB // Asked: for each image, its patches p again, and dy_n read as (M, H' W'):
    // STUB //            weight.accumulate_grad(dy_n p, in the shape of the weight)
    // STUB //            bias.accumulate_grad(the sum of each row of dy_n)
    // STUB //            dp = dy_n^T W; dx_n = col2im(dp)
    // STUB //        and as the result dx (N, C, H, W).
    // STUB //        In two steps: first db and dW, and return np_tensor(x_->shape()), zeros, for dx; the check then
    // STUB //        complains about dx alone. Then dx: col2im(dp, {1, C, H, W}, F, padding_) is one image; its
    // STUB //        numbers go after those of the image before. (If needs_input_gradient() is false, any dx will
    // STUB //        do; dW and db are still needed.)
    // STUB // Example: x = [[1 2 3] [4 5 6]], weight [[1 0] [0 10]], no padding, dy = [[1 2]]. The patches p are
    // STUB //        [[1 2 4 5] [2 3 5 6]] and dy_n is [[1 2]], so dW = dy_n p = [[5 8 14 17]], as [[5 8] [14 17]],
    // STUB //        and db = 1 + 2 = 3. W is [[1 0 0 10]], so dp = [[1 0 0 10] [2 0 0 20]]: one patch for each
    // STUB //        place; col2im adds them where they overlap, dx = [[1 2 0] [0 10 20]].
    // STUB todo("5.5");
    if (!x_) throw std::logic_error("Conv2d: backward() needs a forward() before it");
    const ConvSizes size = conv_sizes("Conv2d.backward", x_->shape(), weight.shape(), padding_);
    const std::size_t M = weight.dim(0), places = size.H_out * size.W_out;
    const Shape y_shape{size.N, M, size.H_out, size.W_out};
    if (dy.shape() != y_shape)
        throw shape_error("Conv2d.backward", dy.shape(), y_shape, "the gradient has the shape of the output");
    const np_tensor W = weight.reshape({M, size.C * size.F * size.F});

    np_tensor dx(x_->shape());
    real* dx_end = dx.data();
    for (std::size_t n = 0; n < size.N; ++n) {
        // y_n = W p_n^T + b: first the gradients of the two parameters, ...
        const np_tensor patches = im2col(x_->rows({n}), size.F, size.P);
        const np_tensor dy_n = dy.rows({n}).reshape({M, places});
        weight.accumulate_grad(matmul(dy_n, patches).reshape(weight.shape()));
        bias.accumulate_grad(sum(dy_n, {.axis = 1}));
        // ... then that of the patches, and from it that of the image, unless no one needs dx.
        if (!needs_input_gradient()) continue;
        const np_tensor dpatches = matmul(dy_n, W, {.transpose_a = true});
        const np_tensor dx_n = col2im(dpatches, {1, size.C, size.H, size.W}, size.F, size.P);
        dx_end = std::ranges::copy(dx_n.values(), dx_end).out;
    }
    return dx;
    // END SOLUTION
}
