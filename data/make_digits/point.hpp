/// \file
/// Points of the plane. y grows downwards, as in an image.
#pragma once

#include <vector>

namespace wb::digits {

struct Point {
    double x = 0, y = 0;
};

inline Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
inline Point operator*(double factor, Point p) {
    return {factor * p.x, factor * p.y};
}

/// A curve as the straight segments between its points.
using Polyline = std::vector<Point>;

}  // namespace wb::digits
