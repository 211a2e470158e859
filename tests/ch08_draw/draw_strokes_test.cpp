#include "ch08_draw/draw_strokes.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"

using namespace wb::judge;
using wb::draw_strokes;
using wb::np_tensor;
using wb::Stroke;

// Tolerances: each pixel is a distance of numbers below 100, and nothing is added up.

TEST_CASE("the example of the stub: a line of width 2, with half of the ink beside it", "[8.1]") {
    CHECK_THAT(draw_strokes({{{{0, 1.5}, {4, 1.5}}, 2}}, 3, 4),
               IsCloseTo({{0.5, 0.5, 0.5, 0.5}, {1, 1, 1, 1}, {0.5, 0.5, 0.5, 0.5}}));
}

TEST_CASE("a single point is a dot, round and soft", "[8.1]") {
    const double corner = 2 - std::sqrt(2.0);
    INFO("width 3 at (2.5, 2.5), the middle of pixel (2, 2): 2 - distance, held between 0 and 1");
    CHECK_THAT(draw_strokes({{{{2.5, 2.5}}, 3}}, 5, 5), IsCloseTo({{0, 0, 0, 0, 0},
                                                                   {0, corner, 1, corner, 0},
                                                                   {0, 1, 1, 1, 0},
                                                                   {0, corner, 1, corner, 0},
                                                                   {0, 0, 0, 0, 0}}));
}

TEST_CASE("x runs to the right and y down", "[8.1]") {
    INFO("a dot of width 1 at x = 3.5, y = 0.5, on 2 rows and 5 columns");
    CHECK_THAT(draw_strokes({{{{3.5, 0.5}}, 1}}, 2, 5), IsCloseTo({{0, 0, 0, 1, 0}, {0, 0, 0, 0, 0}}));
}

TEST_CASE("a line ends where the pen was lifted, with a round end", "[8.1]") {
    INFO("width 2 from (1.5, 1.5) to (3.5, 1.5): behind its ends the distance is that to the end");
    const double diagonal = 1.5 - std::sqrt(2.0);
    CHECK_THAT(draw_strokes({{{{1.5, 1.5}, {3.5, 1.5}}, 2}}, 3, 6),
               IsCloseTo({{diagonal, 0.5, 0.5, 0.5, diagonal, 0},
                          {0.5, 1, 1, 1, 0.5, 0},
                          {diagonal, 0.5, 0.5, 0.5, diagonal, 0}}));
}

TEST_CASE("a search for the nearest point of each segment gives the same canvas", "[8.1]") {
    INFO("four strokes, bent, crossing, doubled, off the canvas: see tests/golden/ch08_golden.py");
    CHECK_THAT(draw_strokes(golden_strokes(), 24, 31), IsCloseTo(draw_golden("canvas"), 1e-6, 1e-7));
}

TEST_CASE("where lines cross, the ink is no blacker", "[8.1]") {
    const Stroke line{{{0, 2.8}, {9, 2.8}}, 1.4}, across{{{4.1, 0}, {4.1, 9}}, 1.4};
    const np_tensor first = draw_strokes({line}, 9, 9), second = draw_strokes({across}, 9, 9);
    np_tensor larger({9, 9});
    for (std::size_t i = 0; i < larger.size(); ++i)
        larger.values()[i] = std::max(first.values()[i], second.values()[i]);
    INFO("each pixel has the larger ink of the two lines drawn alone, not their sum");
    CHECK_THAT(draw_strokes({line, across}, 9, 9), IsCloseTo(larger));
    CHECK_THAT(draw_strokes({line, line}, 9, 9), IsCloseTo(first));
}

TEST_CASE("strokes are not joined: between them the pen is in the air", "[8.1]") {
    const np_tensor canvas = draw_strokes({{{{1.5, 1.5}}, 1}, {{{7.5, 1.5}}, 1}}, 3, 9);
    CHECK_THAT(
        canvas,
        IsCloseTo({{0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 1, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0}}));
}

TEST_CASE("there and back, or with a stop in between, it is the same line", "[8.1]") {
    const np_tensor line = draw_strokes({{{{2, 3}, {12, 8}}, 2.5}}, 12, 15);
    CHECK_THAT(draw_strokes({{{{12, 8}, {2, 3}}, 2.5}}, 12, 15), IsCloseTo(line));
    CHECK_THAT(draw_strokes({{{{2, 3}, {4, 4}, {4, 4}, {12, 8}}, 2.5}}, 12, 15), IsCloseTo(line));
}

TEST_CASE("a drawing moved by whole pixels is moved, and not changed", "[8.1]") {
    wb::Strokes strokes = golden_strokes();
    const np_tensor before = draw_strokes(strokes, 24, 31);
    for (Stroke& stroke : strokes)
        for (wb::Point& point : stroke.points) point = {point.x + 20, point.y + 10};
    INFO("20 to the right and 10 down, on a canvas with room for what lay outside");
    CHECK_THAT(part_of(draw_strokes(strokes, 60, 80), 10, 20, {24, 31}), IsCloseTo(before));
}

TEST_CASE("what lies off the canvas is not seen, however far", "[8.1]") {
    CHECK_THAT(draw_strokes({{{{-20, -20}, {-1e9, 5}}, 3}, {{{1e9, 1e9}}, 3}, {{{2, 40}, {4, 90}}, 3}}, 5, 6),
               IsCloseTo(np_tensor({5, 6}), 0, 0));
}

TEST_CASE("no strokes, or none with a point, leave the paper white", "[8.1]") {
    CHECK_THAT(draw_strokes({}, 2, 3), IsCloseTo(np_tensor({2, 3}), 0, 0));
    CHECK_THAT(draw_strokes({{{}, 3}}, 2, 3), IsCloseTo(np_tensor({2, 3}), 0, 0));
    CHECK_THAT(draw_strokes({{{{1, 1}}, 2}}, 0, 0), HasShape({0, 0}));
}

TEST_CASE("a pen that is not wider than 0, and places that are none, are refused by the stroke's number",
          "[8.1]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const Stroke fine{{{1, 1}}, 2};
    for (const double width : {0.0, -1.0, nan, infinity}) {
        INFO("stroke 1 has the width " << width);
        CHECK_THROWS_MATCHES(draw_strokes({fine, {{{1, 1}}, width}}, 4, 4), std::invalid_argument,
                             MessageHas("stroke 1", "width"));
    }
    for (const wb::Point& place : {wb::Point{nan, 1}, {1, nan}, {infinity, 1}, {1, -infinity}}) {
        INFO("stroke 2 goes from (1, 1) to (" << place.x << ", " << place.y << ")");
        CHECK_THROWS_MATCHES(draw_strokes({fine, fine, {{{1, 1}, place}, 2}}, 4, 4), std::invalid_argument,
                             MessageHas("stroke 2"));
    }
}
