#include "ch07_saliency/integrated_gradients.hpp"

#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::integrated_gradients(Module& model, const np_tensor& x, const Indices& classes,
                                       real baseline, std::size_t steps) {
    // EXERCISE 7.4
    // Goal: what each pixel contributes, along the path from blank paper to the image.
    // Given: input_gradient() of exercise 7.2; x (N, ...); baseline b, the same for each pixel; steps T.
    // Asked: (x - b) times the mean of the gradients at the T points b + (t + 1/2) / T (x - b), t = 0 to T -
    //        1. std::invalid_argument if there are no steps.
    // Example: one pixel, 3, with the score z = x^2 and b = 1, in two steps: the points 1.5 and 2.5 have the
    //          gradients 3 and 5; the result is 2 * 4 = 8, which is 3^2 - 1^2.
    todo("7.4");
    // END EXERCISE 7.4
}
