/// \file
/// He's weights for a convolutional network, which draws others by itself.
#pragma once

#include <algorithm>
#include <cmath>

#include "ch03_mlp/given/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// Weights of variance 2 / D, D being what a filter, or a unit, adds up; biases of 0.
inline void draw_as_he(Module& model, Rng& rng) {
    for (const Parameter& parameter : model.parameters()) {
        np_tensor& w = *parameter.tensor;
        if (w.ndim() == 1) {
            std::ranges::fill(w.values(), real{0});
            continue;
        }
        const std::size_t D = w.ndim() == 4 ? w.dim(1) * w.dim(2) * w.dim(3) : w.dim(0);
        const double std = std::sqrt(2.0 / static_cast<double>(D));
        for (real& value : w.values()) value = static_cast<real>(std * rng.normal());
    }
}

}  // namespace wb
