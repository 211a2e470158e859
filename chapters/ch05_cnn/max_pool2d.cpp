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
    // EXERCISE 5.6
    // Goal: the largest number of each square of S x S pixels.
    // Given: x (N, C, H, W), whose (n, c, h, w) is number ((n C + c) H + h) W + w of x.values(); side_, S.
    // Asked: y (N, C, H / S, W / S); drop rows and columns that fill no square. Keep both shapes in
    //        last_, and for each number of y, in order, which element of x.values() it is: of equals
    //        the first in reading order. A shape_error, with the shape of x, unless x has four axes,
    //        and H and W are at least S.
    // Example: with S = 2, [[1 5 2] [4 3 9]] gives [[5]], which is element 1; the last column is dropped.
    todo("5.6");
    // END EXERCISE 5.6
}

wb::np_tensor wb::MaxPool2d::backward(const np_tensor& dy) {
    // EXERCISE 5.7
    // Goal: pass each gradient to the number that was the largest.
    // Given: dy, of the shape of y; last_. No forward yet: std::logic_error. If dy has another shape: a
    //        shape_error that gives the shape of dy.
    // Asked: dx, of the shape of x: dy at the winners, and 0 everywhere else.
    // Example: after the forward of 5.6, dy = [[7]] gives [[0 7 0] [0 0 0]].
    todo("5.7");
    // END EXERCISE 5.7
}
