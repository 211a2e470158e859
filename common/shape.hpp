/// \file
/// The shape of an array, and lists of positions in it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wb {

/// The length of each axis, outermost first: `{60000, 28, 28}`. `{}` is the shape of a single number.
using Shape = std::vector<std::size_t>;

/// Positions along one axis, each counted from 0: the samples of a minibatch, the predicted classes.
using Indices = std::vector<std::size_t>;

/// How many numbers an array of this shape holds: the product of its axes, 1 for `{}`.
std::size_t count_elements(const Shape& shape);

/// The shape as NumPy prints it: `(128, 784)`, `(10,)`, `()`.
std::string to_string(const Shape& shape);

}  // namespace wb
