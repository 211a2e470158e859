/// \file
/// The rectified linear unit.
#pragma once

#include <optional>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Passes positive numbers, and replaces negative ones by 0.
/// \f[ y_i = \max(0, x_i), \qquad dx_i = dy_i \, [x_i > 0] \f]
/// At exactly 0, where the function has a corner, the derivative is taken to be 0. Without a nonlinear
/// function between them, two Linear layers could do no more than one.
///
/// Source: V. Nair, G. Hinton, *Rectified linear units improve restricted Boltzmann machines* (2010).
class ReLU : public Module {
public:
    /// Exercise 3.3. Replaces negative numbers by 0.
    /// \param x  any shape
    /// \return the same shape
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 3.3. Passes the gradient where x was positive.
    /// \param dy  the shape of the last input
    /// \return dx, the same shape
    /// \throws shape_error if dy has another shape; the message gives both
    /// \throws std::logic_error if there was no forward()
    np_tensor backward(const np_tensor& dy) override;

private:
    std::optional<np_tensor> x_;  ///< the last input: backward() needs to know where it was positive
};

}  // namespace wb
