/// \file
/// Where to start: the weights before the first step.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch03_mlp/module.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// Exercise 4.1. Draws weights for a layer that a ReLU follows.
/// \f[ W_{dm} \sim \mathcal{N}\left(0, \frac{2}{D}\right) \f]
/// A sum of D terms of variance 2/D has variance 2 times the mean square of the inputs; the ReLU throws half
/// of it away. So the spread of the numbers stays the same from layer to layer, however many there are: with
/// smaller weights a deep network falls silent, with larger ones it screams.
/// \param weight  (D, M), overwritten
/// \param rng     one normal number for each element, in order
/// \throws shape_error unless weight has two axes and D is at least 1
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving deep into rectifiers*, section 2.2 (2015).
void he_normal(np_tensor& weight, Rng& rng);

/// Given. he_normal() for every parameter called "...weight", zeros for every one called "...bias".
void initialize(Module& model, Rng& rng);

}  // namespace wb
