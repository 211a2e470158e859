/// \file
/// Refusing images that are none.
#pragma once

#include <string>

#include "common/plot/gray_image.hpp"

namespace wb::plot {

/// Refuses an image that cannot be drawn.
/// \param where  the function that was given the image, for the message
/// \throws std::invalid_argument if it has no pixels, or not as many values as pixels
void check_image(const GrayImage& image, const std::string& where);

}  // namespace wb::plot
