#include "ch05_cnn/max_pool2d.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "common/errors/not_implemented.hpp"

wb::MaxPool2d::MaxPool2d(std::size_t side) : side_(side) {
    if (side == 0)
        throw std::invalid_argument("MaxPool2d: the side of the squares must be at least 1, not 0");
}

wb::np_tensor wb::MaxPool2d::forward(const np_tensor& x) {
    // BEGIN SOLUTION 5.6
    // STUB // Goal: the largest number of each square of S x S pixels.
    // STUB // Given: x (N, C, H, W), whose (n, c, h, w) is number ((n C + c) H + h) W + w of x.values(); side_, S.
    // STUB // Asked: y (N, C, H / S, W / S); drop rows and columns that fill no square. Keep both shapes in
    // STUB //        last_, and for each number of y, in order, which element of x.values() it is: of equals
    // STUB //        the first in reading order. A shape_error, with the shape of x, unless x has four axes,
    // STUB //        and H and W are at least S.
    // STUB // Example: with S = 2, [[1 5 2] [4 3 9]] gives [[5]], which is element 1; the last column is dropped.
    // STUB todo("5.6");
    if (x.ndim() != 4 || x.dim(2) < side_ || x.dim(3) < side_)
        throw shape_error("MaxPool2d.forward", x.shape(),
                          "images are (N, C, H, W), with H and W at least " + std::to_string(side_));
    const std::size_t planes = x.dim(0) * x.dim(1), H = x.dim(2), W = x.dim(3);
    np_tensor y({x.dim(0), x.dim(1), H / side_, W / side_});
    Indices winners;
    winners.reserve(y.size());
    const real* x_at = x.data();
    for (std::size_t plane = 0; plane < planes; ++plane)  // one channel of one image
        for (std::size_t h = 0; h < H / side_; ++h)
            for (std::size_t w = 0; w < W / side_; ++w) {
                const std::size_t corner = (plane * H + h * side_) * W + w * side_;
                std::size_t winner = corner;
                for (std::size_t u = 0; u < side_; ++u)
                    for (std::size_t v = 0; v < side_; ++v)
                        if (const std::size_t rival = corner + u * W + v; x_at[rival] > x_at[winner])
                            winner = rival;
                y.data()[winners.size()] = x_at[winner];
                winners.push_back(winner);
            }
    last_ = {.x_shape = x.shape(), .y_shape = y.shape(), .winners = std::move(winners)};
    return y;
    // END SOLUTION
}

wb::np_tensor wb::MaxPool2d::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 5.7
    // STUB // Goal: pass each gradient to the number that was the largest.
    // STUB // Given: dy, of the shape of y; last_. No forward yet: std::logic_error. If dy has another shape: a
    // STUB //        shape_error that gives the shape of dy.
    // STUB // Asked: dx, of the shape of x: dy at the winners, and 0 everywhere else.
    // STUB // Example: after the forward of 5.6, dy = [[7]] gives [[0 7 0] [0 0 0]].
    // STUB todo("5.7");
    if (!last_) throw std::logic_error("MaxPool2d: backward() needs a forward() before it");
    if (dy.shape() != last_->y_shape)
        throw shape_error("MaxPool2d.backward", dy.shape(), last_->y_shape,
                          "the gradient has the shape of the output");
    np_tensor dx(last_->x_shape);
    for (std::size_t i = 0; i < dy.size(); ++i) dx.data()[last_->winners[i]] = dy.data()[i];
    return dx;
    // END SOLUTION
}
