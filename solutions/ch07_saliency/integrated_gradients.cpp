#include "ch07_saliency/integrated_gradients.hpp"

#include <stdexcept>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::integrated_gradients(Module& model, const np_tensor& x, const Indices& classes,
                                       real baseline, std::size_t steps) {
    // BEGIN SOLUTION 7.4
    // STUB // Goal: what each pixel contributes, along the path from blank paper to the image.
    // STUB // Given: input_gradient() of exercise 7.2; x (N, ...); baseline b, the same for each pixel; steps T.
    // STUB // Asked: (x - b) times the mean of the gradients at the T points b + (t + 1/2) / T (x - b), t = 0 to T -
    // STUB //        1. std::invalid_argument if there are no steps.
    // STUB // Example: one pixel, 3, with the score z = x^2 and b = 1, in two steps: the points 1.5 and 2.5 have the
    // STUB //          gradients 3 and 5; the result is 2 * 4 = 8, which is 3^2 - 1^2.
    // STUB todo("7.4");
    if (steps == 0) throw std::invalid_argument("integrated_gradients: it takes at least 1 step, not 0");
    const np_tensor way = x - baseline;
    np_tensor sum(x.shape());
    for (std::size_t t = 0; t < steps; ++t) {
        const real alpha = (static_cast<real>(t) + real(0.5)) / static_cast<real>(steps);
        sum = sum + input_gradient(model, baseline + alpha * way, classes);
    }
    return way * sum / static_cast<real>(steps);
    // END SOLUTION
}
