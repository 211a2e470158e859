#include "ch08_draw/scale_to_fit.hpp"

#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"

using namespace wb::judge;
using wb::Box;
using wb::np_tensor;
using wb::scale_to_fit;

// Tolerances: sums of some hundreds of products below 1.

namespace {

/// The box that covers a whole canvas.
Box whole(const np_tensor& canvas) {
    return {.top = 0, .left = 0, .rows = canvas.dim(0), .cols = canvas.dim(1)};
}

}  // namespace

TEST_CASE("the example of the stub: 2 x 3 pixels of ink, made 2 wide", "[8.3]") {
    INFO("one scale, 1.5, for both axes; of the lower pixels, two thirds lie below the box");
    CHECK_THAT(scale_to_fit(np_tensor({2, 3}, 1), {.top = 0, .left = 0, .rows = 2, .cols = 3}, 2),
               IsCloseTo({{1, 1}, {1.0 / 3, 1.0 / 3}}));
}

TEST_CASE("parts of pixels count in part", "[8.3]") {
    INFO("one row of 0.3, 0.6, 0.9, made 2 wide, and 1.5 high: the row fills two thirds of it");
    CHECK_THAT(
        scale_to_fit(np_tensor({1, 3}, {0.3, 0.6, 0.9}), {.top = 0, .left = 0, .rows = 1, .cols = 3}, 2),
        IsCloseTo({{2.0 / 3 * 0.4, 2.0 / 3 * 0.8}}));
}

TEST_CASE("SciPy's integral gives the same, smaller and larger", "[8.3]") {
    const np_tensor drawing = tensor(draw_golden("drawing"));
    for (const std::size_t side : {7, 20, 45}) {
        INFO("a box of 37 x 15, made " << side << " tall");
        CHECK_THAT(scale_to_fit(drawing, golden_box(), side),
                   IsCloseTo(draw_golden("fitted to " + std::to_string(side)), 1e-6, 1e-9));
    }
}

TEST_CASE("lying or standing, it is the longer side that is made to fit", "[8.3]") {
    const Box standing = golden_box();
    const Array drawing = draw_golden("drawing");
    np_tensor lying({drawing.shape()[1], drawing.shape()[0]});
    for (std::size_t h = 0; h < lying.dim(0); ++h)
        for (std::size_t w = 0; w < lying.dim(1); ++w) lying(h, w) = drawing.values()[w * lying.dim(0) + h];
    INFO("the drawing lies on its side: a box of 15 x 37, made 20 wide");
    CHECK_THAT(
        scale_to_fit(
            lying, {.top = standing.left, .left = standing.top, .rows = standing.cols, .cols = standing.rows},
            20),
        IsCloseTo(draw_golden("fitted to 20, lying"), 1e-6, 1e-9));
}

TEST_CASE("at its own size, the box is cut out as it is", "[8.3]") {
    const np_tensor canvas = tensor(draw_golden("canvas"));
    const Box box{.top = 2, .left = 3, .rows = 11, .cols = 7};
    CHECK_THAT(scale_to_fit(canvas, box, 11), IsCloseTo(part_of(canvas, 2, 3, {11, 7}), 1e-9, 1e-9));
}

TEST_CASE("of the canvas around the box nothing is seen", "[8.3]") {
    const np_tensor canvas(wb::Shape{9, 9}, 1);
    INFO(
        "a box of 3 x 2 in a canvas full of ink: the last column of 2 x 2 covers half of it, and half paper");
    CHECK_THAT(scale_to_fit(canvas, {.top = 3, .left = 4, .rows = 3, .cols = 2}, 2),
               IsCloseTo({{1, 1.0 / 3}, {1, 1.0 / 3}}));
}

TEST_CASE("drawn twice, three or seven times as large, it looks the same", "[8.3]") {
    const np_tensor canvas = tensor(draw_golden("canvas"));
    const np_tensor once = scale_to_fit(canvas, whole(canvas), 20);
    for (const std::size_t k : {2, 3, 7}) {
        INFO("each pixel of 24 x 31 as " << k << " x " << k);
        const np_tensor large = repeated(canvas, k);
        CHECK_THAT(scale_to_fit(large, whole(large), 20), IsCloseTo(once, 1e-6, 1e-9));
    }
}

TEST_CASE("a small drawing grows: each pixel becomes an area of its ink", "[8.3]") {
    CHECK_THAT(scale_to_fit(np_tensor({1, 2}, {1, 0.5}), {.top = 0, .left = 0, .rows = 1, .cols = 2}, 6),
               IsCloseTo({{1, 1, 1, 0.5, 0.5, 0.5}, {1, 1, 1, 0.5, 0.5, 0.5}, {1, 1, 1, 0.5, 0.5, 0.5}}));
}

TEST_CASE("a thin 1 stays thin", "[8.3]") {
    INFO("100 x 5 pixels of ink: one scale for both axes makes them 20 x 1");
    CHECK_THAT(scale_to_fit(np_tensor({100, 5}, 1), {.top = 0, .left = 0, .rows = 100, .cols = 5}, 20),
               IsCloseTo(np_tensor({20, 1}, 1)));
}

TEST_CASE("no ink is lost: as much as before, on pixels of s x s", "[8.3]") {
    const np_tensor canvas = tensor(random_array({17, 29}, 4));
    const double before = ink_of(canvas);
    for (const std::size_t side : {1, 2, 3, 10, 20, 28, 29, 30, 64}) {
        const double s = 29.0 / static_cast<double>(side);
        INFO("17 x 29 numbers, made " << side << " wide: their sum, times s squared");
        CHECK_THAT(ink_of(scale_to_fit(canvas, whole(canvas), side)) * s * s, Near(before, 1e-9, 1e-9));
    }
}

TEST_CASE("the longer side is 20 whatever it was, and never 21", "[8.3]") {
    for (std::size_t size = 1; size <= 280; ++size) {
        const np_tensor canvas({size, size}, 1);
        INFO("a square of " << size << " x " << size);
        REQUIRE_THAT(scale_to_fit(canvas, whole(canvas), 20), HasShape({20, 20}));
    }
    {
        INFO(
            "21 * 20 / 28 is 15, but in fractions 21 / (28 / 20) is 15.000000000000002: count in whole "
            "numbers");
        CHECK_THAT(scale_to_fit(np_tensor({21, 28}, 1), {.top = 0, .left = 0, .rows = 21, .cols = 28}, 20),
                   HasShape({15, 20}));
    }
    INFO("the shorter side is rounded up: 20 * 3 / 7 = 8.6, 20 * 70 / 280 = 5");
    CHECK_THAT(scale_to_fit(np_tensor({3, 7}, 1), {.top = 0, .left = 0, .rows = 3, .cols = 7}, 20),
               HasShape({9, 20}));
    CHECK_THAT(scale_to_fit(np_tensor({280, 70}, 1), {.top = 0, .left = 0, .rows = 280, .cols = 70}, 20),
               HasShape({20, 5}));
}

TEST_CASE("no side, no box, a box off the canvas, and what is no canvas are refused", "[8.3]") {
    const np_tensor canvas(wb::Shape{6, 8}, 1);
    CHECK_THROWS_MATCHES(scale_to_fit(canvas, whole(canvas), 0), std::invalid_argument,
                         MessageHas("side", "at least 1"));
    for (const Box& box :
         {Box{.top = 0, .left = 0, .rows = 0, .cols = 3}, Box{.top = 0, .left = 0, .rows = 3, .cols = 0},
          Box{.top = 4, .left = 0, .rows = 3, .cols = 3}, Box{.top = 0, .left = 6, .rows = 3, .cols = 3}}) {
        INFO("a box of " << box.rows << " x " << box.cols << " at (" << box.top << ", " << box.left
                         << ") on 6 x 8");
        CHECK_THROWS_MATCHES(scale_to_fit(canvas, box, 4), std::invalid_argument, MessageHas("6 x 8"));
    }
    CHECK_THROWS_MATCHES(scale_to_fit(np_tensor({12}), {.top = 0, .left = 0, .rows = 1, .cols = 1}, 4),
                         wb::shape_error, MessageHas("(12,)", "(H, W)"));
}
