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
    // BEGIN SOLUTION 4.3
    // STUB // Goal: drop some units in training; none afterwards.
    // STUB // Given: x, of any shape; training_; p_; rng_->uniform(), from 0 to below 1.
    // STUB // Asked: in train mode, x times s, where each element of s is 0 with probability p_ and 1 / (1 - p_)
    // STUB //        otherwise; in eval mode x. Keep s in scale_: backward needs it.
    // STUB // Example: with p_ = 0.5, [1 1 1 1] becomes perhaps [0 2 2 0]: the mean stays the same.
    // STUB todo("4.3");
    scale_ = np_tensor(x.shape(), 1);
    if (training_) {
        const auto survivor = static_cast<real>(1 / (1 - p_));
        for (real& s : scale_->values()) s = rng_->uniform() < p_ ? real{0} : survivor;
    }
    return x * *scale_;
    // END SOLUTION
}

wb::np_tensor wb::Dropout::backward(const np_tensor& dy) {
    // BEGIN SOLUTION 4.4
    // STUB // Goal: the gradient passes where x passed.
    // STUB // Given: dy; scale_. No forward yet: std::logic_error. Other shape than the input: shape_error.
    // STUB // Asked: dy times scale_. Not a new draw: the units that were dropped did not influence the loss.
    // STUB // Example: if s was [0 2 2 0], then dy = [1 1 1 1] becomes [0 2 2 0].
    // STUB todo("4.4");
    if (!scale_) throw std::logic_error("Dropout: backward() needs a forward() before it");
    if (dy.shape() != scale_->shape())
        throw shape_error("Dropout.backward", dy.shape(), scale_->shape(),
                          "the gradient has the shape of the input");
    return dy * *scale_;
    // END SOLUTION
}
