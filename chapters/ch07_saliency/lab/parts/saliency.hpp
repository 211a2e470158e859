/// \file
/// The lab's pictures and measures that explain single digits.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch07_saliency/given/digits.hpp"
#include "ch07_saliency/lab/parts/networks.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// All methods for all digits, and the same for an untrained network.
void show_saliency(Network& network, const Digits& digits, const np_tensor& x, real baseline, Lab& lab);

/// The evidence for other classes, and one digit enlarged.
void show_classes(Sequential& model, const Digits& digits, const np_tensor& x, real baseline, Lab& lab);

}  // namespace wb::lab07
