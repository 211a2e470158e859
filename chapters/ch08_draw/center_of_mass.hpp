/// \file
/// Where the ink is, on average.
#pragma once

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/given/stroke.hpp"

namespace wb {

/// Exercise 8.4. The point at which the image would balance if ink had weight.
/// \f[ x = \frac{\sum_{hw} (w + \frac12)\, p_{hw}}{\sum_{hw} p_{hw}}, \qquad
///     y = \frac{\sum_{hw} (h + \frac12)\, p_{hw}}{\sum_{hw} p_{hw}} \f]
/// \param image  (H, W), 0 for paper to 1 for ink
/// \throws shape_error unless the image has two axes; the message gives its shape
/// \throws std::invalid_argument if there is no ink, because then there is no such point
Point center_of_mass(const np_tensor& image);

}  // namespace wb
