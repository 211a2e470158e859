/// \file
/// Twice as much.
#pragma once

#include "common/real.hpp"

namespace wb {

/// Exercise 99.1. Twice a number: \f$ y = 2x \f$.
real twice(real x);

}  // namespace wb
