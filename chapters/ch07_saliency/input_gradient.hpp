/// \file
/// How a score changes with each pixel.
#pragma once

#include "ch03_mlp/module.hpp"

namespace wb {

/// Exercise 7.2. The derivative of one score of each sample with respect to everything the network was shown.
/// \f[ g_n = \frac{\partial z_{n k_n}}{\partial x_n}, \qquad k_n \text{ the class asked about} \f]
/// One forward and one backward. backward() wants the derivative of some number with respect to the scores:
/// here the number is \f$ \sum_n z_{n k_n} \f$, so it is 1 at the class asked about, and 0 elsewhere. Samples
/// do not see one another, so all rows can go together.
///
/// Of the scores, not of the probabilities: a probability is pushed down by all other classes, too, and where
/// the network is sure (p near 1), its derivative is nearly 0.
///
/// What happens to the model: it is switched to eval mode, and stays there. It is told that its input's
/// gradient is needed, whatever it was told in training (Module::need_input_gradient()). And backward() adds
/// to the gradients of the parameters what belongs to no training: they are zero when this returns.
/// \param model    takes (N, ...) and returns scores (N, K)
/// \param x        (N, ...)
/// \param classes  k, (N), each below K; argmax() of the scores, if what is asked is "why this answer?"
/// \return g, of the shape of x
/// \throws what check_classes() throws
///
/// Source: K. Simonyan, A. Vedaldi, A. Zisserman, *Deep inside convolutional networks: visualising image
/// classification models and saliency maps*, section 3 (2013).
np_tensor input_gradient(Module& model, const np_tensor& x, const Indices& classes);

}  // namespace wb
