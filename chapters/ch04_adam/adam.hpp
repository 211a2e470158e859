/// \file
/// Adam: an optimizer with a separate step length for each weight.
#pragma once

#include <cstddef>
#include <vector>

#include "ch03_mlp/given/optimizer.hpp"

namespace wb {

/// The settings of Adam; the defaults are those of the paper.
struct AdamOptions {
    double learning_rate = 1e-3;  ///< \f$ \eta \f$, above 0: a step's length if the gradient is steady
    double beta1 = 0.9;           ///< memory of the mean gradient, from 0 to below 1: about 10 steps
    double beta2 = 0.999;         ///< memory of the mean square, from 0 to below 1: about 1,000 steps
    double epsilon = 1e-8;        ///< prevents a division by zero, greater than 0
};

/// Keeps a running mean of each gradient and of its square, and moves each weight by their ratio.
/// \f[ m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2 \f]
/// \f[ \hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
///     w \leftarrow w - \eta \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \f]
/// The ratio does not depend on how large the gradients are, only on how steadily they point in one
/// direction: weights with small gradients, such as those of pixels that rarely have ink, learn as fast as
/// the others.
///
/// m and v start at zero, so they are biased towards zero. The divisions by \f$ 1 - \beta^t \f$ correct this;
/// t is the number of steps so far, including this one.
///
/// Source: D. Kingma, J. Ba, *Adam: a method for stochastic optimization*, algorithm 1 (2015).
class Adam : public Optimizer {
public:
    /// Nothing is changed before step(). Both means start at zero.
    /// \param parameters  what to change; must outlive this optimizer
    /// \throws std::invalid_argument if an option is outside its range; the message names it
    explicit Adam(std::vector<Parameter> parameters, const AdamOptions& options = {});

    /// Exercise 4.2. Moves each parameter by one step of Adam. A parameter without a gradient stays, and so
    /// do its m and v.
    void step() override;

    /// For schedules: the learning rate of the steps to come. Given.
    /// \throws std::invalid_argument unless it is greater than 0
    void set_learning_rate(double learning_rate);

private:
    AdamOptions options_;
    std::size_t t_ = 0;         ///< steps so far
    std::vector<np_tensor> m_;  ///< for each parameter the running mean of its gradient
    std::vector<np_tensor> v_;  ///< for each parameter the running mean of its gradient's square
};

}  // namespace wb
