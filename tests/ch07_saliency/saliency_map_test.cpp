#include "ch07_saliency/saliency_map.hpp"

#include <cmath>

#include <algorithm>

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::gradient_times_input;
using wb::np_tensor;
using wb::saliency_map;
using wb::shape_error;

// Tolerances: numbers are chosen, or sums of two products; the score is a sum of fewer than a hundred.

TEST_CASE("the example of the stub: of a pixel's channels the largest size", "[7.3]") {
    INFO("one pixel with the gradients 1, -4 and 2");
    const auto pixel = [](double value) { return Array({1, 1, 1}, {value}); };
    CHECK_THAT(saliency_map(np_tensor({1, 3, 1, 1}, {1, -4, 2})),
               IsCloseTo(pixel(4),
                         KnownMistakes{
                             {"the largest gradient is taken, not the largest size, or only the last channel",
                              pixel(2)},
                             {"the sizes of the channels are added", pixel(7)},
                             {"the sizes of the channels are averaged", pixel(7.0 / 3)},
                             {"the largest size keeps its sign", pixel(-4)},
                             {"it is the size of the sum of the channels", pixel(1)},
                             {"the map is divided by its largest number", pixel(1)},
                             {"it is the length, the root of the sum of squares", pixel(std::sqrt(21.0))}}));
}

TEST_CASE("with one channel, only the signs are removed", "[7.3]") {
    INFO("two images of 2 x 3, [[1 -2 3] [-4 5 -6]] and [[0 7 0] [-8 0 9]]");
    CHECK_THAT(saliency_map(np_tensor({2, 1, 2, 3}, {1, -2, 3, -4, 5, -6, 0, 7, 0, -8, 0, 9})),
               IsCloseTo(Array({2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 7, 0, 8, 0, 9}),
                         KnownMistakes{{"the first image is looked at for all",
                                        Array({2, 2, 3}, {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6})}}));
}

TEST_CASE("the same maps as PyTorch, from its gradient", "[7.3]") {
    INFO("three images of 2 channels, 6 x 8: see tests/golden/ch07_saliency.json");
    CHECK_THAT(saliency_map(tensor(saliency_golden("gradient"))), IsCloseTo(saliency_golden("saliency")));
    CHECK_THAT(gradient_times_input(tensor(saliency_golden("gradient")), tensor(saliency_golden("x"))),
               IsCloseTo(saliency_golden("gradient_times_input")));
}

TEST_CASE("the example of the stub: gradient times value, added over the channels", "[7.3]") {
    INFO("one pixel with the gradients 1, -4 and 2 and the values 3, 1 and 0: 3 - 4 + 0");
    CHECK_THAT(gradient_times_input(np_tensor({1, 3, 1, 1}, {1, -4, 2}), np_tensor({1, 3, 1, 1}, {3, 1, 0})),
               IsCloseTo(Array({1, 1, 1}, {-1}),
                         KnownMistakes{
                             {"the products lose their signs", Array({1, 1, 1}, {7})},
                             {"the sum loses its sign", Array({1, 1, 1}, {1})},
                             {"only the first channel counts, or the largest product is taken, not the sum",
                              Array({1, 1, 1}, {3})},
                             {"only the last channel counts", Array({1, 1, 1}, {0})},
                             {"the products are averaged over the channels", Array({1, 1, 1}, {-1.0 / 3})}}));
}

TEST_CASE("blank paper contributes nothing, however steep the gradient", "[7.3]") {
    INFO("gradient [[100 2] [-3 -4]], x = [[0 1] [1 0]]");
    CHECK_THAT(gradient_times_input(np_tensor({1, 1, 2, 2}, {100, 2, -3, -4}),
                                    np_tensor({1, 1, 2, 2}, {0, 1, 1, 0})),
               IsCloseTo(Array({1, 2, 2}, {0, 2, -3, 0}), 0, 0));
}

TEST_CASE("for a network without biases, gradient times input adds up to the score", "[7.3]") {
    const auto model = golden_network(0);
    const np_tensor x = tensor(saliency_golden("x")), z = model->forward(x);
    for (const std::size_t k : {0, 1, 4}) {
        const np_tensor map = gradient_times_input(gradient_of_scores(*model, x, {k, k, k}), x);
        for (const std::size_t n : {0, 1, 2}) {
            INFO("image " << n << ", class " << k << ": convolutions, ReLU and pooling, all biases 0");
            CHECK_THAT(sum_of(map, n), Near(z(n, k)));
        }
    }
}

TEST_CASE("the lesson's network: 3 and 6 add up to its score of 9", "[7.3]") {
    wb::Sequential model;
    model.add("flatten", std::make_unique<wb::Flatten>());
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 1}, {2, -2}}, Array{0, 0}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.add("fc2", std::make_unique<KnownLinear>(Array({2, 1}, {3, 5}), Array{0}));
    const np_tensor x({1, 1, 1, 2}, 1);
    INFO(
        "hidden units x0 + 2 x1 and x0 - 2 x1, of which the second is 0 after the ReLU; z is 3 of the one "
        "and 5 of the "
        "other");
    CHECK_THAT(gradient_times_input(gradient_of_scores(model, x, {0}), x),
               IsCloseTo(Array({1, 1, 2}, {3, 6})));
}

TEST_CASE("for a linear network the saliency is the sizes of its weights, for every image", "[7.3]") {
    const auto model = linear_network({{1, -2}, {3, 4}, {-5, 6}, {7, -8}, {-9, 10}, {11, 12}}, {1, 1});
    for (const unsigned seed : {1u, 2u, 3u}) {
        INFO("class 0 of the weights [[1 -2] [3 4] [-5 6] [7 -8] [-9 10] [11 12]], an image of 2 x 3");
        const np_tensor x = tensor(random_array({1, 1, 2, 3}, seed));
        CHECK_THAT(saliency_map(gradient_of_scores(*model, x, {0})),
                   IsCloseTo(Array({1, 2, 3}, {1, 3, 5, 7, 9, 11})));
    }
}

TEST_CASE("an array that is not a batch of images, and a gradient of other images, are rejected", "[7.3]") {
    CHECK_THROWS_MATCHES(saliency_map(np_tensor({2, 12})), shape_error, MessageHas("(2, 12)"));
    CHECK_THROWS_MATCHES(gradient_times_input(np_tensor({2, 12}), np_tensor({2, 12})), shape_error,
                         MessageHas("(2, 12)"));
    for (const wb::Shape& shape : {wb::Shape{2, 1, 4, 3}, {1, 1, 3, 4}, {2, 3, 3, 4}}) {
        INFO("a gradient of shape (2, 1, 3, 4), and images of shape " << wb::to_string(shape));
        CHECK_THROWS_MATCHES(gradient_times_input(np_tensor({2, 1, 3, 4}), np_tensor(shape)), shape_error,
                             MessageHas("(2, 1, 3, 4)", wb::to_string(shape)));
    }
    CHECK_THROWS_AS(gradient_times_input(np_tensor({2, 1, 3, 4}), np_tensor({2, 12})), shape_error);
}

TEST_CASE("sizes and products of fractions", "[7.3]") {
    INFO("one pixel, the gradients -0.5 and 0.25: without its std::, abs may return an int");
    CHECK_THAT(saliency_map(np_tensor({1, 2, 1, 1}, {-0.5, 0.25})),
               IsCloseTo(Array({1, 1, 1}, {0.5}),
                         KnownMistakes{{"sizes are whole numbers", Array({1, 1, 1}, {0})}}));
    CHECK_THAT(
        gradient_times_input(np_tensor({1, 2, 1, 1}, {-0.5, 0.25}), np_tensor({1, 2, 1, 1}, {0.5, 0.5})),
        IsCloseTo(Array({1, 1, 1}, {-0.125})));
}

TEST_CASE("both maps begin with zeros in each call", "[7.3]") {
    const np_tensor large({1, 3, 1, 1}, 100), gradient({1, 3, 1, 1}, {1, -4, 2}), x({1, 3, 1, 1}, {3, 1, 0});
    saliency_map(large);
    gradient_times_input(large, x);
    INFO("gradients of 100 first, then 1, -4 and 2: is an array static?");
    CHECK_THAT(saliency_map(gradient), IsCloseTo(Array({1, 1, 1}, {4})));
    CHECK_THAT(gradient_times_input(gradient, x), IsCloseTo(Array({1, 1, 1}, {-1})));
}

TEST_CASE("an empty batch has an empty batch of maps", "[7.3]") {
    CHECK_THAT(saliency_map(np_tensor({0, 3, 4, 5})), HasShape({0, 4, 5}));
    CHECK_THAT(gradient_times_input(np_tensor({0, 3, 4, 5}), np_tensor({0, 3, 4, 5})), HasShape({0, 4, 5}));
}

TEST_CASE("images without a channel are rejected", "[7.3]") {
    CHECK_THROWS_MATCHES(saliency_map(np_tensor({2, 0, 3, 4})), shape_error, MessageHas("(2, 0, 3, 4)"));
    CHECK_THROWS_MATCHES(gradient_times_input(np_tensor({2, 0, 3, 4}), np_tensor({2, 0, 3, 4})), shape_error,
                         MessageHas("(2, 0, 3, 4)"));
}

TEST_CASE("a saliency map has all 16 digits of a double", "[7.3]") {
    INFO("the size of -0.1; a float keeps 7 digits");
    CHECK_THAT(saliency_map(np_tensor({1, 1, 1, 1}, -0.1)), IsCloseTo(Array({1, 1, 1}, {0.1}), 1e-13, 0));
}
