#include "ch04_adam/adam.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

namespace {

void require(bool holds, const std::string& option, const std::string& range, double value) {
    if (!holds)
        throw std::invalid_argument("Adam: " + option + " must be " + range + ", not " +
                                    std::to_string(value));
}

void require_learning_rate(double value) {
    require(value > 0, "learning_rate", "greater than 0", value);
}

}  // namespace

wb::Adam::Adam(std::vector<Parameter> parameters, const AdamOptions& options)
    : Optimizer(std::move(parameters)), options_(options) {
    require_learning_rate(options.learning_rate);
    require(options.beta1 >= 0 && options.beta1 < 1, "beta1", "from 0 to below 1", options.beta1);
    require(options.beta2 >= 0 && options.beta2 < 1, "beta2", "from 0 to below 1", options.beta2);
    require(options.epsilon > 0, "epsilon", "greater than 0", options.epsilon);
    for (const Parameter& parameter : this->parameters()) {
        m_.emplace_back(parameter.tensor->shape());
        v_.emplace_back(parameter.tensor->shape());
    }
}

void wb::Adam::set_learning_rate(double learning_rate) {
    require_learning_rate(learning_rate);
    options_.learning_rate = learning_rate;
}

void wb::Adam::step() {
    // EXERCISE 4.2
    // Goal: a step whose length depends on how steadily the gradient points one way.
    // Given: parameters(); options_; t_, the number of steps so far; m_[i] and v_[i], of the shape of
    //        parameter i, zero at first.
    // Asked: t_ grows by one; then, for each parameter with a gradient g, element by element:
    //            m = beta1 m + (1 - beta1) g          m_hat = m / (1 - beta1^t)
    //            v = beta2 v + (1 - beta2) g^2        v_hat = v / (1 - beta2^t)
    //            w = w - learning_rate * m_hat / (sqrt(v_hat) + epsilon)
    // Example: in the very first step each weight moves by the learning rate, against the sign of g.
    todo("4.2");
    // END EXERCISE 4.2
}
