/// \file
/// From images to rows.
#pragma once

#include <optional>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Makes each sample one row, for the Linear layers that follow. The numbers and their order do not change.
class Flatten : public Module {
public:
    /// Exercise 5.8. Makes each sample one row.
    /// \param x  (N, ...), at least one axis
    /// \return (N, D), D being the product of the other axes; for (N, C, H, W) it is C H W
    /// \throws shape_error if x is a single number, without axes; the message gives its shape, ()
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 5.8. Gives the gradient the shape of the input.
    /// \param dy  (N, D)
    /// \return dx, of the shape of the last input
    /// \throws shape_error if dy does not have the shape of the last output; the message gives the shape of dy
    /// \throws std::logic_error if there was no forward()
    np_tensor backward(const np_tensor& dy) override;

private:
    std::optional<Shape> x_shape_;  ///< of the last input
    Shape y_shape_;                 ///< of the last output
};

}  // namespace wb
