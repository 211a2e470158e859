#include "ch08_draw/center_of_mass.hpp"

#include <stdexcept>

#include "tests/ch08_draw/drawings.hpp"

using namespace wb::judge;
using wb::center_of_mass;
using wb::np_tensor;
using wb::Point;

namespace {

void check_center(const np_tensor& image, double x, double y) {
    const Point found = center_of_mass(image);
    INFO("x, then y");
    CHECK_THAT(Array({found.x, found.y}), IsCloseTo(Array({x, y})));
}

}  // namespace

TEST_CASE("the example of the stub: three times the ink pulls three times as hard", "[8.4]") {
    check_center(np_tensor({1, 3}, {1, 0, 3}), 2, 0.5);
}

TEST_CASE("rows and columns, by hand", "[8.4]") {
    INFO("[[0 1] [0 0] [0 1] [2 0]]: x = (1.5 + 1.5 + 2 * 0.5) / 4, y = (0.5 + 2.5 + 2 * 3.5) / 4");
    check_center(np_tensor({4, 2}, {0, 1, 0, 0, 0, 1, 2, 0}), 1, 2.5);
}

TEST_CASE("one pixel of ink balances in its middle", "[8.4]") {
    np_tensor image({5, 9});
    image(3, 7) = 0.25;
    check_center(image, 7.5, 3.5);
}

TEST_CASE("even grey balances in the middle of the image", "[8.4]") {
    check_center(np_tensor({28, 28}, 0.3), 14, 14);
    check_center(np_tensor({3, 8}, 1), 4, 1.5);
}

TEST_CASE("SciPy finds the same point, counted from the middle of the first pixel", "[8.4]") {
    check_center(tensor(draw_golden("drawing")), draw_golden("center").values()[0],
                 draw_golden("center").values()[1]);
}

TEST_CASE("fainter ink has the same centre, and moved ink one that has moved along", "[8.4]") {
    const np_tensor image = tensor(draw_golden("image"));
    const Point center = center_of_mass(image);
    np_tensor faint = image;
    for (wb::real& p : faint.values()) p /= 5;
    check_center(faint, center.x, center.y);
    check_center(moved(image, 11, 23, {60, 70}), center.x + 23, center.y + 11);
}

TEST_CASE("without ink there is no centre, and the message says why", "[8.4]") {
    CHECK_THROWS_MATCHES(center_of_mass(np_tensor({3, 4})), std::invalid_argument, MessageHas("without ink"));
    CHECK_THROWS_MATCHES(center_of_mass(np_tensor({0, 4})), std::invalid_argument, MessageHas("without ink"));
    CHECK_THROWS_MATCHES(center_of_mass(np_tensor({12}, 1)), wb::shape_error, MessageHas("(12,)", "(H, W)"));
}
