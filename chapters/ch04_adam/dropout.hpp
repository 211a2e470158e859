/// \file
/// Dropout: no unit may rely on another one.
#pragma once

#include <optional>

#include "ch03_mlp/given/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// In training, drops each unit with probability p, with a new draw for each batch; afterwards does nothing.
/// \f[ y_i = x_i \, s_i, \qquad dx_i = dy_i \, s_i, \qquad
///     s_i = 0 \text{ with probability } p, \text{ and } \frac{1}{1-p} \text{ otherwise} \f]
/// The other units are scaled up ("inverted" dropout), so the mean of y is x, and nothing has to be
/// corrected afterwards.
///
/// Source: N. Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014).
class Dropout : public Module {
public:
    /// A layer in train mode.
    /// \param p    the probability of being dropped, from 0 to below 1
    /// \param rng  decides; must outlive the layer
    /// \throws std::invalid_argument if p is outside its range
    Dropout(double p, Rng& rng);

    /// Exercise 4.3. Drops units at random. In train mode y as above; in eval mode x itself, and nothing is
    /// drawn.
    /// \param x  any shape
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 4.4. Passes the gradient where x passed, with the same factor; in eval mode returns dy
    /// itself. Nothing is drawn.
    /// \throws shape_error if dy has another shape than the last input; the message gives both
    /// \throws std::logic_error if there was no forward()
    np_tensor backward(const np_tensor& dy) override;

    /// Each mode holds from the next forward() on. Given.
    void train() override { training_ = true; }
    void eval() override { training_ = false; }

private:
    double p_;
    Rng* rng_;
    bool training_ = true;
    std::optional<np_tensor> scale_;  ///< s of the last forward(); ones in eval mode
};

}  // namespace wb
