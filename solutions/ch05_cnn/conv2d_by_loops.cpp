#include "ch05_cnn/conv2d_by_loops.hpp"

#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/given/padding.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::conv2d_by_loops(const np_tensor& x, const np_tensor& weight, const np_tensor& bias,
                                  std::size_t padding) {
    // BEGIN SOLUTION 5.1
    // STUB // Goal: the convolution as it is defined: a number of y for each image, filter and place.
    // STUB // Given: x (N, C, H, W), weight (M, C, F, F), bias (M), padding P. conv_sizes(the function's name, the
    // STUB //        shape of x, that of weight, padding) checks these shapes, and returns a ConvSizes, which knows
    // STUB //        N, C, F, H_out and W_out. pad(x, padding) puts the frame of zeros around x.
    // STUB // Asked: y (N, M, H', W'): at (n, m, h, w), bias m plus the sum, over c, u and v, of the padded x at
    // STUB //        (n, c, h + u, w + v) times weight at (m, c, u, v). A shape_error, with the
    // STUB //        shape of bias, unless there are M biases.
    // STUB // Example: without padding, x = [[1 2 3] [4 5 6]] (one image, one channel) under the filter
    // STUB //        [[1 0] [0 10]] and with bias 100 gives [[151 162]]: 100 + 1*1 + 5*10, 100 + 2*1 + 6*10.
    // STUB todo("5.1");
    const ConvSizes size = conv_sizes("conv2d_by_loops", x.shape(), weight.shape(), padding);
    const std::size_t M = weight.dim(0);
    if (bias.shape() != Shape{M})
        throw shape_error("conv2d_by_loops", weight.shape(), bias.shape(), "each filter has one bias");

    const np_tensor padded = pad(x, padding);
    np_tensor y({size.N, M, size.H_out, size.W_out});
    // For each number of y ...
    for (std::size_t n = 0; n < size.N; ++n)
        for (std::size_t m = 0; m < M; ++m)
            for (std::size_t h = 0; h < size.H_out; ++h)
                for (std::size_t w = 0; w < size.W_out; ++w) {
                    // ... put filter m on the patch at (h, w).
                    real sum = bias(m);
                    for (std::size_t c = 0; c < size.C; ++c)
                        for (std::size_t u = 0; u < size.F; ++u)
                            for (std::size_t v = 0; v < size.F; ++v)
                                sum += padded(n, c, h + u, w + v) * weight(m, c, u, v);
                    y(n, m, h, w) = sum;
                }
    return y;
    // END SOLUTION
}
