/// \file
/// The number that the lab doubles.
#pragma once

#include "common/real.hpp"

namespace wb {

/// Given.
real a_number();

}  // namespace wb
