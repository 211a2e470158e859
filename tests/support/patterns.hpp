/// \file
/// The usual relations between a wrong array and the right one.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tests/support/array.hpp"

namespace wb::judge {

/// Whether two arrays of numbers agree up to rounding: each difference is below 1e-4 of the largest number of
/// both. That is coarser than a test, because a diagnosis asks "is it this mistake?" and not "is it right?".
bool look_equal(std::span<const double> one, std::span<const double> other);

/// The c with which yours = c x expected, up to rounding; nothing if there is none, or if all is zero.
std::optional<double> constant_ratio(std::span<const double> yours, std::span<const double> expected);

bool all_zero(std::span<const double> values);

/// The transpose: all axes in reverse order.
Array transposed(const ArrayView& array);

/// The transpose of each matrix of the last two axes.
/// \throws misuse for fewer than two axes
Array rows_and_columns_swapped(const ArrayView& array);
/// The last two axes turned by 180 degrees, as a convolution kernel is.
Array rotated_half_a_turn(const ArrayView& array);
/// The values in reverse order.
std::vector<double> reversed(std::span<const double> values);
/// The sum over one axis.
Array summed(const ArrayView& array, std::size_t axis);

Shape reversed(Shape shape);

}  // namespace wb::judge
