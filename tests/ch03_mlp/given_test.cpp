// The given code of this chapter: no exercise, but what the exercises stand on.
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch03_mlp/train.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;

TEST_CASE("a Linear layer draws W and b within 1 / sqrt(D), and uses the whole range", "[given]") {
    wb::Rng rng(1);
    const wb::Linear layer(400, 30, rng);
    CHECK_THAT(layer.weight, HasShape({400, 30}));
    CHECK_THAT(layer.bias, HasShape({30}));
    double largest = 0, sum = 0;
    for (const double w : layer.weight.values()) {
        largest = std::max(largest, std::abs(w));
        sum += w;
    }
    CHECK(largest <= 0.05);
    // Of 12,000 numbers, the largest stays below 0.99 of the bound with probability 0.99^12000 = e^-120.
    CHECK(largest > 0.99 * 0.05);
    // The mean has the standard deviation 0.05 / sqrt(3 * 12000) = 0.00026: six of these.
    CHECK(std::abs(sum / 12000) < 0.0016);
}

TEST_CASE("the same seed gives the same layer, another seed another", "[given]") {
    wb::Rng one(1), again(1), other(2);
    const wb::Linear first(4, 5, one), same(4, 5, again), different(4, 5, other);
    CHECK_THAT(first.weight, IsCloseTo(same.weight, 0, 0));
    CHECK_THAT(first.bias, IsCloseTo(same.bias, 0, 0));
    CHECK_THAT(first.weight, !IsCloseTo(different.weight));
}

TEST_CASE("a layer without inputs is rejected", "[given]") {
    wb::Rng rng(1);
    CHECK_THROWS_MATCHES(wb::Linear(0, 5, rng), std::invalid_argument, MessageHas("at least one input"));
}

TEST_CASE("a network passes need_input_gradient on to its first layer, and to no other", "[given]") {
    wb::Sequential net;
    auto first = std::make_unique<wb::ReLU>(), second = std::make_unique<wb::ReLU>();
    const wb::ReLU &data_side = *first, &inside = *second;
    net.add("first", std::move(first)).add("second", std::move(second));
    CHECK(data_side.needs_input_gradient());
    net.need_input_gradient(false);
    CHECK(!net.needs_input_gradient());
    CHECK(!data_side.needs_input_gradient());
    CHECK(inside.needs_input_gradient());
    net.need_input_gradient(true);
    CHECK(data_side.needs_input_gradient());
}

TEST_CASE("a network gives access to its layers and their names, first to last", "[given]") {
    wb::Sequential net;
    CHECK(net.size() == 0);
    auto first = std::make_unique<wb::ReLU>(), second = std::make_unique<wb::ReLU>();
    const wb::Module *one = first.get(), *two = second.get();
    net.add("first", std::move(first)).add("second", std::move(second));
    CHECK(net.size() == 2);
    CHECK(&net.layer(0) == one);
    CHECK(&net.layer(1) == two);
    CHECK(net.name(0) == "first");
    CHECK(net.name(1) == "second");
    CHECK_THROWS_AS(net.layer(2), std::out_of_range);
    CHECK_THROWS_AS(net.name(2), std::out_of_range);
}

TEST_CASE("a learning rate that is not above 0 is rejected", "[given]") {
    for (const double rate : {0.0, -0.1, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_MATCHES(wb::SGD({}, rate), std::invalid_argument, MessageHas("learning rate"));
}

TEST_CASE("the line of an epoch has two decimals, rounded", "[given]") {
    CHECK(wb::epoch_line(1, {.loss = 0.35, .accuracy = 0.9}) == "Epoch 1 - Cost: 0.35, accuracy: 0.90");
    CHECK(wb::epoch_line(20, {.loss = 0.0251, .accuracy = 0.9949}) ==
          "Epoch 20 - Cost: 0.03, accuracy: 0.99");
}
