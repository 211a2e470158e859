#include "ch08_draw/center_in_field.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Offset;
using wb::offset_to_center;

namespace {

/// Not by the student's exercise 8.4.
wb::Point center_by_hand(const np_tensor& image) {
    wb::Point sum;
    for (std::size_t i = 0; i < image.size(); ++i) {
        sum.x += image.values()[i] * (static_cast<double>(i % image.dim(1)) + 0.5);
        sum.y += image.values()[i] * (static_cast<double>(i / image.dim(1)) + 0.5);
    }
    return {sum.x / ink_of(image), sum.y / ink_of(image)};
}

}  // namespace

TEST_CASE("the example of the stub: two pixels in a field of 8", "[8.5]") {
    const Offset offset = offset_to_center(np_tensor({1, 2}, 1), 8);
    INFO("the center (1, 0.5) should move to (4.5, 4.5); 3.5 columns are as far from 3 as from 4");
    CHECK(offset.top == 4);
    CHECK((offset.left == 3 || offset.left == 4));
}

TEST_CASE("one pixel moves to pixel (14, 14) of 28 x 28, and to the middle pixel of 27 x 27", "[8.5]") {
    const np_tensor dot({1, 1}, 1);
    for (const auto& [side, middle] : {std::pair{28UL, 14UL}, {27, 13}, {8, 4}, {5, 2}, {2, 1}, {1, 0}}) {
        INFO("a field of " << side);
        const Offset offset = offset_to_center(dot, side);
        INFO("top, left");
        CHECK_THAT(numbers(offset), IsCloseTo(numbers(Offset{middle, middle})));
    }
}

TEST_CASE("of two whole offsets, the one nearer to the middle of pixel (14, 14)", "[8.5]") {
    INFO("[[3 0 7]] has its center at x = 1.9: 13 further it is at 14.9, near 14.5; 12 further at 13.9");
    CHECK_THAT(
        numbers(offset_to_center(np_tensor({1, 3}, {3, 0, 7}), 28)),
        IsCloseTo({14, 13},
                  KnownMistakes{
                      {"the offset is rounded down, or the middle of the field is assumed to be (14, 14)",
                       {14, 12}},
                      {"top and left are exchanged", {13, 14}},
                      {"the middle of the field is assumed to be (14, 14), a corner of pixels", {13, 12}}}));
}

TEST_CASE("the ink is centered, not the image", "[8.5]") {
    np_tensor image({6, 10});
    image(1, 8) = 0.5;
    INFO("the only ink of 6 x 10 is in pixel (1, 8), and comes to pixel (10, 10) of 20 x 20");
    const Offset offset = offset_to_center(image, 20);
    CHECK_THAT(
        numbers(offset),
        IsCloseTo({9, 2}, KnownMistakes{{"the middle of the image is centered, wherever its ink is", {7, 5}},
                                        {"the middle of the image is centered, wherever its ink is", {8, 6}},
                                        {"top and left are exchanged", {2, 9}}}));
}

TEST_CASE("no ink is cut off: the image stops at the border", "[8.5]") {
    np_tensor image({20, 20});
    for (std::size_t w = 0; w < 20; ++w) image(0, w) = 1;
    image(19, 0) = 0.01;
    INFO("nearly all ink in the first row of 20 x 20: it should move down by 14, but only 8 rows are free");
    CHECK(offset_to_center(image, 28).top == 8);
    np_tensor upside_down({20, 20});
    for (std::size_t h = 0; h < 20; ++h)
        for (std::size_t w = 0; w < 20; ++w) upside_down(19 - h, 19 - w) = image(h, w);
    INFO("upside down: it should move up by 5, but it already is at the top");
    CHECK(offset_to_center(upside_down, 28).top == 0);
    INFO("an image as large as the field cannot move at all");
    CHECK_THAT(numbers(offset_to_center(image, 20)), IsCloseTo({0, 0}));
}

TEST_CASE("SciPy's center leads to the same place", "[8.5]") {
    const Offset offset = offset_to_center(tensor(draw_golden("fitted to 20")), 28);
    INFO("top, left of a drawing of 20 x 9 in a field of 28");
    CHECK_THAT(numbers(offset), IsCloseTo(draw_golden("offset")));
}

TEST_CASE("with enough room, the center is within half a pixel of the target, in both directions", "[8.5]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        np_tensor image = tensor(random_array({5, 7}, seed));
        for (wb::real& p : image.values()) p = std::abs(p);
        const wb::Point center = center_by_hand(image);
        const Offset offset = offset_to_center(image, 28);
        INFO("5 x 7 random numbers, seed " << seed << ", center of mass (" << center.x << ", " << center.y
                                           << "), offset (" << offset.left << ", " << offset.top << ")");
        REQUIRE_THAT(center.x + static_cast<double>(offset.left), Near(14.5, 0, 0.5 + 1e-9));
        REQUIRE_THAT(center.y + static_cast<double>(offset.top), Near(14.5, 0, 0.5 + 1e-9));
    }
}

TEST_CASE("an image larger than the field, and one without ink, are rejected", "[8.5]") {
    CHECK_THROWS_MATCHES(offset_to_center(np_tensor({29, 3}, 1), 28), std::invalid_argument,
                         MessageSays(29, 28));
    CHECK_THROWS_MATCHES(offset_to_center(np_tensor({3, 29}, 1), 28), std::invalid_argument,
                         MessageSays(29, 28));
    CHECK_THROWS_AS(offset_to_center(np_tensor({3, 3}), 28), std::invalid_argument);
    INFO("a single axis is no image: a shape_error, as center_of_mass() has it");
    CHECK_THROWS_AS(offset_to_center(np_tensor({3}, 1), 28), wb::shape_error);
}

TEST_CASE("an image that fits in one direction only is rejected, and one that just fits is not", "[8.5]") {
    INFO("28 x 28 in a field of 28");
    CHECK_THAT(numbers(offset_to_center(np_tensor({28, 28}, 1), 28)), IsCloseTo({0, 0}));
    INFO("28 rows and one column of ink: no row is free, and column 14 is the middle one");
    CHECK_THAT(numbers(offset_to_center(np_tensor({28, 1}, 1), 28)),
               IsCloseTo({0, 14}, KnownMistakes{{"top and left are exchanged", {14, 0}}}));
}

TEST_CASE("the ink is far to the left or above: the image stays in the field", "[8.5]") {
    np_tensor image({5, 20});
    image(0, 19) = 1;
    INFO(
        "the only ink of 5 x 20 is at the right end: it should move left by 5, but begins at column 0 "
        "already");
    CHECK_THAT(numbers(offset_to_center(image, 28)), IsCloseTo({14, 0}));
}
