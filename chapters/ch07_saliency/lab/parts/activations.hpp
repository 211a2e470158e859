/// \file
/// The lab's pictures of a network at work.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch03_mlp/sequential.hpp"
#include "common/lab/lab.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// The outputs of the layers of cnn28 for one image, x, which shows the digit k.
void show_activations(Sequential& model, const np_tensor& x, std::size_t k, Lab& lab);

}  // namespace wb::lab07
