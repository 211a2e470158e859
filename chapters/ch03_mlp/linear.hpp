/// \file
/// The fully connected layer.
#pragma once

#include <cstddef>
#include <optional>

#include "ch03_mlp/given/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// A fully connected layer: each output is a weighted sum of all inputs, plus a bias.
/// \f[ y = x W + b, \qquad y_{nm} = \sum_d x_{nd} W_{dm} + b_m \f]
class Linear : public Module {
public:
    /// Draws W and b uniformly from \f$ \pm 1 / \sqrt{D} \f$: weighted sums of D inputs then stay small,
    /// whatever D is. Given.
    /// \param in   D, the number of inputs, at least 1
    /// \param out  M, the number of outputs
    /// \param rng  the same seed gives the same layer
    /// \throws std::invalid_argument if `in` is 0
    ///
    /// Source: Y. LeCun et al., *Efficient BackProp*, section 4.6 (1998); the default of PyTorch's Linear.
    Linear(std::size_t in, std::size_t out, Rng& rng);

    /// Exercise 3.1. Computes y = x W + b, a row for each sample.
    /// \param x  (N, D)
    /// \return (N, M)
    /// \throws shape_error unless x has two axes and D columns; the message gives the shape of x
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 3.2. Computes the gradients of x, W and b from that of y.
    /// \f[ dx = dy \, W^T, \qquad dW \mathrel{+}= x^T dy, \qquad db_m \mathrel{+}= \sum_n dy_{nm} \f]
    /// Nothing is divided by N here: dy already contains the 1/N of the mean over the batch.
    /// \param dy  (N, M)
    /// \return dx, (N, D); after need_input_gradient(false) it may be anything
    /// \throws shape_error if dy does not have the shape of the last output; the message gives dy's shape
    /// \throws std::logic_error if there was no forward()
    ///
    /// Source: D. Rumelhart, G. Hinton, R. Williams, *Learning representations by back-propagating errors*
    /// (1986).
    np_tensor backward(const np_tensor& dy) override;

    /// "weight", then "bias".
    std::vector<Parameter> parameters() override { return {{"weight", &weight}, {"bias", &bias}}; }

    np_tensor weight;  ///< W, (D, M)
    np_tensor bias;    ///< b, (M)

private:
    std::optional<np_tensor> x_;  ///< the last input, for backward()
};

}  // namespace wb
