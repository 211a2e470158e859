#include "ch07_saliency/enlarge.hpp"

#include <stdexcept>

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::enlarge;
using wb::np_tensor;

// Tolerances: sums of four products of numbers around 1.

TEST_CASE("the example of the stub: two numbers become four, in two rows", "[7.8]") {
    INFO(
        "[[0 4]]: the middles of the four new columns lie at -1/4 (held at 0), 1/4, 3/4 and 5/4 (held at 1)");
    const auto twice = [](double a, double b, double c, double d) {
        return Array({1, 2, 4}, {a, b, c, d, a, b, c, d});
    };
    CHECK_THAT(
        enlarge(np_tensor({1, 1, 2}, {0, 4}), 2, 4),
        IsCloseTo(
            twice(0, 1, 3, 4),
            KnownMistakes{
                {"the nearest old number is taken: nothing is in between", twice(0, 0, 4, 4)},
                {"the outermost middles are put at the same place", twice(0, 4.0 / 3, 8.0 / 3, 4)},
                {"numbers belong to the upper left corners of their pixels", twice(0, 2, 4, 4)},
                {"the shares f and 1 - f are swapped", twice(4, 3, 1, 0)},
                {"the half pixel is not taken away again", twice(1, 3, 4, 4)},
                {"H / H' and W / W' are divided in whole numbers, or H is taken for W", twice(0, 0, 0, 0)},
                {"the scale is upside down", twice(2, 4, 4, 4)},
                {"f is computed before r is limited to the map", twice(3, 1, 3, 4)},
                {"r is rounded to the nearest, not down", twice(0, 1, 4, 4)},
                {"places before the first are not held at 0", twice(-1, 1, 3, 4)},
                {"the shares f and 1 - f are swapped", twice(4, 3, 1, 4)},
                {"places before the first or after the last are not held at the edge", twice(-1, 1, 3, 5)}}));
}

TEST_CASE("rows and columns, by hand", "[7.8]") {
    INFO("[[0 8] [16 24]], twice as large");
    CHECK_THAT(
        enlarge(np_tensor({1, 2, 2}, {0, 8, 16, 24}), 4, 4),
        IsCloseTo(Array({1, 4, 4}, {0, 2, 6, 8, 4, 6, 10, 12, 12, 14, 18, 20, 16, 18, 22, 24}),
                  KnownMistakes{{"only columns are interpolated, rows are copied",
                                 Array({1, 4, 4}, {0, 2, 6, 8, 0, 2, 6, 8, 0, 2, 6, 8, 16, 18, 22, 24})}}));
}

TEST_CASE("the same maps as PyTorch, larger and smaller", "[7.8]") {
    INFO(
        "interpolate(mode=\"bilinear\", align_corners=False) from 3 x 4: see "
        "tests/golden/ch07_saliency.json");
    CHECK_THAT(enlarge(tensor(saliency_golden("grad_cam")), 7, 11), IsCloseTo(saliency_golden("enlarged")));
    CHECK_THAT(enlarge(tensor(saliency_golden("grad_cam")), 2, 3), IsCloseTo(saliency_golden("shrunk")));
}

TEST_CASE("at its own size a map stays as it is", "[7.8]") {
    const np_tensor maps = tensor(random_array({2, 3, 5}, 1));
    CHECK_THAT(enlarge(maps, 3, 5), IsCloseTo(maps, 1e-12, 1e-12));
}

TEST_CASE("a map of one number becomes an area of this number", "[7.8]") {
    INFO("two maps of 1 x 1, [[3]] and [[-5]]");
    CHECK_THAT(enlarge(np_tensor({2, 1, 1}, {3, -5}), 2, 3),
               IsCloseTo(Array({2, 2, 3}, {3, 3, 3, 3, 3, 3, -5, -5, -5, -5, -5, -5}),
                         KnownMistakes{{"the first map is taken for all", np_tensor({2, 2, 3}, 3)},
                                       {"rows and columns change places",
                                        Array({2, 3, 2}, {3, 3, 3, 3, 3, 3, -5, -5, -5, -5, -5, -5})}}));
}

TEST_CASE("a slope stays a slope, away from the border", "[7.8]") {
    np_tensor slope({1, 4, 6});
    for (std::size_t h = 0; h < 4; ++h)
        for (std::size_t w = 0; w < 6; ++w) slope(0, h, w) = static_cast<double>(10 * h + w);
    const np_tensor large =
        enlarge(slope, 12, 18);  // three times as large: a third of the step from each to each
    for (std::size_t i = 2; i < 10; ++i)
        for (std::size_t j = 2; j < 16; ++j) {
            INFO("10 h + w, three times as large, at (" << i << ", " << j << ")");
            REQUIRE_THAT(large(0, i, j),
                         Near(10 * (static_cast<double>(i) - 1) / 3 + (static_cast<double>(j) - 1) / 3));
        }
}

TEST_CASE("arrays that are not maps, and sizes of 0, are rejected", "[7.8]") {
    CHECK_THROWS_MATCHES(enlarge(np_tensor({3, 4}), 6, 8), wb::shape_error, MessageHas("(3, 4)"));
    CHECK_THROWS_MATCHES(enlarge(np_tensor({2, 0, 4}), 6, 8), wb::shape_error, MessageHas("(2, 0, 4)"));
    CHECK_THROWS_MATCHES(enlarge(np_tensor({2, 3, 0}), 6, 8), wb::shape_error, MessageHas("(2, 3, 0)"));
    CHECK_THROWS_AS(enlarge(np_tensor({2, 3, 4}), 0, 8), std::invalid_argument);
    CHECK_THROWS_AS(enlarge(np_tensor({2, 3, 4}), 6, 0), std::invalid_argument);
}

TEST_CASE("one row, one column, no maps", "[7.8]") {
    INFO("[[0] [4]], four rows and one column");
    CHECK_THAT(enlarge(np_tensor({1, 2, 1}, {0, 4}), 4, 1), IsCloseTo(Array({1, 4, 1}, {0, 1, 3, 4})));
    CHECK_THAT(enlarge(np_tensor({0, 2, 3}), 4, 5), HasShape({0, 4, 5}));
}

TEST_CASE("nothing of an earlier call is left", "[7.8]") {
    enlarge(np_tensor({1, 1, 2}, {8, 8}), 2, 4);
    INFO("[[8 8]] first, then [[0 4]]: is an array static?");
    CHECK_THAT(enlarge(np_tensor({1, 1, 2}, {0, 4}), 2, 4),
               IsCloseTo(Array({1, 2, 4}, {0, 1, 3, 4, 0, 1, 3, 4})));
}

TEST_CASE("an enlarged map has all 16 digits of a double", "[7.8]") {
    INFO("[0 1] becomes 5 wide; a float keeps 7 digits");
    CHECK_THAT(enlarge(np_tensor({1, 1, 2}, {0, 1}), 1, 5),
               IsCloseTo(Array({1, 1, 5}, {0, 0.1, 0.5, 0.9, 1}), 1e-13, 0));
}
