/// \file
/// Two arrays side by side: whether they agree, and if not, how they differ.
#pragma once

#include <string>

#include "tests/support/array.hpp"

namespace wb::judge {

/// How far two numbers may be apart: by `relative` times the larger of their sizes, or by `absolute`.
struct Tolerance {
    double relative = 1e-6;
    double absolute = 1e-9;
};

/// A NaN agrees with nothing; an infinity agrees with itself.
bool agree(double yours, double expected, const Tolerance& tolerance);

/// Why the arrays do not agree, in plain English: shapes, the first wrong element, the worst one, how many
/// differ, and the likely mistake. Empty if they agree.
/// \param as_image  whether to draw the two side by side; both sides must be 4 to 28 pixels long
std::string explain_difference(const ArrayView& yours, const ArrayView& expected, const Tolerance& tolerance,
                               bool as_image = false);

/// The same for single numbers.
std::string explain_difference(double yours, double expected, const Tolerance& tolerance);

/// The same for shapes.
std::string explain_shape(const Shape& yours, const Shape& expected);

}  // namespace wb::judge
