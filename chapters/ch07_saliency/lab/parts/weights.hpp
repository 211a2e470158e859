/// \file
/// The lab's pictures of weights: the importance of pixels, and filters.
#pragma once

#include <cstddef>
#include <string>

#include "ch07_saliency/lab/parts/networks.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// What one pixel does in all images.
struct Ink {
    np_tensor spread{Shape{28, 28}};  ///< standard deviation, of pixels from 0 to 1
    Indices inked = Indices(784);     ///< in how many images it is not blank
    std::size_t images = 0;           ///< how many were counted
};

/// Counts it.
Ink ink_of(const Images& images);

/// Which pixels have large weights in 784-20-10, and which of them ever have ink.
void show_pixel_importance(Network& network, const Ink& ink, Lab& lab);

/// The first convolution before and after training.
void show_filters(Network& network, const std::string& name, Lab& lab);

}  // namespace wb::lab07
