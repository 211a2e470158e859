/// \file
/// A gradient without calculus, to check the others by.
#pragma once

#include <functional>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 2.10. The gradient of a function by central differences: wiggle each element and look.
/// \f[ \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} \f]
///
/// The error is of order \f$ h^2 \f$ by the step, and of order \f$ \varepsilon / h \f$ by rounding; with
/// \f$ h = 10^{-5} \f$ and `double` both are near \f$ 10^{-10} \f$.
///
/// \param f  a function with one number as its result
/// \param x  where to take the gradient
/// \param h  the step, greater than zero
/// \return the same shape as x
/// \throws std::invalid_argument if h is not greater than zero (or is not a number)
///
/// Source: W. Press et al., *Numerical Recipes*, section 5.7 (2007).
np_tensor numerical_gradient(const std::function<double(const np_tensor&)>& f, const np_tensor& x,
                             double h = 1e-5);

}  // namespace wb
