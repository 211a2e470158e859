#include "ch04_adam/dropout.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::Dropout::Dropout(double p, Rng& rng) : p_(p), rng_(&rng) {
    if (!(p >= 0 && p < 1))
        throw std::invalid_argument("Dropout: p must be from 0 to below 1, not " + std::to_string(p));
}

wb::np_tensor wb::Dropout::forward(const np_tensor& x) {
    // EXERCISE 4.3
    // Goal: drop some units in training; none afterwards.
    // Given: x, of any shape; training_; p_; rng_->uniform(), from 0 to below 1.
    // Asked: in train mode, x times s, where each element of s is 0 with probability p_ and 1 / (1 - p_)
    //        otherwise; in eval mode x. Keep s in scale_: backward needs it.
    // Example: with p_ = 0.5, [1 1 1 1] becomes perhaps [0 2 2 0]: the mean stays the same.
    todo("4.3");
    // END EXERCISE 4.3
}

wb::np_tensor wb::Dropout::backward(const np_tensor& dy) {
    // EXERCISE 4.4
    // Goal: the gradient passes where x passed.
    // Given: dy; scale_. No forward yet: std::logic_error. Other shape than the input: shape_error.
    // Asked: dy times scale_. Not a new draw: the units that were dropped did not influence the loss.
    // Example: if s was [0 2 2 0], then dy = [1 1 1 1] becomes [0 2 2 0].
    todo("4.4");
    // END EXERCISE 4.4
}
