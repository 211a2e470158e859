#include "ch02_np_tensor/numerical_gradient.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

wb::np_tensor wb::numerical_gradient(const std::function<double(const np_tensor&)>& f, const np_tensor& x,
                                     double h) {
    // BEGIN SOLUTION 2.10
    // STUB // Goal: the gradient of f at x, without calculus.
    // STUB // Given: f, a function of an array with one number as its result; x; h, a small step.
    // STUB // Asked: for each element of x: (f(x with the element + h) - f(x with the element - h)) / (2 h), in an
    // STUB //        array of the same shape; std::invalid_argument unless h > 0. Put each element back before you go
    // STUB //        on to the next.
    // STUB // Example: f(x) = x * x at 3 gives 6.
    // STUB todo("2.10");
    if (!(h > 0))
        throw std::invalid_argument("numerical_gradient: h must be greater than 0, not " + std::to_string(h));
    np_tensor gradient(x.shape());
    np_tensor moved = x;
    for (std::size_t i = 0; i < x.size(); ++i) {
        real& element = moved.values()[i];
        const real original = element;
        element = static_cast<real>(original + h);
        const double above = f(moved);
        element = static_cast<real>(original - h);
        const double below = f(moved);
        element = original;
        gradient.values()[i] = static_cast<real>((above - below) / (2 * h));
    }
    return gradient;
    // END SOLUTION
}
