/// \file
/// The rectified linear unit.
#pragma once

#include <optional>

#include "ch03_mlp/module.hpp"

namespace wb {

/// Lets what is positive pass, and stops the rest.
/// \f[ y_i = \max(0, x_i), \qquad dx_i = dy_i \, [x_i > 0] \f]
/// At exactly 0, where the function has a corner, the derivative is taken to be 0. Without something between
/// them that is not linear, two Linear layers could do no more than one.
///
/// Source: V. Nair, G. Hinton, *Rectified linear units improve restricted Boltzmann machines* (2010).
class ReLU : public Module {
public:
    /// Exercise 3.3.
    /// \param x  any shape
    /// \return the same shape
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 3.3.
    /// \param dy  the shape of the last input
    /// \return dx, the same shape
    /// \throws shape_error if dy has another shape
    /// \throws std::logic_error if there was no forward(); the message says so
    np_tensor backward(const np_tensor& dy) override;

private:
    std::optional<np_tensor> x_;  ///< the last input: backward() asks where it was positive
};

}  // namespace wb
