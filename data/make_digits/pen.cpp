#include "data/make_digits/pen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

// On the order of the random draws see skeleton.cpp.

namespace {

using namespace wb::digits;

constexpr double radius_median = 1.15;    // of the pen, pixels
constexpr double radius_log_sd = 0.26;    // standard deviation of the logarithm of the radius
constexpr double pressure_sd = 0.35;      // relative change of the radius along the writing, at wobble 1
constexpr double edge_width = 1.2;        // pixels over which the edge of the ink fades
constexpr double box = box_side;          // the same number for arithmetic in pixels
constexpr double smallest_extent = 1e-6;  // against division by zero, should all points coincide

struct Segment {
    Point from, to;
};

std::vector<Segment> segments_of(const std::vector<Polyline>& curves) {
    std::vector<Segment> segments;
    for (const Polyline& curve : curves)
        for (std::size_t i = 0; i + 1 < curve.size(); ++i) segments.push_back({curve[i], curve[i + 1]});
    return segments;
}

/// Scales and shifts the center line so that the ink around it, a radius wide on each side, fits the box.
void fit_into_box(std::vector<Segment>& segments, double radius) {
    Point low = segments[0].from, high = low;
    for (const Segment& segment : segments)
        for (const Point p : {segment.from, segment.to}) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    const double extent = std::max({high.x - low.x, high.y - low.y, smallest_extent});
    const double scale = (box - 2 * radius) / extent;
    const Point middle = 0.5 * (low + high);
    const Point box_middle{box / 2, box / 2};
    for (Segment& segment : segments)
        segment = {box_middle + scale * (segment.from - middle), box_middle + scale * (segment.to - middle)};
}

/// The pressure on the pen: one slow wave along the writing.
struct Pressure {
    double amplitude, waves, phase;  // relative, from the first segment to the last, of a whole wave

    static Pressure random(double wobble, wb::Rng& rng) {
        return {pressure_sd * wobble * rng.normal(), rng.uniform(0.3, 1.5), rng.uniform()};
    }
    /// \param progress 0 at the first segment, 1 at the last
    double operator()(double progress) const {
        const double angle = 2 * std::numbers::pi * (waves * progress + phase);
        return std::clamp(1 + amplitude * std::sin(angle), 0.5, 1.6);
    }
};

double distance(Point p, const Segment& segment) {
    // The nearest point of the line is from + t (to - from); t is held to [0, 1], which is the segment.
    const Point direction = segment.to - segment.from, offset = p - segment.from;
    const double length_squared = direction.x * direction.x + direction.y * direction.y;
    const double along = offset.x * direction.x + offset.y * direction.y;
    const double t = length_squared > 0 ? std::clamp(along / length_squared, 0.0, 1.0) : 0.0;
    const Point away = offset - t * direction;
    return std::sqrt(away.x * away.x + away.y * away.y);
}

/// The box in pixels; the middle of pixel (row, column) is the point (column + 0.5, row + 0.5).
using Box = std::array<double, box_side * box_side>;

/// The range of rows or columns whose middles lie within `reach` of [a, b].
struct Range {
    std::size_t begin, end;

    Range(double a, double b, double reach)
        : begin(whole(std::ceil(std::min(a, b) - reach - 0.5))),
          end(whole(std::floor(std::max(a, b) + reach - 0.5) + 1)) {}

private:
    static std::size_t whole(double edge) { return static_cast<std::size_t>(std::clamp(edge, 0.0, box)); }
};

/// For each pixel the distance of its middle from the edge of the ink, below 0 inside. It is exact where the
/// edge is nearer than half the edge's width; farther out, where no ink is, it may be too large.
Box distances_from_edge(const std::vector<Segment>& segments, double radius, const Pressure& pressure) {
    Box edge;
    edge.fill(std::numeric_limits<double>::infinity());
    for (std::size_t k = 0; k < segments.size(); ++k) {
        const Segment& segment = segments[k];
        const double progress = static_cast<double>(k) / static_cast<double>(segments.size() - 1);
        const double r = radius * pressure(progress);
        const double reach = r + edge_width / 2;
        const Range rows(segment.from.y, segment.to.y, reach), columns(segment.from.x, segment.to.x, reach);
        for (std::size_t row = rows.begin; row < rows.end; ++row)
            for (std::size_t column = columns.begin; column < columns.end; ++column) {
                const Point middle{static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5};
                double& pixel = edge[row * box_side + column];
                pixel = std::min(pixel, distance(middle, segment) - r);
            }
    }
    return edge;
}

/// By how many whole pixels the box is moved along one axis, so that the center of mass comes nearest to the
/// middle of the image while the box stays inside.
std::size_t offset_for(double center_of_mass) {
    const double room = static_cast<double>(image_side - box_side);
    return static_cast<std::size_t>(
        std::clamp(std::rint(static_cast<double>(image_side) / 2 - center_of_mass), 0.0, room));
}

/// Copies the ink, between 0 and 1, into the image around its center of mass.
Image center(const Box& ink) {
    double mass = 0, x_moment = 0, y_moment = 0;
    for (std::size_t row = 0; row < box_side; ++row)
        for (std::size_t column = 0; column < box_side; ++column) {
            const double pixel = ink[row * box_side + column];
            mass += pixel;
            x_moment += pixel * (static_cast<double>(column) + 0.5);
            y_moment += pixel * (static_cast<double>(row) + 0.5);
        }
    const std::size_t left = offset_for(x_moment / mass), top = offset_for(y_moment / mass);

    Image image{};
    for (std::size_t row = 0; row < box_side; ++row)
        for (std::size_t column = 0; column < box_side; ++column)
            image[(top + row) * image_side + left + column] =
                static_cast<std::uint8_t>(std::rint(255 * ink[row * box_side + column]));
    return image;
}

}  // namespace

wb::digits::Image wb::digits::draw(const std::vector<Polyline>& curves, double wobble, Rng& rng) {
    const double radius = radius_median * std::exp(radius_log_sd * rng.normal());
    const Pressure pressure = Pressure::random(wobble, rng);

    std::vector<Segment> segments = segments_of(curves);
    fit_into_box(segments, radius);
    Box ink = distances_from_edge(segments, radius, pressure);
    // The edge fades linearly: full ink half its width inside, none half its width outside.
    for (double& pixel : ink) pixel = std::clamp(0.5 - pixel / edge_width, 0.0, 1.0);
    return center(ink);
}
