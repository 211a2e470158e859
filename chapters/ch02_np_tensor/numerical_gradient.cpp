#include "ch02_np_tensor/numerical_gradient.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::numerical_gradient(const std::function<double(const np_tensor&)>& f, const np_tensor& x,
                                     double h) {
    // EXERCISE 2.10
    // Goal: the gradient of f at x, without calculus.
    // Given: f, a function of an array with one number as its result; x; h, a small step.
    // Asked: for each element of x: (f(x with the element + h) - f(x with the element - h)) / (2 h), in an
    //        array of the same shape; std::invalid_argument unless h > 0. Put each element back before you go
    //        on to the next.
    // Example: f(x) = x * x at 3 gives 6.
    todo("2.10");
    // END EXERCISE 2.10
}
