#include "ch04_adam/initialization.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

void wb::he_normal(np_tensor& weight, Rng& rng) {
    // EXERCISE 4.1
    // Goal: weights that keep the size of the numbers that pass through them.
    // Given: weight (D, M); rng.normal() draws from the normal distribution of variance 1.
    // Asked: each element a normal number times sqrt(2 / D), in order; shape_error unless there are two
    //        axes and D is at least 1.
    // Example: with D = 200, the standard deviation is 0.1.
    todo("4.1");
    // END EXERCISE 4.1
}

void wb::initialize(Module& model, Rng& rng) {
    for (const Parameter& parameter : model.parameters()) {
        if (parameter.name.ends_with("weight")) he_normal(*parameter.tensor, rng);
        if (parameter.name.ends_with("bias")) std::ranges::fill(parameter.tensor->values(), real{0});
    }
}
