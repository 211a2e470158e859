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
    // EXERCISE 3.7
    // Goal: one step downhill.
    // Given: parameters(), each with a tensor that may have a gradient; learning_rate_.
    // Asked: each element minus learning_rate_ times its gradient. A tensor without a gradient stays.
    // Example: weight 1, gradient 2, learning rate 0.1: the weight becomes 0.8.
    todo("3.7");
    // END EXERCISE 3.7
}
