/// \file
/// The error of a picture that could not be drawn.
#pragma once

#include <stdexcept>

namespace wb {

/// A picture that could not be drawn, and what to do about it. A lab says so and goes on: its numbers are
/// worth having without the picture.
class plot_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace wb
