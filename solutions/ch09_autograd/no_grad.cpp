#include "ch09_autograd/no_grad.hpp"

#include "common/errors/not_implemented.hpp"

wb::NoGrad::NoGrad() {
    // BEGIN SOLUTION 9.11
    // STUB // Goal: nothing is recorded from here on. Given: set_grad_enabled(on), which returns what it was before.
    // STUB todo("9.11");
    enabled_before_ = set_grad_enabled(false);
    // END SOLUTION
}

wb::NoGrad::~NoGrad() {
    // BEGIN SOLUTION 9.11
    // STUB // Goal: as it was before. (A destructor must not throw: this stub does nothing, and does not call todo.)
    set_grad_enabled(enabled_before_);
    // END SOLUTION
}

wb::Variable wb::detach(const Variable& x) {
    // BEGIN SOLUTION 9.11
    // STUB // Goal: the numbers without the history. Asked: a leaf that requires no gradient.
    // STUB todo("9.11");
    return Variable(x.value());
    // END SOLUTION
}
