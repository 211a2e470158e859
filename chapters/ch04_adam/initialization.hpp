/// \file
/// Where to start: the weights before the first step.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch03_mlp/given/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// Exercise 4.1. Draws weights for a layer that a ReLU follows.
/// \f[ W_{dm} \sim \mathcal{N}\left(0, \frac{2}{D}\right) \f]
/// With weights of variance 2/D, the variance of a sum over D inputs is twice their mean square; the ReLU
/// halves it again. So the spread of the numbers stays the same from layer to layer, however many there are.
/// With smaller weights the numbers of a deep network vanish, with larger ones they explode.
/// \param weight  (D, M), overwritten
/// \param rng     one normal number for each element, in order
/// \throws shape_error unless weight has two axes and D is at least 1; the message gives its shape
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving deep into rectifiers*, section 2.2 (2015).
void he_normal(np_tensor& weight, Rng& rng);

/// Given. he_normal() for every parameter called "...weight", zeros for every one called "...bias".
void initialize(Module& model, Rng& rng);

}  // namespace wb
