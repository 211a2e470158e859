// The given code of this chapter: no exercise, but what the exercises stand on.
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch05_cnn/given/conv_sizes.hpp"
#include "ch05_cnn/given/padding.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;

TEST_CASE("conv_sizes returns all lengths, and the number of places of the filter", "[given]") {
    const wb::ConvSizes size = wb::conv_sizes("test", {2, 3, 5, 7}, {4, 3, 3, 3}, 2);
    CHECK_THAT(Array(std::vector<std::size_t>{size.N, size.C, size.H, size.W, size.F, size.P}),
               IsCloseTo({2, 3, 5, 7, 3, 2}));
    CHECK(size.H_out == 7);
    CHECK(size.W_out == 9);
    // As large as the frame: one place.
    CHECK(wb::conv_sizes("test", {1, 1, 1, 1}, 3, 1).H_out == 1);
}

TEST_CASE("conv_sizes rejects shapes that do not fit, and names the function that asked", "[given]") {
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {5, 7}, 3, 0), shape_error, MessageHas("test", "(5, 7)"));
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {1, 1, 2, 9}, 3, 0), shape_error, MessageHas("side 3"));
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {1, 1, 9, 2}, 5, 1), shape_error,
                         MessageHas("side 5", "of 1"));
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {1, 1, 9, 9}, 0, 1), shape_error, MessageHas("side 0"));
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {1, 2, 9, 9}, {4, 3, 3, 3}, 1), shape_error,
                         MessageHas("(1, 2, 9, 9)", "(4, 3, 3, 3)", "channels"));
    CHECK_THROWS_MATCHES(wb::conv_sizes("test", {1, 2, 9, 9}, {4, 2, 3}, 1), shape_error,
                         MessageHas("(4, 2, 3)"));
}

TEST_CASE("pad puts zeros around each plane, and crop takes them away", "[given]") {
    const np_tensor x({1, 2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8});
    CHECK_THAT(wb::pad(x, 1),
               IsCloseTo(Array({1, 2, 4, 4}, {0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0,  //
                                              0, 0, 0, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0, 0, 0, 0})));
    const np_tensor y = tensor(random_array({2, 3, 4, 5}, 1));
    for (const std::size_t padding : {0, 1, 3}) {
        INFO("padding " << padding);
        CHECK_THAT(wb::pad(y, padding), HasShape({2, 3, 4 + 2 * padding, 5 + 2 * padding}));
        CHECK_THAT(wb::crop(wb::pad(y, padding), padding), IsCloseTo(y, 0, 0));
    }
    // The numbers in the frame are lost, and nothing else.
    np_tensor z({1, 1, 3, 3}, 9);
    z(0, 0, 1, 1) = 5;
    CHECK_THAT(wb::crop(z, 1), IsCloseTo(Array({1, 1, 1, 1}, {5})));
}

TEST_CASE("a convolutional layer with 0 channels, 0 filters or side 0 is an error that names which",
          "[given]") {
    wb::Rng rng(1);
    using wb::Conv2d;
    CHECK_THROWS_MATCHES(Conv2d({.channels = 0}, rng), std::invalid_argument, MessageHas("channels"));
    CHECK_THROWS_MATCHES(Conv2d({.filters = 0}, rng), std::invalid_argument, MessageHas("filters"));
    CHECK_THROWS_MATCHES(Conv2d({.side = 0}, rng), std::invalid_argument, MessageHas("side"));
    CHECK_THROWS_MATCHES(wb::MaxPool2d(0), std::invalid_argument, MessageHas("side"));
}

TEST_CASE("a new convolutional layer draws weights within 1 / sqrt(C F F), and the seed decides them",
          "[given]") {
    wb::Rng rng(1), same(1);
    wb::Conv2d layer({.channels = 4, .filters = 50, .side = 5}, rng),
        twin({.channels = 4, .filters = 50, .side = 5}, same);
    CHECK_THAT(layer.weight, HasShape({50, 4, 5, 5}));
    CHECK_THAT(layer.bias, HasShape({50}));
    CHECK_THAT(twin.weight, IsCloseTo(layer.weight, 0, 0));
    CHECK_THAT(twin.bias, IsCloseTo(layer.bias, 0, 0));
    // Of 5,000 uniform draws the largest is below 99.9% of the bound once in 150; the seed is fixed.
    for (const np_tensor* drawn : {&layer.weight, &layer.bias}) {
        const auto [least, most] = std::ranges::minmax(drawn->values());
        CHECK(least >= -0.1);
        CHECK(most < 0.1);
        CHECK(least < -0.09);
        CHECK(most > 0.09);
    }
}

TEST_CASE("the networks' parameters have the names and the numbers that they have in PyTorch", "[given]") {
    const auto described = [](const wb::NetworkRecipe& recipe) {
        wb::Rng rng(1);
        const auto model = recipe.make(rng);
        std::string text;
        for (const wb::Parameter& parameter : model->parameters())
            text += parameter.name + " " + wb::to_string(parameter.tensor->shape()) + "; ";
        return text;
    };
    CHECK(described(wb::cnn16_recipe()) ==
          "conv1.weight (16, 1, 5, 5); conv1.bias (16,); conv2.weight (32, 16, 5, 5); conv2.bias (32,); "
          "fc1.weight (512, 10); fc1.bias (10,); ");
    CHECK(described(wb::cnn28_recipe()) ==
          "conv1.weight (16, 1, 3, 3); conv1.bias (16,); conv2.weight (32, 16, 3, 3); conv2.bias (32,); "
          "fc1.weight (1568, 128); fc1.bias (128,); fc2.weight (128, 10); fc2.bias (10,); ");
}

TEST_CASE("a recipe prepares images of its size and spread, with one channel", "[given]") {
    const wb::Images images{
        .count = 2, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(2 * 784, 255)};
    CHECK_THAT(wb::cnn16_recipe().prepare(images), IsCloseTo(np_tensor({2, 1, 16, 16}, 1)));
    CHECK_THAT(wb::cnn28_recipe().prepare(images),
               IsCloseTo(np_tensor({2, 1, 28, 28}, (1 - 0.1307) / 0.3081)));
}
