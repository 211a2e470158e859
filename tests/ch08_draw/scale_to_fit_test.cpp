#include "ch08_draw/scale_to_fit.hpp"

#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"

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
    INFO("one scale, 1.5, for both axes; of the lower pixels, two thirds are below the box");
    CHECK_THAT(
        scale_to_fit(np_tensor({2, 3}, 1), {.top = 0, .left = 0, .rows = 2, .cols = 3}, 2),
        IsCloseTo({{1, 1}, {1.0 / 3, 1.0 / 3}},
                  KnownMistakes{
                      {"width and height have a scale each, or the mean is over the part inside the box only",
                       {{1, 1}, {1, 1}}},
                      {"what does not fill a whole pixel is dropped", {{1, 1}}},
                      {"what is covered is added up, and not divided by s x s", {{2.25, 2.25}, {0.75, 0.75}}},
                      {"it is divided by s, not by s x s", {{1.5, 1.5}, {0.5, 0.5}}}}));
}

TEST_CASE("a pixel that is covered in part counts in part", "[8.3]") {
    INFO("one row of 0.3, 0.6, 0.9, made 2 wide, and 1.5 high: the row fills two thirds of it");
    CHECK_THAT(
        scale_to_fit(np_tensor({1, 3}, {0.3, 0.6, 0.9}), {.top = 0, .left = 0, .rows = 1, .cols = 3}, 2),
        IsCloseTo({{2.0 / 3 * 0.4, 2.0 / 3 * 0.8}},
                  KnownMistakes{{"the mean is over the part inside the box only", {{0.4, 0.8}}},
                                {"each new pixel takes one old pixel, without a mean", {{0.3, 0.9}}},
                                {"each new pixel takes one old pixel, without a mean", {{0.3, 0.6}}},
                                {"each part replaces the one before: add them up, with +=",
                                 {{2.0 / 3 * 0.2, 2.0 / 3 * 0.6}}},
                                {"pixels that are covered in part count in full", {{0.45, 0.75}}}}));
}

TEST_CASE("SciPy's integral gives the same, smaller and larger", "[8.3]") {
    const np_tensor drawing = tensor(draw_golden("drawing"));
    for (const std::size_t side : {7, 20, 45}) {
        INFO("a box of 37 x 15, made " << side << " tall");
        CHECK_THAT(scale_to_fit(drawing, golden_box(), side),
                   IsCloseTo(draw_golden("fitted to " + std::to_string(side)), 1e-6, 1e-9));
    }
}

TEST_CASE("wide or tall, the longer side is made to fit", "[8.3]") {
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

TEST_CASE("nothing of the canvas around the box is in the result", "[8.3]") {
    const np_tensor canvas(wb::Shape{9, 9}, 1);
    INFO(
        "a box of 3 x 2 in a canvas full of ink: the last column of 2 x 2 covers half of it, and half paper");
    CHECK_THAT(scale_to_fit(canvas, {.top = 3, .left = 4, .rows = 3, .cols = 2}, 2),
               IsCloseTo({{1, 1.0 / 3}, {1, 1.0 / 3}},
                         KnownMistakes{{"the last pixels look beyond the box", {{1, 1}, {1, 1}}},
                                       {"rows and columns change places", {{1, 1}, {1.0 / 3, 1.0 / 3}}}}));
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

TEST_CASE("the longer side becomes 20 for any box, and never 21", "[8.3]") {
    for (std::size_t size = 1; size <= 280; ++size) {
        // A thin box: a solution that adds up as the formula is written must not wait for a minute.
        const np_tensor canvas({size, 1}, 1);
        INFO("a box of " << size << " x 1: 20 tall, and 20 / " << size << " wide, rounded up");
        REQUIRE_THAT(scale_to_fit(canvas, whole(canvas), 20), HasShape({20, (20 + size - 1) / size}));
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

TEST_CASE("a side of 0, an empty box, a box off the canvas, and an array that is no canvas are rejected",
          "[8.3]") {
    const np_tensor canvas(wb::Shape{6, 8}, 1);
    CHECK_THROWS_AS(scale_to_fit(canvas, whole(canvas), 0), std::invalid_argument);
    for (const Box& box :
         {Box{.top = 0, .left = 0, .rows = 0, .cols = 3}, Box{.top = 0, .left = 0, .rows = 3, .cols = 0},
          Box{.top = 4, .left = 0, .rows = 3, .cols = 3}, Box{.top = 0, .left = 6, .rows = 3, .cols = 3}}) {
        INFO("a box of " << box.rows << " x " << box.cols << " at (" << box.top << ", " << box.left
                         << ") on 6 x 8");
        CHECK_THROWS_AS(scale_to_fit(canvas, box, 4), std::invalid_argument);
    }
    CHECK_THROWS_MATCHES(scale_to_fit(np_tensor({12}), {.top = 0, .left = 0, .rows = 1, .cols = 1}, 4),
                         wb::shape_error, MessageHas("(12,)"));
}

TEST_CASE("the box is read at its place: top counts rows, left counts columns", "[8.3]") {
    np_tensor canvas({5, 7});
    for (std::size_t h = 0; h < 5; ++h)
        for (std::size_t w = 0; w < 7; ++w) canvas(h, w) = static_cast<double>(10 * h + w);
    INFO("pixel (h, w) is 10 h + w on 5 x 7; the box begins at row 1 and column 3, 2 x 2, made 2 wide");
    CHECK_THAT(scale_to_fit(canvas, {.top = 1, .left = 3, .rows = 2, .cols = 2}, 2),
               IsCloseTo({{13, 14}, {23, 24}},
                         KnownMistakes{{"top and left are swapped", {{31, 32}, {41, 42}}},
                                       {"the box is read from the corner of the canvas", {{0, 1}, {10, 11}}},
                                       {"rows and columns change places", {{13, 23}, {14, 24}}}}));
}

TEST_CASE("each image is new, and the canvas stays as it is", "[8.3]") {
    const np_tensor canvas({2, 3}, 1);
    scale_to_fit(canvas, whole(canvas), 2);
    INFO("2 x 3 pixels of ink, made 2 wide, for the second time: is an array static, and still full?");
    CHECK_THAT(
        scale_to_fit(canvas, whole(canvas), 2),
        IsCloseTo({{1, 1}, {1.0 / 3, 1.0 / 3}}, KnownMistakes{{"the ink of an earlier call is still there",
                                                               {{2, 2}, {2.0 / 3, 2.0 / 3}}}}));
}

TEST_CASE("three axes are no canvas", "[8.3]") {
    CHECK_THROWS_MATCHES(
        scale_to_fit(np_tensor({1, 3, 4}, 1), {.top = 0, .left = 0, .rows = 1, .cols = 1}, 4),
        wb::shape_error, MessageHas("(1, 3, 4)"));
}
