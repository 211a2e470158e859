#include "ch05_cnn/conv2d_by_loops.hpp"

#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/given/padding.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::conv2d_by_loops(const np_tensor& x, const np_tensor& weight, const np_tensor& bias,
                                  std::size_t padding) {
    // EXERCISE 5.1
    // Goal: the convolution as it is defined: a number of y for each image, filter and place.
    // Given: x (N, C, H, W), weight (M, C, F, F), bias (M), padding P. conv_sizes(the function's name, the
    //        shape of x, that of weight, padding) checks these shapes, and returns a ConvSizes, which knows
    //        N, C, F, H_out and W_out. pad(x, padding) puts the frame of zeros around x.
    // Asked: y (N, M, H', W'): at (n, m, h, w), bias m plus the sum, over c, u and v, of the padded x at
    //        (n, c, h + u, w + v) times weight at (m, c, u, v). A shape_error, with the
    //        shape of bias, unless there are M biases.
    // Example: without padding, x = [[1 2 3] [4 5 6]] (one image, one channel) under the filter
    //        [[1 0] [0 10]] and with bias 100 gives [[151 162]]: 100 + 1*1 + 5*10, 100 + 2*1 + 6*10.
    todo("5.1");
    // END EXERCISE 5.1
}
