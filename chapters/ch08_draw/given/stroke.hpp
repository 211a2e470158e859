/// \file
/// The lines that a pen draws.
#pragma once

#include <vector>

#include "common/real.hpp"

namespace wb {

/// A point on a canvas, or on an image. x runs to the right and y down, in pixels, from the upper left
/// corner: pixel (h, w) is the square from (w, h) to (w + 1, h + 1), and its middle is (w + 1/2, h + 1/2).
struct Point {
    real x = 0;  ///< to the right
    real y = 0;  ///< down
};

/// One line of the pen, from where it was put down to where it was lifted.
struct Stroke {
    std::vector<Point> points;  ///< joined by straight lines; a single point is a dot
    real width = 1;             ///< of the pen, in pixels
};

/// A drawing, in the order in which it was drawn.
using Strokes = std::vector<Stroke>;

}  // namespace wb
