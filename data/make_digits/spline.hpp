/// \file
/// Smooth curves through points.
#pragma once

#include "data/make_digits/allographs.hpp"

namespace wb::digits {

/// The Catmull-Rom curve through the points of a stroke, five straight segments from each point to the next.
///
/// From p_i to p_(i+1) it is the cubic Hermite curve
///
///     q(t) = (2t^3 - 3t^2 + 1) p_i + (3t^2 - 2t^3) p_(i+1) + (t^3 - 2t^2 + t) m_i + (t^3 - t^2) m_(i+1)
///
/// for t from 0 to 1, which begins at p_i with the velocity m_i and ends at p_(i+1) with m_(i+1). The
/// velocities are m_i = (p_(i+1) - p_(i-1)) / 2 (Catmull and Rom, 1974), one-sided at the two ends, and zero
/// at a corner: the pen stops there and can go on in any direction.
Polyline catmull_rom(const Stroke& stroke);

}  // namespace wb::digits
