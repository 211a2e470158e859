#include "ch08_draw/center_of_mass.hpp"

#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::center_of_mass;
using wb::np_tensor;
using wb::Point;

namespace {

void check_center(const np_tensor& image, double x, double y, const KnownMistakes& mistakes = {}) {
    const Point found = center_of_mass(image);
    INFO("x, then y");
    CHECK_THAT(Array({found.x, found.y}), IsCloseTo(Array({x, y}), mistakes));
}

}  // namespace

TEST_CASE("the example of the stub: three times the ink pulls three times as hard", "[8.4]") {
    INFO("[[1 0 3]]: x = (1 * 0.5 + 3 * 2.5) / 4, y = 0.5");
    check_center(np_tensor({1, 3}, {1, 0, 3}), 2, 0.5,
                 {{"every pixel with ink counts alike, or 1/2 is missing in x", {1.5, 0.5}},
                  {"a pixel stands for its upper left corner: 1/2 is missing", {1.5, 0}},
                  {"x and y are exchanged", {0.5, 2}},
                  {"1/2 is missing in y, or y is rounded down to a whole number", {2, 0}},
                  {"the sums are not divided by the ink", {8, 2}},
                  {"the sums are divided by the number of pixels, not by the ink", {8.0 / 3, 2.0 / 3}},
                  {"the sums are divided by the number of pixels with ink", {4, 1}},
                  {"it is the pixel with the most ink", {2.5, 0.5}},
                  {"1/2 is added twice", {2.5, 1}}});
}

TEST_CASE("rows and columns, by hand", "[8.4]") {
    INFO("[[0 1] [0 0] [0 1] [2 0]]: x = (1.5 + 1.5 + 2 * 0.5) / 4, y = (0.5 + 2.5 + 2 * 3.5) / 4");
    check_center(np_tensor({4, 2}, {0, 1, 0, 0, 0, 1, 2, 0}), 1, 2.5,
                 {{"every pixel with ink counts alike", {3.5 / 3, 6.5 / 3}},
                  {"x and y are exchanged", {2.5, 1}},
                  {"a sum of an earlier call is left: is it static?", {1.5, 1.5}}});
}

TEST_CASE("one pixel of ink balances in its middle", "[8.4]") {
    np_tensor image({5, 9});
    image(3, 7) = 0.25;
    check_center(image, 7.5, 3.5);
}

TEST_CASE("an evenly gray image has its center in the middle", "[8.4]") {
    check_center(np_tensor({28, 28}, 0.3), 14, 14);
    check_center(np_tensor({3, 8}, 1), 4, 1.5);
}

TEST_CASE("SciPy finds the same point, counted from the middle of the first pixel", "[8.4]") {
    check_center(tensor(draw_golden("drawing")), draw_golden("center").values()[0],
                 draw_golden("center").values()[1]);
}

TEST_CASE("fainter ink has the same center, and moved ink has a moved center", "[8.4]") {
    const np_tensor image = tensor(draw_golden("image"));
    const Point center = center_of_mass(image);
    np_tensor faint = image;
    for (wb::real& p : faint.values()) p /= 5;
    check_center(faint, center.x, center.y);
    check_center(moved(image, 11, 23, {60, 70}), center.x + 23, center.y + 11);
}

TEST_CASE("without ink there is no center, and without two axes no image", "[8.4]") {
    INFO("3 x 4 zeros; then 0 x 4 pixels");
    CHECK_THROWS_AS(center_of_mass(np_tensor({3, 4})), std::invalid_argument);
    CHECK_THROWS_AS(center_of_mass(np_tensor({0, 4})), std::invalid_argument);
    CHECK_THROWS_MATCHES(center_of_mass(np_tensor({12}, 1)), wb::shape_error, MessageHas("(12,)"));
}

TEST_CASE("each image has its own center, even one with very faint ink", "[8.4]") {
    center_of_mass(np_tensor({3, 8}, 1));
    INFO("a gray image first, then [[1 0 3]]: is a sum static?");
    check_center(np_tensor({1, 3}, {1, 0, 3}), 2, 0.5);
    INFO("[[1e-12 0 3e-12]]: however little ink there is, it is not none");
    check_center(np_tensor({1, 3}, {1e-12, 0, 3e-12}), 2, 0.5);
}

TEST_CASE("an image has two axes: not one, and not three", "[8.4]") {
    CHECK_THROWS_MATCHES(center_of_mass(np_tensor({1, 3, 4}, 1)), wb::shape_error, MessageHas("(1, 3, 4)"));
}
