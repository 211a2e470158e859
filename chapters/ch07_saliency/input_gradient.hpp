/// \file
/// How a score changes with each pixel.
#pragma once

#include "ch03_mlp/given/module.hpp"

namespace wb {

/// Exercise 7.2. The derivative of one score of each sample with respect to its input.
/// \f[ g_n = \frac{\partial z_{n k_n}}{\partial x_n}, \qquad k_n \text{ the given class} \f]
/// It takes one forward and one backward pass. backward() takes the derivative of some number with respect to
/// the scores. Here the number is \f$ \sum_n z_{n k_n} \f$, so the derivative is 1 at the given class and 0
/// elsewhere. Samples do not influence each other, so the whole batch can be computed together.
///
/// It is the derivative of the score, not of the probability. A probability also depends on the scores of all
/// other classes, and where the network is confident (p near 1), its derivative is nearly 0.
///
/// The model is switched to eval mode, and its input gradient is switched on (Module::need_input_gradient()),
/// because training switches it off; both stay so. backward() also adds to the gradients of the parameters;
/// they are zero when this function returns.
/// \param model    takes (N, ...) and returns scores (N, K)
/// \param x        (N, ...)
/// \param classes  k, (N), each below K; to explain the network's answer, the argmax() of the scores
/// \return g, of the shape of x
/// \throws what check_classes() throws
///
/// Source: K. Simonyan, A. Vedaldi, A. Zisserman, *Deep inside convolutional networks: visualising image
/// classification models and saliency maps*, section 3 (2013).
np_tensor input_gradient(Module& model, const np_tensor& x, const Indices& classes);

}  // namespace wb
