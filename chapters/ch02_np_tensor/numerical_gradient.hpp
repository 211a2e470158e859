/// \file
/// A gradient without calculus, with which the others are checked.
#pragma once

#include <functional>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Exercise 2.10. The gradient of a function by central differences: change each element a little.
/// \f[ \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} \f]
///
/// The step makes an error of order \f$ h^2 \f$, rounding one of order \f$ \varepsilon / h \f$; with
/// \f$ h = 10^{-5} \f$ and `double`, the sum of both is near \f$ 10^{-10} \f$.
///
/// \param f  a function with one number as its result
/// \param x  where to take the gradient; f is called with one element moved by h, and the others where they
///           were, up to rounding
/// \param h  the step, greater than zero
/// \return the same shape as x
/// \throws std::invalid_argument if h is not greater than zero (or is not a number)
///
/// Source: W. Press et al., *Numerical Recipes*, section 5.7 (2007).
np_tensor numerical_gradient(const std::function<double(const np_tensor&)>& f, const np_tensor& x,
                             double h = 1e-5);

}  // namespace wb
