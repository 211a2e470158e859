#include "ch07_saliency/saliency_map.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::saliency_map(const np_tensor& gradient) {
    // EXERCISE 7.3
    // Goal: one number for each pixel: how fast the score moves with it.
    // Given: gradient (N, C, H, W); check_images("saliency_map", gradient), which throws if it is not that.
    // Asked: (N, H, W): the largest size, |gradient(n, c, h, w)|, among the C channels of each pixel.
    // Example: one pixel with the channels 1, -4 and 2 gives 4.
    todo("7.3");
    // END EXERCISE 7.3
}

wb::np_tensor wb::gradient_times_input(const np_tensor& gradient, const np_tensor& x) {
    // EXERCISE 7.3
    // Goal: what each pixel would contribute to the score if the network were linear.
    // Given: gradient and x, both (N, C, H, W); check_images.
    // Asked: (N, H, W): for each pixel the sum over its channels of gradient times x, with its sign. A
    //        shape_error, with both shapes, if they differ.
    // Example: one pixel with the gradients 1, -4 and 2 and the values 3, 1 and 0 gives 3 - 4 + 0 = -1.
    todo("7.3");
    // END EXERCISE 7.3
}
