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
    // EXERCISE 5.3
    // Goal: the convolution of 5.1, as one matrix product for each image.
    // Given: x (N, C, H, W); weight (M, C, F, F), bias (M), padding_; conv_sizes("Conv2d.forward", x.shape(),
    //        weight.shape(), padding_); x.rows({n}), image n as a batch of one; im2col; matmul.
    // Asked: y (N, M, H', W'). For each image: its patches p, (H' W', C F F); the weight, read as
    //        (M, C F F), times p transposed; plus bias m for each number of row m. Keep x in x_.
    //        Go image by image: the patches of one fit into the processor's cache, those of all do not.
    // Example: x = [[1 2 3] [4 5 6]], weight [[1 0] [0 10]], bias 100, no padding: [[151 162]], as in 5.1.
    todo("5.3");
    // END EXERCISE 5.3
}

wb::np_tensor wb::Conv2d::backward(const np_tensor& dy) {
    // EXERCISE 5.5
    // Goal: from the gradient of the output to those of the filters, the biases and the images.
    // Given: dy (N, M, H', W'); x_, the last input. No forward yet: std::logic_error. A dy that does not have
    //        the shape of the last output: a shape_error that gives the shape of dy.
    // Asked: for each image, its patches p again, and dy_n read as (M, H' W'):
    //            weight.accumulate_grad(dy_n p, in the shape of the weight)
    //            bias.accumulate_grad(the sum of each row of dy_n)
    //            dp = dy_n^T W; dx_n = col2im(dp)
    //        and as the result dx (N, C, H, W).
    //        In two steps: first db and dW, and return np_tensor(x_->shape()), zeros, for dx; the check then
    //        complains about dx alone. Then dx: col2im(dp, {1, C, H, W}, F, padding_) is one image; its
    //        numbers go after those of the image before. (If needs_input_gradient() is false, any dx will
    //        do; dW and db are still needed.)
    // Example: x = [[1 2 3] [4 5 6]], weight [[1 0] [0 10]], no padding, dy = [[1 2]]. The patches p are
    //        [[1 2 4 5] [2 3 5 6]] and dy_n is [[1 2]], so dW = dy_n p = [[5 8 14 17]], as [[5 8] [14 17]],
    //        and db = 1 + 2 = 3. W is [[1 0 0 10]], so dp = [[1 0 0 10] [2 0 0 20]]: one patch for each
    //        place; col2im adds them where they overlap, dx = [[1 2 0] [0 10 20]].
    todo("5.5");
    // END EXERCISE 5.5
}
