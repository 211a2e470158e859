#include "ch08_draw/bounding_box.hpp"

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::bounding_box;
using wb::Box;
using wb::np_tensor;

namespace {

void check_box(const np_tensor& canvas, const Box& expected, const KnownMistakes& mistakes = {}) {
    const auto found = bounding_box(canvas);
    REQUIRE(found.has_value());
    INFO("top, left, rows, cols; from row 2 to row 4 there are 3 rows");
    CHECK_THAT(numbers(*found), IsCloseTo(numbers(expected), mistakes));
}

/// A canvas with some pixels of full ink.
np_tensor with_ink(const wb::Shape& canvas, const std::vector<std::pair<std::size_t, std::size_t>>& pixels) {
    np_tensor result(canvas);
    for (const auto& [h, w] : pixels) result(h, w) = 1;
    return result;
}

}  // namespace

TEST_CASE("the example of the stub: two pixels span a box", "[8.2]") {
    check_box(with_ink({7, 9}, {{2, 5}, {4, 3}}), {.top = 2, .left = 3, .rows = 3, .cols = 3},
              {{"rows and columns are mixed up", {3, 2, 3, 3}},
               {"the last row and column are not counted", {2, 3, 2, 2}},
               {"the last row is not counted", {2, 3, 2, 3}},
               {"rows and cols are the last row and column, not how many", {2, 3, 4, 5}},
               {"rows and cols are those behind the last, not how many", {2, 3, 5, 6}},
               {"it is the whole canvas", {0, 0, 7, 9}}});
    INFO("ink in pixels (1, 2), (1, 6) and (2, 2) of 7 x 9: two rows and five columns");
    check_box(with_ink({7, 9}, {{1, 2}, {1, 6}, {2, 2}}), {.top = 1, .left = 2, .rows = 2, .cols = 5},
              {{"rows and columns are mixed up", {2, 1, 5, 2}},
               {"rows and cols are mixed up", {1, 2, 5, 2}},
               {"the last row and column are not counted", {1, 2, 1, 4}},
               {"the box ends at the last pixel met, not at the furthest", {1, 2, 2, 1}},
               {"the box is made a square", {1, 2, 5, 5}}});
}

TEST_CASE("a single pixel is a box of 1 x 1", "[8.2]") {
    for (const auto& [h, w] : {std::pair{0UL, 0UL}, {0, 8}, {6, 0}, {6, 8}, {3, 5}}) {
        INFO("ink in pixel (" << h << ", " << w << ") of 7 x 9");
        check_box(with_ink({7, 9}, {{h, w}}), {.top = h, .left = w, .rows = 1, .cols = 1});
    }
}

TEST_CASE("ink in two opposite corners makes a box of the whole canvas", "[8.2]") {
    check_box(with_ink({4, 11}, {{0, 10}, {3, 0}}), {.top = 0, .left = 0, .rows = 4, .cols = 11});
    check_box(np_tensor({5, 3}, 1), {.top = 0, .left = 0, .rows = 5, .cols = 3});
}

TEST_CASE("a canvas without ink has no box", "[8.2]") {
    CHECK(!bounding_box(np_tensor({6, 5})).has_value());
    CHECK(!bounding_box(np_tensor({0, 0})).has_value());
    INFO("all of it is gray of 0.1: up to `paper`, it counts as paper");
    CHECK(!bounding_box(np_tensor({6, 5}, 0.1)).has_value());
}

TEST_CASE("a faint fringe does not make the box larger", "[8.2]") {
    np_tensor canvas = with_ink({8, 8}, {{3, 3}, {4, 4}});
    canvas(2, 3) = 0.1;
    canvas(4, 5) = 0.05;
    check_box(canvas, {.top = 3, .left = 3, .rows = 2, .cols = 2});
    INFO("but 0.11 counts, however little it is");
    canvas(6, 1) = 0.11;
    check_box(canvas, {.top = 3, .left = 1, .rows = 4, .cols = 4});
}

TEST_CASE("SciPy finds the same box around a drawing", "[8.2]") {
    check_box(tensor(draw_golden("drawing")), golden_box());
}

TEST_CASE("a canvas has two axes", "[8.2]") {
    CHECK_THROWS_MATCHES(bounding_box(np_tensor({12})), wb::shape_error, MessageHas("(12,)"));
    CHECK_THROWS_MATCHES(bounding_box(np_tensor({1, 3, 4})), wb::shape_error, MessageHas("(1, 3, 4)"));
}

TEST_CASE("each canvas has its own box", "[8.2]") {
    bounding_box(np_tensor({7, 9}, 1));
    INFO("a canvas full of ink first, then one with a single pixel, (3, 5): is something static?");
    check_box(with_ink({7, 9}, {{3, 5}}), {.top = 3, .left = 5, .rows = 1, .cols = 1},
              {{"the box of an earlier canvas is still in it", {0, 0, 7, 9}}});
    CHECK(!bounding_box(np_tensor({7, 9})).has_value());
}

TEST_CASE("one row, one column, and a canvas larger than a byte counts", "[8.2]") {
    check_box(with_ink({1, 12}, {{0, 4}, {0, 7}}), {.top = 0, .left = 4, .rows = 1, .cols = 4});
    check_box(with_ink({12, 1}, {{4, 0}, {7, 0}}), {.top = 4, .left = 0, .rows = 4, .cols = 1});
    INFO("ink in pixels (260, 270) and (279, 5) of 280 x 280");
    check_box(with_ink({280, 280}, {{260, 270}, {279, 5}}), {.top = 260, .left = 5, .rows = 20, .cols = 266});
}
