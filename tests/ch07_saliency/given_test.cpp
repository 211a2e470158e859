// The parts of this chapter that are given: the exercises stand on them.
#include <memory>
#include <stdexcept>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch07_saliency/given/check_classes.hpp"
#include "ch07_saliency/given/compare_maps.hpp"
#include "ch07_saliency/grad_cam.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;

TEST_CASE("check_classes accepts N classes below K for scores (N, K)", "[given]") {
    CHECK_NOTHROW(wb::check_classes("f", np_tensor({2, 3}), {0, 2}));
    CHECK_NOTHROW(wb::check_classes("f", np_tensor({1, 1}), {0}));
    CHECK_NOTHROW(wb::check_classes("f", np_tensor({0, 3}), {}));
}

TEST_CASE("check_classes rejects arrays that are not scores", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_classes("f", np_tensor({3}), {0, 1, 2}), wb::shape_error,
                         MessageHas("f: (3,)", "row of scores"));
    CHECK_THROWS_MATCHES(wb::check_classes("f", np_tensor({2, 3, 4}), {0, 1}), wb::shape_error,
                         MessageHas("f: (2, 3, 4)"));
}

TEST_CASE("check_classes rejects more or fewer classes than samples, and names both numbers", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_classes("f", np_tensor({12, 3}), wb::Indices(13)), std::invalid_argument,
                         MessageHas("f: 13 classes", "12 samples"));
    CHECK_THROWS_MATCHES(wb::check_classes("f", np_tensor({12, 3}), wb::Indices(11)), std::invalid_argument,
                         MessageHas("f: 11 classes", "12 samples"));
}

TEST_CASE("check_classes rejects a number that is no class, and names position, value and K", "[given]") {
    CHECK_THROWS_MATCHES(wb::check_classes("f", np_tensor({3, 5}), {0, 4, 5}), std::out_of_range,
                         MessageHas("f: class 2 is 5", "the 5 classes"));
}

TEST_CASE("check_images accepts (N, C, H, W), also with N = 0, and rejects everything else", "[given]") {
    CHECK_NOTHROW(wb::check_images("f", np_tensor({2, 1, 3, 4})));
    CHECK_NOTHROW(wb::check_images("f", np_tensor({0, 1, 3, 4})));
    for (const wb::Shape& shape :
         {wb::Shape{}, {4}, {2, 12}, {2, 3, 4}, {2, 0, 3, 4}, {2, 1, 0, 4}, {2, 1, 3, 0}})
        CHECK_THROWS_MATCHES(wb::check_images("f", np_tensor(shape)), wb::shape_error,
                             MessageHas("f: " + wb::to_string(shape), "(N, C, H, W)"));
}

TEST_CASE("a layer is found by its name, and if there is none, all names are listed", "[given]") {
    wb::Sequential net;
    CHECK_THROWS_MATCHES(wb::position_of_layer(net, "relu1"), std::invalid_argument,
                         MessageHas("\"relu1\"", "without layers"));
    net.add("relu1", std::make_unique<wb::ReLU>()).add("relu2", std::make_unique<wb::ReLU>());
    CHECK(wb::position_of_layer(net, "relu1") == 0);
    CHECK(wb::position_of_layer(net, "relu2") == 1);
    CHECK_THROWS_MATCHES(wb::position_of_layer(net, "conv3"), std::invalid_argument,
                         MessageHas("\"conv3\"", "relu1, relu2"));
}

TEST_CASE("maps that differ in brightness and contrast are alike, negatives are opposite", "[given]") {
    const np_tensor map = tensor(random_array({784}, 1)), other = tensor(random_array({784}, 2));
    CHECK_THAT(wb::correlation(map.values(), (3 * map + 7).values()), Near(1));
    CHECK_THAT(wb::correlation(map.values(), (7 - map).values()), Near(-1));
    INFO("of 784 random numbers the correlation is 0, give or take 1 / sqrt(784) = 0.036");
    CHECK_THAT(wb::correlation(map.values(), other.values()), Near(0, 0, 0.15));
    CHECK(wb::correlation(map.values(), np_tensor({784}, 2).values()) == 0);
    CHECK_THROWS_MATCHES(wb::correlation(map.values(), np_tensor({783}).values()), std::invalid_argument,
                         MessageHas("784", "783"));
}

TEST_CASE("the correlation of four numbers, by hand", "[given]") {
    INFO(
        "[1 2 3 4] and [1 3 2 4]: means 2.5, products -1.5 * -1.5 - 0.5 * 0.5 - 0.5 * 0.5 + 1.5 * 1.5 = 4, "
        "of 5");
    CHECK_THAT(wb::correlation(np_tensor({4}, {1, 2, 3, 4}).values(), np_tensor({4}, {1, 3, 2, 4}).values()),
               Near(0.8));
}

TEST_CASE("the share of a map that lies on the ink, signs aside", "[given]") {
    const std::vector<std::uint8_t> ink{0, 127, 128, 255};
    CHECK_THAT(wb::share_on_ink(np_tensor({4}, {1, -1, -3, 5}).values(), ink), Near(0.8));
    CHECK(wb::share_on_ink(np_tensor({4}).values(), ink) == 0);
    CHECK_THROWS_MATCHES(wb::share_on_ink(np_tensor({3}).values(), ink), std::invalid_argument,
                         MessageHas("3", "4"));
}
