// The networks as forward functions are those of chapters 03 to 05, and learn what these learn.
#include "ch09_autograd/given/networks.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "ch09_autograd/given/training.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

wb::Samples random_samples(const wb::Shape& shape) {
    wb::Labels labels;
    for (std::size_t n = 0; n < shape.at(0); ++n) labels.push_back(static_cast<std::uint8_t>(7 * n % 10));
    const Array x = random_array(shape, 5);
    return {wb::np_tensor(x.shape(), {x.values().begin(), x.values().end()}), labels};
}

/// The same names, first weights, scores and losses; and each forgets its history.
void compare(wb::ForwardNetwork network, wb::Sequential& layers, const wb::Samples& samples) {
    const auto ours = network.parameters(), theirs = layers.parameters();
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CHECK(ours[i].name == theirs[i].name);
        CHECK_THAT(*ours[i].tensor, IsCloseTo(Array(*theirs[i].tensor), 0, 0));
    }
    CHECK_THAT(network.forward(samples.x), IsCloseTo(Array(layers.forward(samples.x))));

    wb::Adam one(layers.parameters()), other(network.parameters());
    for (int step = 0; step < 3; ++step) {
        wb::CrossEntropyLoss loss;
        const double by_hand = loss.forward(layers.forward(samples.x), samples.labels);
        one.zero_grad();
        layers.backward(loss.backward());
        one.step();
        INFO("step " << step);
        CHECK_THAT(wb::step_by_autograd(network, other, samples).loss, Near(by_hand, 1e-12));
    }
}

}  // namespace

TEST_CASE("the forward functions have the weights of chapters 03 to 05, and learn the same") {
    wb::Rng rng(3), same(3);
    SECTION("784-200-10") {
        compare(wb::forward_mlp(784, 200, 10, same), *wb::make_mlp(784, 200, 10, rng),
                random_samples({4, 784}));
    }
    SECTION("784-128-128-128-10") {
        compare(wb::forward_deep(same), *wb::deep_recipe().make(rng), random_samples({4, 784}));
    }
    SECTION("cnn16") {
        compare(wb::forward_cnn16(same), *wb::cnn16_recipe().make(rng), random_samples({2, 1, 16, 16}));
    }
    SECTION("cnn16 of the fast layers") {
        compare(wb::forward_fast_cnn16(same, 1), *wb::cnn16_recipe().make_fast(rng, 1),
                random_samples({2, 1, 16, 16}));
    }
}

TEST_CASE("fit_by_autograd has the history of fit") {
    const wb::Samples samples = random_samples({50, 784});
    std::size_t steps_before = 0, calls = 0;
    const wb::FitOptions options{.epochs = 2,
                                 .batch_size = 16,
                                 .before_step = [&](std::size_t taken) { steps_before += taken; },
                                 .progress = [&](std::size_t, std::size_t total) { calls += total; }};
    wb::Rng rng(3), same(3);
    const auto layers = wb::make_mlp(784, 200, 10, rng);
    wb::ForwardNetwork network = wb::forward_mlp(784, 200, 10, same);
    wb::SGD one(layers->parameters(), 0.1), other(network.parameters(), 0.1);
    const auto expected = wb::fit(*layers, one, samples, samples.first(20), options, rng);
    CHECK(steps_before == 28);
    CHECK(calls == 32);
    const auto history = wb::fit_by_autograd(network, other, samples, samples.first(20), options, same);
    CHECK(steps_before == 56);
    CHECK(calls == 64);
    REQUIRE(history.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK_THAT(history[i].train.loss, Near(expected[i].train.loss, 1e-12));
        CHECK_THAT(history[i].train.accuracy, Near(expected[i].train.accuracy, 1e-12));
        CHECK_THAT(history[i].validation.loss, Near(expected[i].validation.loss, 1e-12));
        CHECK_THAT(history[i].validation.accuracy, Near(expected[i].validation.accuracy, 1e-12));
    }
}

TEST_CASE("evaluating a forward function records nothing, and its backward says what to call") {
    bool recorded = true;
    wb::ForwardNetwork network({}, [&](const wb::Variable& x) {
        recorded = wb::grad_enabled();
        return x;
    });
    CHECK_THAT(network.forward(wb::np_tensor({1, 2}, {3, 4})), IsCloseTo({{3, 4}}));
    CHECK_FALSE(recorded);
    CHECK(wb::grad_enabled());
    CHECK_THROWS_MATCHES(network.backward(wb::np_tensor({1, 2})), std::logic_error,
                         MessageHas("backward(loss)"));
}

TEST_CASE("a residual block adds its input, forward and backward") {
    const wb::Variable x(wb::np_tensor({1, 2}, {1, -2}), {.requires_grad = true, .name = "x"});
    const wb::Variable W(wb::np_tensor({2, 2}, {1, 2, 3, 4}), {.requires_grad = true, .name = "W"});
    const wb::Variable b(wb::np_tensor({2}, {6, 5}), {.requires_grad = true, .name = "b"});
    const wb::Variable y = wb::residual_block(x, W, b);  // x W + b = (1, -1)
    CHECK_THAT(y.value(), IsCloseTo({{2, -2}}));
    const auto gradients = y.gradients_of_parents(wb::np_tensor({1, 2}, {10, 20}));
    CHECK_THAT(gradients.at(0), IsCloseTo({{10, 20}}));
}

TEST_CASE("plain and residual begin with the same weights, and differ in their scores") {
    wb::Rng rng(3), same(3);
    wb::ForwardNetwork plain = wb::forward_residual({.residual = false, .blocks = 2}, 5, rng);
    wb::ForwardNetwork residual = wb::forward_residual({.residual = true, .blocks = 2}, 5, same);
    const auto ours = plain.parameters(), theirs = residual.parameters();
    REQUIRE(ours.size() == 8);
    CHECK(ours.back().name == "fc4.bias");
    for (std::size_t i = 0; i < ours.size(); ++i)
        CHECK_THAT(*ours[i].tensor, IsCloseTo(Array(*theirs.at(i).tensor), 0, 0));
    const wb::np_tensor x({1, 5}, 1);
    CHECK(plain.forward(x)(0, 0) != residual.forward(x)(0, 0));
}
