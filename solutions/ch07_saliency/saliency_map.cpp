#include "ch07_saliency/saliency_map.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::saliency_map(const np_tensor& gradient) {
    // BEGIN SOLUTION 7.3
    // STUB // Goal: one number for each pixel: how fast the score moves with it.
    // STUB // Given: gradient (N, C, H, W); check_images("saliency_map", gradient), which throws if it is not that.
    // STUB // Asked: (N, H, W): the largest size, |gradient(n, c, h, w)|, among the C channels of each pixel.
    // STUB // Example: one pixel with the channels 1, -4 and 2 gives 4.
    // STUB todo("7.3");
    check_images("saliency_map", gradient);
    const std::size_t N = gradient.dim(0), C = gradient.dim(1), H = gradient.dim(2), W = gradient.dim(3);
    np_tensor map({N, H, W});
    for (std::size_t n = 0; n < N; ++n)
        for (std::size_t c = 0; c < C; ++c)
            for (std::size_t h = 0; h < H; ++h)
                for (std::size_t w = 0; w < W; ++w)
                    map(n, h, w) = std::max(map(n, h, w), std::abs(gradient(n, c, h, w)));
    return map;
    // END SOLUTION
}

wb::np_tensor wb::gradient_times_input(const np_tensor& gradient, const np_tensor& x) {
    // BEGIN SOLUTION 7.3
    // STUB // Goal: what each pixel would contribute to the score if the network were linear.
    // STUB // Given: gradient and x, both (N, C, H, W); check_images.
    // STUB // Asked: (N, H, W): for each pixel the sum over its channels of gradient times x, with its sign. A
    // STUB //        shape_error, with both shapes, if they differ.
    // STUB // Example: one pixel with the gradients 1, -4 and 2 and the values 3, 1 and 0 gives 3 - 4 + 0 = -1.
    // STUB todo("7.3");
    check_images("gradient_times_input", gradient);
    if (gradient.shape() != x.shape())
        throw shape_error("gradient_times_input", gradient.shape(), x.shape(),
                          "the gradient has the shape of the images that it belongs to");
    const std::size_t N = x.dim(0), C = x.dim(1), H = x.dim(2), W = x.dim(3);
    np_tensor map({N, H, W});
    for (std::size_t n = 0; n < N; ++n)
        for (std::size_t c = 0; c < C; ++c)
            for (std::size_t h = 0; h < H; ++h)
                for (std::size_t w = 0; w < W; ++w) map(n, h, w) += gradient(n, c, h, w) * x(n, c, h, w);
    return map;
    // END SOLUTION
}
