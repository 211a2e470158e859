#include "ch04_adam/initialization.hpp"

#include <algorithm>
#include <cmath>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

void wb::he_normal(np_tensor& weight, Rng& rng) {
    // BEGIN SOLUTION 4.1
    // STUB // Goal: weights that keep the size of the numbers that pass through them.
    // STUB // Given: weight (D, M); rng.normal() draws from the normal distribution of variance 1.
    // STUB // Asked: each element a normal number times sqrt(2 / D), in order; shape_error unless there are two
    // STUB //        axes and D is at least 1.
    // STUB // Example: with D = 200, the standard deviation is 0.1.
    // STUB todo("4.1");
    if (weight.ndim() != 2 || weight.dim(0) == 0)
        throw shape_error("he_normal", weight.shape(), "a weight is (D, M), with at least one input");
    const double std = std::sqrt(2.0 / static_cast<double>(weight.dim(0)));
    for (real& w : weight.values()) w = static_cast<real>(std * rng.normal());
    // END SOLUTION
}

void wb::initialize(Module& model, Rng& rng) {
    for (const Parameter& parameter : model.parameters()) {
        if (parameter.name.ends_with("weight")) he_normal(*parameter.tensor, rng);
        if (parameter.name.ends_with("bias")) std::ranges::fill(parameter.tensor->values(), real{0});
    }
}
