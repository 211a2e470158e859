#include "ch03_mlp/sgd.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::SGD::SGD(std::vector<Parameter> parameters, double learning_rate)
    : Optimizer(std::move(parameters)), learning_rate_(learning_rate) {
    if (!(learning_rate > 0))
        throw std::invalid_argument("SGD: the learning rate must be greater than 0, not " +
                                    std::to_string(learning_rate));
}

void wb::SGD::step() {
    // BEGIN SOLUTION 3.7
    // STUB // Goal: one step downhill.
    // STUB // Given: parameters(), each with a tensor that may have a gradient; learning_rate_.
    // STUB // Asked: each element minus learning_rate_ times its gradient. A tensor without a gradient stays.
    // STUB // Example: weight 1, gradient 2, learning rate 0.1: the weight becomes 0.8.
    // STUB todo("3.7");
    for (const Parameter& parameter : parameters()) {
        np_tensor& w = *parameter.tensor;
        if (!w.has_grad()) continue;
        const auto rate = static_cast<real>(learning_rate_);
        std::transform(w.values().begin(), w.values().end(), w.grad().values().begin(), w.values().begin(),
                       [rate](real w_i, real dw_i) { return w_i - rate * dw_i; });
    }
    // END SOLUTION
}
