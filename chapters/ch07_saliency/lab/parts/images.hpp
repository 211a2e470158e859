/// \file
/// Images and maps, made ready for drawing.
#pragma once

#include <cstddef>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "common/plot/gray_image.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab07 {

/// Image n.
plot::GrayImage picture_of(const Images& images, std::size_t n);

/// Map n of (N, H, W).
plot::GrayImage picture_of(const np_tensor& maps, std::size_t n);

/// A map (H, W).
plot::GrayImage image_of(const np_tensor& map);

/// The same map, scaled so that its largest size is 1: you can see each map, however small its numbers are.
plot::GrayImage stretched(plot::GrayImage map);

}  // namespace wb::lab07
