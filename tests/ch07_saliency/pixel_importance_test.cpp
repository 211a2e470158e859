#include "ch07_saliency/pixel_importance.hpp"

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::pixel_importance;
using wb::shape_error;

// Tolerances: means of at most a hundred numbers around 1, right to 1e-14 in any order.

TEST_CASE("the example of the stub: the mean size of the weights of each pixel", "[7.1]") {
    INFO("W = [[1 -3] [0 0] [5 5] [-1 1]], for images of 2 x 2: the mean of 1 and 3 is 2");
    CHECK_THAT(
        pixel_importance(np_tensor({4, 2}, {1, -3, 0, 0, 5, 5, -1, 1}), 2, 2),
        IsCloseTo({{2, 0}, {5, 1}},
                  KnownMistakes{{"the weights are averaged with their signs", {{-1, 0}, {5, 0}}},
                                {"the sum is not set to 0 for each pixel", {{2, 2}, {7, 8}}},
                                {"it is the size of the mean, not the mean of the sizes", {{1, 0}, {5, 0}}},
                                {"the sizes are added up, and not divided by M", {{4, 0}, {10, 2}}},
                                {"it is divided by the number of pixels, not of units", {{1, 0}, {2.5, 0.5}}},
                                {"it is the largest size, not the mean", {{3, 0}, {5, 1}}},
                                {"it is the mean of the squares", {{5, 0}, {25, 1}}},
                                {"only the first unit is looked at", {{1, 0}, {5, 1}}},
                                {"only the last unit is looked at", {{3, 0}, {5, 1}}}}));
}

TEST_CASE("the mean keeps all 16 digits of a double", "[7.1]") {
    CHECK_THAT(pixel_importance(np_tensor({1, 2}, {0.1, -0.6}), 1, 1),
               IsCloseTo(Array({1, 1}, {0.35}), 1e-13, 0));
}

TEST_CASE("pixels are in order, row by row, as in the images", "[7.1]") {
    INFO("one unit, with the weights 1 to 6, on images of 2 rows and 3 columns: pixel d is in row d / 3");
    CHECK_THAT(pixel_importance(np_tensor({6, 1}, {1, 2, 3, 4, 5, 6}), 2, 3),
               IsCloseTo({{1, 2, 3}, {4, 5, 6}},
                         KnownMistakes{{"the pixels are laid out column by column", {{1, 3, 5}, {2, 4, 6}}},
                                       {"rows and columns change places", {{1, 2}, {3, 4}, {5, 6}}}}));
}

TEST_CASE("the same map as NumPy", "[7.1]") {
    INFO("48 pixels, 7 units: see tests/golden/ch07_saliency.json");
    CHECK_THAT(pixel_importance(tensor(saliency_golden("fc1.weight")), 6, 8),
               IsCloseTo(saliency_golden("importance")).as_image());
}

TEST_CASE("the sign of a weight does not matter", "[7.1]") {
    const np_tensor weight = tensor(random_array({12, 5}, 1));
    np_tensor opposite = weight;
    for (wb::real& w : opposite.values()) w = -w;
    CHECK_THAT(pixel_importance(opposite, 3, 4), IsCloseTo(pixel_importance(weight, 3, 4)));
}

TEST_CASE("images are 28 x 28 by default", "[7.1]") {
    CHECK_THAT(pixel_importance(np_tensor({784, 2}, -3)), IsCloseTo(np_tensor({28, 28}, 3)));
}

TEST_CASE("weights that do not fit the image are an error that names their shape", "[7.1]") {
    CHECK_THROWS_MATCHES(pixel_importance(np_tensor({7, 5}), 2, 3), shape_error, MessageHas("(7, 5)"));
    INFO("the second layer of 784-20-10");
    CHECK_THROWS_MATCHES(pixel_importance(np_tensor({20, 10})), shape_error, MessageHas("(20, 10)"));
    CHECK_THROWS_MATCHES(pixel_importance(np_tensor({6}), 2, 3), shape_error, MessageHas("(6,)"));
    INFO("no units: there is no mean of nothing");
    CHECK_THROWS_MATCHES(pixel_importance(np_tensor({6, 0}), 2, 3), shape_error, MessageHas("(6, 0)"));
}

TEST_CASE("sizes are real numbers", "[7.1]") {
    INFO(
        "one pixel, three units with the weights 0.25, -0.5 and 0.75: without its std::, abs may return an "
        "int");
    CHECK_THAT(
        pixel_importance(np_tensor({1, 3}, {0.25, -0.5, 0.75}), 1, 1),
        IsCloseTo(Array({1, 1}, {0.5}), KnownMistakes{{"the sizes are whole numbers", Array({1, 1}, {0})}}));
}

TEST_CASE("each map begins with zeros", "[7.1]") {
    pixel_importance(np_tensor({4, 2}, 100), 2, 2);
    INFO("weights of 100 first, then [[1 -3] [0 0] [5 5] [-1 1]]: is an array static?");
    CHECK_THAT(pixel_importance(np_tensor({4, 2}, {1, -3, 0, 0, 5, 5, -1, 1}), 2, 2),
               IsCloseTo({{2, 0}, {5, 1}}));
}

TEST_CASE("transposed weights are rejected: a row belongs to each pixel", "[7.1]") {
    INFO("for images of 2 x 3, weights of (5, 6): six columns, but not six rows");
    CHECK_THROWS_MATCHES(pixel_importance(np_tensor({5, 6}), 2, 3), shape_error, MessageHas("(5, 6)"));
}
