/// \file
/// Stochastic gradient descent.
#pragma once

#include <vector>

#include "ch03_mlp/given/optimizer.hpp"

namespace wb {

/// A step downhill, straight against the gradient.
/// \f[ w \leftarrow w - \eta \, \frac{\partial L}{\partial w} \f]
/// Stochastic, because the gradient comes from one minibatch: it points downhill for these samples, and only
/// about downhill for all of them.
///
/// Source: H. Robbins, S. Monro, *A stochastic approximation method* (1951).
class SGD : public Optimizer {
public:
    /// Nothing is changed before step().
    /// \param parameters     what to change; must outlive this optimizer
    /// \param learning_rate  \f$ \eta \f$, greater than 0; 0.2 suits the network of this chapter
    /// \throws std::invalid_argument unless `learning_rate` is greater than 0
    SGD(std::vector<Parameter> parameters, double learning_rate);

    /// Exercise 3.7. Moves each parameter against its gradient. A parameter without a gradient stays as it
    /// is.
    void step() override;

private:
    double learning_rate_;  ///< the step is this number times the gradient
};

}  // namespace wb
