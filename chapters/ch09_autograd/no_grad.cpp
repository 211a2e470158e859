#include "ch09_autograd/no_grad.hpp"

#include "common/errors/not_implemented.hpp"

wb::NoGrad::NoGrad() {
    // EXERCISE 9.11
    // Goal: nothing is recorded from here on. Given: set_grad_enabled(on), which returns what it was before.
    todo("9.11");
    // END EXERCISE 9.11
}

wb::NoGrad::~NoGrad() {
    // EXERCISE 9.11
    // Goal: as it was before. (A destructor must not throw: this stub does nothing, and does not call todo.)
    // END EXERCISE 9.11
}

wb::Variable wb::detach(const Variable& x) {
    // EXERCISE 9.11
    // Goal: the numbers without the history. Asked: a leaf that requires no gradient.
    todo("9.11");
    // END EXERCISE 9.11
}
