#include "ch08_draw/draw_strokes.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::draw_strokes;
using wb::np_tensor;
using wb::Stroke;

// Tolerances: each pixel is a distance of numbers below 100, and nothing is added up.

TEST_CASE("the example of the stub: a line of width 2, with half of the ink beside it", "[8.1]") {
    CHECK_THAT(
        draw_strokes({{{{0, 1.5}, {4, 1.5}}, 2}}, 3, 4),
        IsCloseTo(
            {{0.5, 0.5, 0.5, 0.5}, {1, 1, 1, 1}, {0.5, 0.5, 0.5, 0.5}},
            KnownMistakes{
                {"a pixel is either ink or paper, or the reach is too large",
                 {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}}},
                {"a pixel is either ink or paper, or the reach is not (width + 1) / 2, in fractions",
                 {{0, 0, 0, 0}, {1, 1, 1, 1}, {0, 0, 0, 0}}},
                {"ink and paper are exchanged", {{0.5, 0.5, 0.5, 0.5}, {0, 0, 0, 0}, {0.5, 0.5, 0.5, 0.5}}},
                {"the ink is not held at 1",
                 {{0.5, 0.5, 0.5, 0.5}, {1.5, 1.5, 1.5, 1.5}, {0.5, 0.5, 0.5, 0.5}}}}));
}

TEST_CASE("a single point is a dot, round and soft", "[8.1]") {
    const double corner = 2 - std::sqrt(2.0);
    INFO("width 3 at (2.5, 2.5), the middle of pixel (2, 2): 2 - distance, kept from 0 to 1");
    CHECK_THAT(draw_strokes({{{{2.5, 2.5}}, 3}}, 5, 5), IsCloseTo({{0, 0, 0, 0, 0},
                                                                   {0, corner, 1, corner, 0},
                                                                   {0, 1, 1, 1, 0},
                                                                   {0, corner, 1, corner, 0},
                                                                   {0, 0, 0, 0, 0}}));
}

TEST_CASE("x runs to the right and y down", "[8.1]") {
    INFO("a dot of width 1 at x = 3.5, y = 0.5, on 2 rows and 5 columns");
    CHECK_THAT(
        draw_strokes({{{{3.5, 0.5}}, 1}}, 2, 5),
        IsCloseTo({{0, 0, 0, 1, 0}, {0, 0, 0, 0, 0}},
                  KnownMistakes{{"a stroke of one point leaves no ink, or x counts the rows",
                                 {{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}},
                                {"the distance is that of the corner of the pixel, not of its middle",
                                 {{0, 0, 0, 1 - std::sqrt(0.5), 1 - std::sqrt(0.5)},
                                  {0, 0, 0, 1 - std::sqrt(0.5), 1 - std::sqrt(0.5)}}},
                                {"the ink is upside down: y runs down", {{0, 0, 0, 0, 0}, {0, 0, 0, 1, 0}}},
                                {"the canvas has cols rows and rows columns",
                                 Array({5, 2}, {0, 0, 0, 0, 0, 0, 1, 0, 0, 0})}}));
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

TEST_CASE("where lines cross, the ink is not darker", "[8.1]") {
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

TEST_CASE("lines outside the canvas are not drawn, however far away they are", "[8.1]") {
    CHECK_THAT(draw_strokes({{{{-20, -20}, {-1e9, 5}}, 3}, {{{1e9, 1e9}}, 3}, {{{2, 40}, {4, 90}}, 3}}, 5, 6),
               IsCloseTo(np_tensor({5, 6}), 0, 0));
}

TEST_CASE("no strokes, or none with a point, leave the paper white", "[8.1]") {
    CHECK_THAT(draw_strokes({}, 2, 3), IsCloseTo(np_tensor({2, 3}), 0, 0));
    CHECK_THAT(draw_strokes({{{}, 3}}, 2, 3), IsCloseTo(np_tensor({2, 3}), 0, 0));
    CHECK_THAT(draw_strokes({{{{1, 1}}, 2}}, 0, 0), HasShape({0, 0}));
}

TEST_CASE("a width that is not above 0, and points that are not finite, are errors that name the stroke",
          "[8.1]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const Stroke fine{{{1, 1}}, 2};
    for (const double width : {0.0, -1.0, nan, infinity}) {
        INFO("four strokes, of which stroke 3, counted from 0, has the width " << width);
        CHECK_THROWS_MATCHES(draw_strokes({fine, fine, fine, {{{1, 1}}, width}}, 4, 4), std::invalid_argument,
                             MessageSays(3));
    }
    for (const wb::Point& place : {wb::Point{nan, 1}, {1, nan}, {infinity, 1}, {1, -infinity}}) {
        INFO("stroke 3, counted from 0, goes from (1, 1) to (" << place.x << ", " << place.y << ")");
        CHECK_THROWS_MATCHES(draw_strokes({fine, fine, fine, {{{1, 1}, place}, 2}}, 4, 4),
                             std::invalid_argument, MessageSays(3));
    }
}

TEST_CASE("each stroke has its own width", "[8.1]") {
    INFO("a dot of width 1 at (1.5, 1.5), and one of width 3 at (6.5, 1.5), on 3 x 9");
    const double corner = 2 - std::sqrt(2.0);
    CHECK_THAT(
        draw_strokes({{{{1.5, 1.5}}, 1}, {{{6.5, 1.5}}, 3}}, 3, 9),
        IsCloseTo(
            {{0, 0, 0, 0, 0, corner, 1, corner, 0},
             {0, 1, 0, 0, 0, 1, 1, 1, 0},
             {0, 0, 0, 0, 0, corner, 1, corner, 0}},
            KnownMistakes{
                {"all strokes have the width of the first",
                 {{0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0}}}}));
}

TEST_CASE("each line has the width of its own stroke", "[8.1]") {
    INFO("a line of width 1 in row 0, and one of width 3 in row 4, on 7 x 3");
    CHECK_THAT(
        draw_strokes({{{{-9, 0.5}, {9, 0.5}}, 1}, {{{-9, 4.5}, {9, 4.5}}, 3}}, 7, 3),
        IsCloseTo(
            {{1, 1, 1}, {0, 0, 0}, {0, 0, 0}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {0, 0, 0}},
            KnownMistakes{{"all strokes have the width of the first",
                           {{1, 1, 1}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 1, 1}, {0, 0, 0}, {0, 0, 0}}}}));
}

TEST_CASE("the last segment is drawn, and so are the segments around a point that occurs twice", "[8.1]") {
    INFO("width 1, from (0.5, 0.5) to (2.5, 0.5), there once more, and to (4.5, 0.5), on 1 x 6");
    CHECK_THAT(
        draw_strokes({{{{0.5, 0.5}, {2.5, 0.5}, {2.5, 0.5}, {4.5, 0.5}}, 1}}, 1, 6),
        IsCloseTo({{1, 1, 1, 1, 1, 0}},
                  KnownMistakes{{"the last segment is not drawn", {{1, 1, 1, 0, 0, 0}}},
                                {"the first segment is not drawn", {{0, 0, 1, 1, 1, 0}}},
                                {"only the points are drawn, not the way between them", {{1, 0, 1, 0, 1, 0}}},
                                {"the line goes on beyond its ends", {{1, 1, 1, 1, 1, 1}}}}));
    INFO("two equal points are a dot: their length is 0, and 0 / 0 is not a number");
    CHECK_THAT(draw_strokes({{{{1.5, 0.5}, {1.5, 0.5}}, 1}}, 1, 3), IsCloseTo({{0, 1, 0}}));
}

TEST_CASE("each canvas is new, and the size of a canvas may be anything", "[8.1]") {
    draw_strokes({{{{1.5, 0.5}}, 1}}, 1, 3);
    INFO("a dot at (1.5, 0.5) first, then one at (0.5, 0.5), on 1 x 3: is the canvas static?");
    CHECK_THAT(draw_strokes({{{{0.5, 0.5}}, 1}}, 1, 3), IsCloseTo({{1, 0, 0}}));
    CHECK_THAT(draw_strokes({{{{0.5, 0.5}}, 1}}, 3, 1), IsCloseTo(Array({3, 1}, {1, 0, 0})));
}

TEST_CASE("the width of a stroke without points is checked, too", "[8.1]") {
    INFO("stroke 0 has no points, and the width 0");
    CHECK_THROWS_AS(draw_strokes({{{}, 0}}, 2, 3), std::invalid_argument);
}

TEST_CASE("every point is checked: the first of a line, and that of a dot", "[8.1]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    INFO("a line from (nan, 1) to (1, 1); then a dot at (1, nan)");
    CHECK_THROWS_MATCHES(draw_strokes({{{{nan, 1}, {1, 1}}, 2}}, 4, 4), std::invalid_argument,
                         MessageSays(0));
    CHECK_THROWS_MATCHES(draw_strokes({{{{1, nan}}, 2}}, 4, 4), std::invalid_argument, MessageSays(0));
}

TEST_CASE("a stroke without points does not end the drawing", "[8.1]") {
    INFO("a stroke without points, then a dot at (0.5, 0.5)");
    CHECK_THAT(
        draw_strokes({{{}, 1}, {{{0.5, 0.5}}, 1}}, 1, 3),
        IsCloseTo({{1, 0, 0}}, KnownMistakes{{"nothing behind the empty stroke is drawn", {{0, 0, 0}}}}));
}

TEST_CASE("a point may be farther away than an int can count", "[8.1]") {
    INFO("a line from (0.5, 0.5) to (3e9, 0.5): an int ends at 2147483647");
    CHECK_THAT(draw_strokes({{{{0.5, 0.5}, {3e9, 0.5}}, 1}}, 1, 3), IsCloseTo({{1, 1, 1}}));
}

TEST_CASE("a line is drawn between points off the canvas, and not back to its first point", "[8.1]") {
    INFO("from (-9, 0.5) to (9, 0.5): both ends are off the canvas");
    CHECK_THAT(draw_strokes({{{{-9, 0.5}, {9, 0.5}}, 1}}, 1, 3),
               IsCloseTo({{1, 1, 1}}, KnownMistakes{{"points off the canvas are left out", {{0, 0, 0}}}}));
    INFO(
        "(0.5, 0.5), (4.5, 0.5), (4.5, 4.5): if the last point is joined with the first, there is ink at (2, "
        "2)");
    CHECK(draw_strokes({{{{0.5, 0.5}, {4.5, 0.5}, {4.5, 4.5}}, 1}}, 5, 5)(2, 2) == 0);
}
