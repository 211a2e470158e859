#include "data/make_digits/spline.hpp"

namespace {

using wb::digits::Point;
using wb::digits::Polyline;
using wb::digits::Stroke;

constexpr int segments_per_span = 5;

/// The velocity of the curve at point i.
Point velocity(const Stroke& stroke, std::size_t i) {
    const Polyline& p = stroke.points;
    const std::size_t last = p.size() - 1;
    if (stroke.corner[i]) return {};
    if (i == 0) return p[1] - p[0];
    if (i == last) return p[last] - p[last - 1];
    return 0.5 * (p[i + 1] - p[i - 1]);
}

}  // namespace

wb::digits::Polyline wb::digits::catmull_rom(const Stroke& stroke) {
    const Polyline& p = stroke.points;
    Polyline curve;
    curve.reserve((p.size() - 1) * segments_per_span + 1);
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
        const Point begin_velocity = velocity(stroke, i);
        const Point end_velocity = velocity(stroke, i + 1);
        for (int step = 0; step < segments_per_span; ++step) {
            const double t = static_cast<double>(step) / segments_per_span;
            const double t2 = t * t, t3 = t2 * t;
            curve.push_back((2 * t3 - 3 * t2 + 1) * p[i] + (3 * t2 - 2 * t3) * p[i + 1] +
                            (t3 - 2 * t2 + t) * begin_velocity + (t3 - t2) * end_velocity);
        }
    }
    curve.push_back(p.back());
    return curve;
}
