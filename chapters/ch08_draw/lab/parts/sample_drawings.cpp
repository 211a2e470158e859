#include "ch08_draw/lab/parts/sample_drawings.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "ch08_draw/draw_strokes.hpp"
#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/given/stroke.hpp"

namespace {

using namespace wb;

// A digit, drawn with the pen. Given.
// digit: 0 to 9
// corner: of its box, above and to the left
// height: of its box, in pixels, measured between middles of the pen; the box is 0.7 times as wide
// width: of the pen, in pixels
// \throws std::out_of_range if there is no such digit
Strokes sample_drawing(std::size_t digit, const Point& corner, real height, real width) {
    using Line = std::vector<std::array<double, 2>>;  // x and y, as shares of the height
    static const std::array<std::vector<Line>, 10> digits{{
        {{{.35, 0},
          {.18, .07},
          {.06, .25},
          {.02, .5},
          {.06, .75},
          {.18, .93},
          {.35, 1},
          {.52, .93},
          {.64, .75},
          {.68, .5},
          {.64, .25},
          {.52, .07},
          {.35, 0}}},
        {{{.2, .2}, {.4, 0}, {.4, 1}}},
        {{{.05, .25},
          {.15, .07},
          {.35, 0},
          {.57, .08},
          {.63, .28},
          {.5, .52},
          {.25, .78},
          {.03, 1},
          {.67, 1}}},
        {{{.06, .12},
          {.3, 0},
          {.55, .1},
          {.58, .28},
          {.45, .43},
          {.27, .48},
          {.5, .53},
          {.64, .72},
          {.55, .92},
          {.3, 1},
          {.04, .9}}},
        {{{.42, 0}, {.2, .33}, {.03, .62}, {.68, .62}}, {{.5, .3}, {.48, 1}}},
        {{{.6, 0}, {.15, 0}, {.1, .42}, {.35, .38}, {.58, .5}, {.64, .72}, {.52, .93}, {.28, 1}, {.04, .92}}},
        {{{.52, 0},
          {.28, .2},
          {.1, .5},
          {.06, .75},
          {.18, .95},
          {.4, 1},
          {.58, .88},
          {.6, .68},
          {.45, .54},
          {.25, .57},
          {.1, .72}}},
        {{{.03, 0}, {.64, 0}, {.45, .4}, {.28, 1}}},
        {{{.52, .12},
          {.33, 0},
          {.13, .1},
          {.14, .28},
          {.35, .45},
          {.56, .63},
          {.6, .84},
          {.36, 1},
          {.1, .86},
          {.14, .64},
          {.35, .46},
          {.54, .3},
          {.52, .12}}},
        {{{.58, .2},
          {.4, .02},
          {.15, .08},
          {.06, .28},
          {.2, .46},
          {.42, .42},
          {.58, .2},
          {.56, .5},
          {.5, 1}}},
    }};
    Strokes strokes;
    for (const Line& line : digits.at(digit)) {
        Stroke& stroke = strokes.emplace_back(Stroke{.points = {}, .width = width});
        for (const auto& [x, y] : line)
            stroke.points.push_back({.x = corner.x + height * static_cast<real>(x),
                                     .y = corner.y + height * static_cast<real>(y)});
    }
    return strokes;
}

}  // namespace

wb::np_tensor wb::sample_canvas(std::size_t digit, real width) {
    return draw_strokes(sample_drawing(digit, {.x = 84, .y = 60}, sample_height, width), canvas_side,
                        canvas_side);
}
