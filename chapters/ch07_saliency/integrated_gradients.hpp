/// \file
/// The gradient along the whole path to the image.
#pragma once

#include <cstddef>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Exercise 7.4. How much each pixel contributes to the score, along the straight path from blank paper to
/// the image.
/// \f[ s_i = (x_i - b) \int_0^1 \frac{\partial z_k}{\partial x_i}\bigl(b + \alpha (x - b)\bigr) \, d\alpha
///     \approx (x_i - b) \frac{1}{T} \sum_{t=0}^{T-1}
///         \frac{\partial z_k}{\partial x_i}\Bigl(b + \frac{t + \frac12}{T} (x - b)\Bigr) \f]
/// The integral is approximated by the midpoint rule, with T steps.
///
/// The rise of the score along the path is the integral of its slope. So the \f$ s_i \f$ of a sample add up to
/// \f$ z_k(x) - z_k(b) \f$ ("completeness"), except for the error of the midpoint rule.
/// \param model     as for input_gradient(), which also says what it changes
/// \param x         (N, ...)
/// \param classes   k, (N), each below K
/// \param baseline  b, the value of blank paper in every pixel: 0 for pixels from 0 to 1
/// \param steps     T, at least 1; each takes a forward and a backward pass
/// \return s, of the shape of x; positive or negative
/// \throws std::invalid_argument if there are no steps
/// \throws what check_classes() throws
///
/// Source: M. Sundararajan, A. Taly, Q. Yan, *Axiomatic attribution for deep networks* (2017).
np_tensor integrated_gradients(Module& model, const np_tensor& x, const Indices& classes, real baseline,
                               std::size_t steps = 50);

}  // namespace wb
