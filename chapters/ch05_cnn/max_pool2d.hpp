/// \file
/// Max pooling: the largest number of each small square.
#pragma once

#include <cstddef>
#include <optional>

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Cuts each channel of each image into squares of S x S, and keeps the largest number of each.
/// \f[ y_{nchw} = \max_{0 \le u, v < S} x_{n,\,c,\,Sh+u,\,Sw+v} \f]
/// The result says that a pattern was found in about this place. If the digit moves by a pixel, the result
/// changes little, and the next layer has only a quarter of the numbers to read.
///
/// Rows and columns that do not fill a square, H mod S of them at the bottom and W mod S at the right, are
/// dropped, as in PyTorch.
///
/// Source: M. Ranzato, F. Huang, Y. Boureau, Y. LeCun, *Unsupervised learning of invariant feature
/// hierarchies with applications to object recognition* (2007).
class MaxPool2d : public Module {
public:
    /// A layer without parameters.
    /// \param side  S, the side of the squares
    /// \throws std::invalid_argument if it is 0
    explicit MaxPool2d(std::size_t side = 2);

    /// Exercise 5.6. Keeps the largest number of each square.
    /// \param x  (N, C, H, W), H and W at least S
    /// \return (N, C, H / S, W / S), the quotients rounded down
    /// \throws shape_error unless x has four axes, and room for a square; the message gives the shape of x
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 5.7. Passes the gradient to the number that was the largest; the others had no influence.
    ///
    /// Of several that are equally large, the first in reading order gets all of it, as in PyTorch. (The
    /// function has a corner there, as ReLU has at 0. Ties are common: a ReLU before the pooling leaves many
    /// squares with four zeros.)
    /// \param dy  (N, C, H / S, W / S)
    /// \return dx, (N, C, H, W)
    /// \throws shape_error if dy does not have the shape of the last output; the message gives the shape of dy
    /// \throws std::logic_error if there was no forward()
    np_tensor backward(const np_tensor& dy) override;

protected:
    /// What forward() keeps for backward(). The tests of 5.6 read it.
    struct Winners {
        Shape x_shape;    ///< (N, C, H, W)
        Shape y_shape;    ///< (N, C, H / S, W / S)
        Indices winners;  ///< for each element of y, in order: which element of x.values() it is
    };

    std::size_t side_;             ///< S
    std::optional<Winners> last_;  ///< of the last forward(); empty before the first
};

}  // namespace wb
