/// \file
/// Ten digits as a person might draw them.
#pragma once

#include <cstddef>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb {

/// Their height on a canvas of their own.
inline constexpr real sample_height = 160;

/// One of them in the middle of a canvas of 280 x 280. Given.
/// \param width  of the pen
np_tensor sample_canvas(std::size_t digit, real width);

}  // namespace wb
