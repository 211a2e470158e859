#include "ch08_draw/draw_strokes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "common/errors/not_implemented.hpp"

// BEGIN SOLUTION 8.1
namespace {

using wb::Point, wb::real;

void check(const wb::Stroke& stroke, std::size_t number) {
    const std::string name = "draw_strokes: stroke " + std::to_string(number);
    if (!(stroke.width > 0) || !std::isfinite(stroke.width))
        throw std::invalid_argument(name + " has the width " + std::to_string(stroke.width) +
                                    ", but a width is above 0, and finite");
    for (const Point& point : stroke.points)
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            throw std::invalid_argument(name + " goes to (" + std::to_string(point.x) + ", " +
                                        std::to_string(point.y) + "), but coordinates are finite");
}

/// From p to the nearest point of the segment from a to b.
real distance(const Point& p, const Point& a, const Point& b) {
    const real along_x = b.x - a.x, along_y = b.y - a.y;
    const real length_squared = along_x * along_x + along_y * along_y;
    // How far along the segment that point is: 0 at a, 1 at b. A dot has only a.
    real t = 0;
    if (length_squared > 0)
        t = std::clamp(((p.x - a.x) * along_x + (p.y - a.y) * along_y) / length_squared, real(0), real(1));
    return std::hypot(p.x - (a.x + t * along_x), p.y - (a.y + t * along_y));
}

/// The pixels, along one axis, that a pen can reach between two points.
struct Range {
    std::size_t first, behind;
    Range(real from, real to, real reach, std::size_t size) {
        const auto whole = [&](real x) {
            return static_cast<std::size_t>(std::clamp(x, real(0), static_cast<real>(size)));
        };
        first = whole(std::min(from, to) - reach);
        behind = whole(std::max(from, to) + reach + 1);
    }
};

void draw_segment(wb::np_tensor& canvas, const Point& a, const Point& b, real width) {
    const real reach = (width + 1) / 2;  // beyond it all is paper
    const Range down(a.y, b.y, reach, canvas.dim(0)), across(a.x, b.x, reach, canvas.dim(1));
    for (std::size_t h = down.first; h < down.behind; ++h)
        for (std::size_t w = across.first; w < across.behind; ++w) {
            const Point middle{static_cast<real>(w) + real(0.5), static_cast<real>(h) + real(0.5)};
            const real ink = std::clamp(reach - distance(middle, a, b), real(0), real(1));
            canvas(h, w) = std::max(canvas(h, w), ink);
        }
}

}  // namespace
// END SOLUTION

wb::np_tensor wb::draw_strokes(const Strokes& strokes, std::size_t rows, std::size_t cols) {
    // BEGIN SOLUTION 8.1
    // STUB // Goal: pixels from the movements of a pen, with smooth edges.
    // STUB // Given: strokes, each with points and a width; rows and cols of the canvas.
    // STUB // Asked: (rows, cols): for each pixel the largest, over all segments, of (width + 1) / 2 - distance,
    // STUB //        kept from 0 to 1; the distance is that of the middle of the pixel, (w + 1/2, h + 1/2),
    // STUB //        to the nearest point of the segment. A stroke of one point is a dot. Points may be off the
    // STUB //        canvas. std::invalid_argument for a width that is not above 0, or a number that is not finite;
    // STUB //        the message says which stroke, counted from 0.
    // STUB // Example: a pen of width 2 goes from (0, 1.5) to (4, 1.5), on 3 rows. The middles of row 1 are on the
    // STUB //          line: all ink. Those of rows 0 and 2 are 1 away: 1.5 - 1 = 0.5.
    // STUB todo("8.1");
    np_tensor canvas({rows, cols});
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        const auto& [points, width] = strokes[i];
        check(strokes[i], i);
        if (points.size() == 1) draw_segment(canvas, points[0], points[0], width);
        for (std::size_t k = 1; k < points.size(); ++k) draw_segment(canvas, points[k - 1], points[k], width);
    }
    return canvas;
    // END SOLUTION
}
