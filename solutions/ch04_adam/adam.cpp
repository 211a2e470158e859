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
    // BEGIN SOLUTION 4.2
    // STUB // Goal: a step whose length depends on how steadily the gradient points one way.
    // STUB // Given: parameters(); options_; t_, the number of steps so far; m_[i] and v_[i], of the shape of
    // STUB //        parameter i, zero at first.
    // STUB // Asked: t_ grows by one; then, for each parameter with a gradient g, element by element:
    // STUB //            m = beta1 m + (1 - beta1) g          m_hat = m / (1 - beta1^t)
    // STUB //            v = beta2 v + (1 - beta2) g^2        v_hat = v / (1 - beta2^t)
    // STUB //            w = w - learning_rate * m_hat / (sqrt(v_hat) + epsilon)
    // STUB // Example: in the very first step each weight moves by the learning rate, against the sign of g.
    // STUB todo("4.2");
    ++t_;
    const auto beta1 = static_cast<real>(options_.beta1), share1 = static_cast<real>(1 - options_.beta1);
    const auto beta2 = static_cast<real>(options_.beta2), share2 = static_cast<real>(1 - options_.beta2);
    const auto rate = static_cast<real>(options_.learning_rate);
    const auto epsilon = static_cast<real>(options_.epsilon);
    // Both means started at zero: after t steps the weights of their sums add up to 1 - beta^t only.
    const auto steps = static_cast<double>(t_);
    const auto held1 = static_cast<real>(1 - std::pow(options_.beta1, steps));
    const auto held2 = static_cast<real>(1 - std::pow(options_.beta2, steps));

    for (std::size_t i = 0; i < parameters().size(); ++i) {
        np_tensor& tensor = *parameters()[i].tensor;
        if (!tensor.has_grad()) continue;
        real* w = tensor.data();
        const real* g = tensor.grad().data();
        real* m = m_[i].data();
        real* v = v_[i].data();
        for (std::size_t k = 0; k < tensor.size(); ++k) {
            m[k] = beta1 * m[k] + share1 * g[k];
            v[k] = beta2 * v[k] + share2 * g[k] * g[k];
            w[k] -= rate * (m[k] / held1) / (std::sqrt(v[k] / held2) + epsilon);
        }
    }
    // END SOLUTION
}
