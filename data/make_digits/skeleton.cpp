#include "data/make_digits/skeleton.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "data/make_digits/allographs.hpp"
#include "data/make_digits/spline.hpp"

// The order in which random numbers are drawn is part of the recipe: another order makes another data set.
// Each draw therefore has a statement, or a place in a braced list, of its own: C++ leaves open which
// operand of a `+` and which argument of a call is evaluated first.

namespace {

using namespace wb::digits;

// Standard deviations at wobble 1. The skeleton's larger side measures 100 units.
constexpr double jitter_sd = 3.6;      // of each coordinate of a point, units
constexpr double end_slide_sd = 0.22;  // of the ends of a stroke, along it, as a part of the last span
constexpr double wave_sd = 4.5;        // of the amplitude of a wave, units
constexpr double stretch_sd = 0.20;    // of the logarithm of the width
constexpr double slant_sd = 0.20;      // of the shear, x per y
constexpr double turn_sd = 0.12;       // of the angle, radians
// Standard deviation of a wave's frequency in x and in y, waves per 100 units. Wobble leaves it alone.
constexpr double frequency_sd = 0.5;

const Allograph& choose(const std::vector<Allograph>& choices, wb::Rng& rng) {
    double total = 0;
    for (const Allograph& choice : choices) total += choice.weight;
    // The weights laid end to end: which of them does a random point fall on?
    double rest = total * rng.uniform();
    for (const Allograph& choice : choices) {
        rest -= choice.weight;
        if (rest < 0) return choice;
    }
    return choices.back();  // rounding may leave a rest of 0
}

/// The middle of the smallest upright rectangle around all strokes.
Point middle(const std::vector<Stroke>& strokes) {
    Point low = strokes[0].points[0], high = low;
    for (const Stroke& stroke : strokes)
        for (const Point p : stroke.points) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    return 0.5 * (low + high);
}

/// Shifts every point a little, and lets the pen start and stop early or late.
void disturb(Stroke& stroke, double wobble, wb::Rng& rng) {
    Polyline& p = stroke.points;
    for (Point& point : p) point = point + jitter_sd * wobble * Point{rng.normal(), rng.normal()};
    const std::size_t last = p.size() - 1;
    p[0] = p[0] + end_slide_sd * wobble * rng.normal() * (p[0] - p[1]);
    p[last] = p[last] + end_slide_sd * wobble * rng.normal() * (p[last] - p[last - 1]);
}

/// One slow wave across the plane, by which one coordinate is displaced.
struct Wave {
    double amplitude, x_frequency, y_frequency, phase;  // units, radians per unit, radians

    static Wave random(double wobble, wb::Rng& rng) {
        constexpr double turn = 2 * std::numbers::pi;
        return {wave_sd * wobble * rng.normal(), turn / 100 * frequency_sd * rng.normal(),
                turn / 100 * frequency_sd * rng.normal(), turn * rng.uniform()};
    }
    double at(Point p) const { return amplitude * std::sin(x_frequency * p.x + y_frequency * p.y + phase); }
};

/// Bends the plane: each coordinate is displaced by the sum of two waves.
struct Bend {
    std::array<Wave, 2> x_waves, y_waves;

    static Bend random(double wobble, wb::Rng& rng) {
        return {{Wave::random(wobble, rng), Wave::random(wobble, rng)},
                {Wave::random(wobble, rng), Wave::random(wobble, rng)}};
    }
    Point operator()(Point p) const {
        return p + Point{x_waves[0].at(p) + x_waves[1].at(p), y_waves[0].at(p) + y_waves[1].at(p)};
    }
};

/// Stretches, slants, turns: the same for the whole digit, as a writer's habits are.
struct Habit {
    double width, slant, angle;

    static Habit random(double wobble, wb::Rng& rng) {
        return {std::exp(stretch_sd * wobble * rng.normal()), slant_sd * wobble * rng.normal(),
                turn_sd * wobble * rng.normal()};
    }
    Point operator()(Point p) const {
        const double x = width * p.x - slant * p.y;
        const double cosine = std::cos(angle), sine = std::sin(angle);
        return {cosine * x - sine * p.y, sine * x + cosine * p.y};
    }
};

}  // namespace

std::vector<wb::digits::Polyline> wb::digits::skeleton(std::size_t digit, double wobble, Rng& rng) {
    std::vector<Stroke> strokes = choose(allographs(digit), rng).strokes;
    const Bend bend = Bend::random(wobble, rng);
    const Habit habit = Habit::random(wobble, rng);

    // Around the origin, so that turning and stretching leave the digit where it is.
    const Point center = middle(strokes);
    std::vector<Polyline> curves;
    for (Stroke& stroke : strokes) {
        for (Point& p : stroke.points) p = p - center;
        disturb(stroke, wobble, rng);
        Polyline curve = catmull_rom(stroke);
        for (Point& p : curve) p = habit(bend(p));
        curves.push_back(std::move(curve));
    }
    return curves;
}
