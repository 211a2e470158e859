/// \file
/// Dropout: learning not to rely on a single unit.
#pragma once

#include <optional>

#include "ch03_mlp/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// While learning, switches each unit off with probability p, anew for each batch; afterwards does nothing.
/// \f[ y_i = x_i \, s_i, \qquad dx_i = dy_i \, s_i, \qquad
///     s_i = 0 \text{ with probability } p, \text{ and } \frac{1}{1-p} \text{ otherwise} \f]
/// The survivors are scaled up ("inverted" dropout), so that the mean of y is x, and nothing needs correcting
/// afterwards.
///
/// Source: N. Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014).
class Dropout : public Module {
public:
    /// A layer in train mode.
    /// \param p    the probability of being switched off, from 0 to below 1
    /// \param rng  decides; must outlive the layer
    /// \throws std::invalid_argument if p is outside its range
    Dropout(double p, Rng& rng);

    /// Exercise 4.3. In train mode y as above; in eval mode x itself.
    /// \param x  any shape
    np_tensor forward(const np_tensor& x) override;

    /// Exercise 4.4. The gradient passes where x passed, scaled alike; in eval mode, dy itself.
    /// \throws shape_error if dy has another shape than the last input
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
