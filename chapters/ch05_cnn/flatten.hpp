/// \file
/// From images to rows.
#pragma once

#include <optional>

#include "ch03_mlp/module.hpp"

namespace wb {

/// Makes of each sample one row, for the Linear layers that follow. No number changes, nor their order.
class Flatten : public Module {
public:
    /// Exercise 5.8.
    /// \param x  (N, ...), at least one axis
    /// \return (N, D), D being the product of the other axes; of (N, C, H, W), that is C H W
    /// \throws shape_error if x is a single number, without axes
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 5.8.
    /// \param dy  (N, D)
    /// \return dx, of the shape of the last input
    /// \throws shape_error if dy does not have the shape of the last output
    /// \throws std::logic_error if there was no forward(); the message says so
    np_tensor backward(const np_tensor& dy) override;

private:
    std::optional<Shape> x_shape_;  ///< of the last input
    Shape y_shape_;                 ///< of the last output
};

}  // namespace wb
