#include "ch03_mlp/sgd.hpp"

#include <cmath>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::SGD;

// Tolerances: one multiplication and one subtraction each; five steps of a small net stay within 1e-14 of
// NumPy.

TEST_CASE("a step goes against the gradient: weight 1, gradient 2, learning rate 0.1 give 0.8", "[3.7]") {
    np_tensor w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 2));
    SGD(std::vector<wb::Parameter>{{"w", &w}}, 0.1).step();
    INFO(
        "the gradient points uphill; 1.2 would be a step uphill. 1 means that nothing moved: was it a copy "
        "that took "
        "the step, or is the rate of 0.1 kept in a whole number, as 0?");
    CHECK_THAT(w, IsCloseTo({0.8}));
}

TEST_CASE("the learning rate is the length of the step", "[3.7]") {
    for (const double rate : {1e-3, 0.5, 3.0}) {
        np_tensor w({2}, {1, -1});
        w.accumulate_grad(np_tensor({2}, {2, -4}));
        SGD(std::vector<wb::Parameter>{{"w", &w}}, rate).step();
        INFO("weights [1 -1], gradient [2 -4], learning rate " << rate);
        CHECK_THAT(w, IsCloseTo({1 - 2 * rate, -1 + 4 * rate}));
    }
}

TEST_CASE("every parameter moves, each by its own gradient", "[3.7]") {
    np_tensor w({2, 2}, {1, 2, 3, 4}), b({2}, {5, 6});
    w.accumulate_grad(np_tensor({2, 2}, {1, 0, -1, 2}));
    b.accumulate_grad(np_tensor({2}, {10, -10}));
    SGD(std::vector<wb::Parameter>{{"w", &w}, {"b", &b}}, 0.5).step();
    CHECK_THAT(w, IsCloseTo({{0.5, 2}, {3.5, 3}}));
    CHECK_THAT(b, IsCloseTo({0, 11}));
}

TEST_CASE("a parameter without a gradient stays as it is, and those after it move", "[3.7]") {
    np_tensor idle({1}, 7), w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 2));
    SGD sgd({{"idle", &idle}, {"w", &w}}, 0.1);
    REQUIRE_NOTHROW(sgd.step());
    CHECK_THAT(idle, IsCloseTo({7}));
    CHECK_THAT(w, IsCloseTo({0.8}));
}

TEST_CASE("a step does not change the gradient: a second step moves by the same amount", "[3.7]") {
    np_tensor w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 2));
    SGD sgd({{"w", &w}}, 0.1);
    sgd.step();
    INFO(
        "w = 1, gradient 2, learning rate 0.1, two steps. (After w = ..., w is a new array without a "
        "gradient)");
    CHECK_THAT(w.grad(), IsCloseTo({2}));
    sgd.step();
    CHECK_THAT(w, IsCloseTo({0.6}));
}

TEST_CASE("each step uses the current gradient, not one of an earlier batch", "[3.7]") {
    np_tensor w({1}, 1), other({1}, 1);
    SGD sgd({{"w", &w}}, 0.1), another({{"other", &other}}, 0.1);
    w.accumulate_grad(np_tensor({1}, 2));
    other.accumulate_grad(np_tensor({1}, 7));
    sgd.step();
    another.step();
    w.zero_grad();
    w.accumulate_grad(np_tensor({1}, -3));
    sgd.step();
    INFO(
        "gradient 2, then -3, with rate 0.1: 1 - 0.2 + 0.3. Nothing is remembered from the earlier step, nor "
        "from "
        "another optimizer");
    CHECK_THAT(w, IsCloseTo({1.1}));
    CHECK_THAT(other, IsCloseTo({0.3}));
}

TEST_CASE("a step keeps all 16 digits of a double", "[3.7]") {
    np_tensor w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 1.0 / 3));
    SGD({{"w", &w}}, 0.1).step();
    INFO("is the learning rate, or the product, a float?");
    CHECK_THAT(w, IsCloseTo({1 - 0.1 / 3}, 1e-14, 0));
}

TEST_CASE("after zero_grad a step moves nothing", "[3.7]") {
    np_tensor w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 2));
    SGD sgd({{"w", &w}}, 0.1);
    sgd.zero_grad();
    sgd.step();
    CHECK_THAT(w, IsCloseTo({1}));
}

TEST_CASE("the lesson's calculation by hand: one step takes the loss from 0.693 to 0.261", "[3.7]") {
    wb::Rng rng(0);
    const auto net = wb::make_mlp(2, 2, 2, rng);
    const auto parameters = net->parameters();
    *parameters[0].tensor = np_tensor({2, 2}, {1, -1, 1, 0});
    *parameters[1].tensor = np_tensor({2}, {0, 0});
    *parameters[2].tensor = np_tensor({2, 2}, {1, 2, 2, 0});
    *parameters[3].tensor = np_tensor({2}, {3, 0});
    const np_tensor x({1, 2}, {1, 2});
    wb::CrossEntropyLoss loss;
    CHECK_THAT(loss.forward(net->forward(x), {0}), Near(std::log(2.0)));
    net->backward(loss.backward());
    SGD(parameters, 0.1).step();
    CHECK_THAT(*parameters[0].tensor, IsCloseTo({{0.95, -1}, {0.9, 0}}));
    CHECK_THAT(*parameters[1].tensor, IsCloseTo({-0.05, 0}));
    CHECK_THAT(*parameters[2].tensor, IsCloseTo({{1.15, 1.85}, {2, 0}}));
    CHECK_THAT(*parameters[3].tensor, IsCloseTo({3.05, -0.05}));
    // Scores 6.155 and 4.945 are 1.21 apart.
    CHECK_THAT(loss.forward(net->forward(x), {0}), Near(std::log(1 + std::exp(-1.21))));
}

TEST_CASE("five steps of a small net end where NumPy's do", "[3.7]") {
    wb::Rng rng(0);
    const auto net = wb::make_mlp(4, 5, 3, rng);
    const auto parameters = net->parameters();
    const char* keys[] = {"W1", "b1", "W2", "b2"};
    for (std::size_t i = 0; i < 4; ++i) *parameters[i].tensor = tensor(golden("ch03_net", keys[i]));
    const np_tensor x = tensor(golden("ch03_net", "x"));
    const wb::Labels y = labels(golden("ch03_net", "labels"));

    SGD sgd(parameters, single(golden("ch03_net", "rate")));
    wb::CrossEntropyLoss loss;
    const Array losses = golden("ch03_net", "losses");
    for (const double expected : losses.values()) {
        INFO("the losses of NumPy's five steps are 1.3057, 1.2195, 1.1587, 1.1156, 1.0860");
        CHECK_THAT(loss.forward(net->forward(x), y), Near(expected));
        sgd.zero_grad();
        net->backward(loss.backward());
        sgd.step();
    }
    for (std::size_t i = 0; i < 4; ++i) {
        INFO(parameters[i].name << " after five steps");
        CHECK_THAT(*parameters[i].tensor, IsCloseTo(golden("ch03_net", std::string(keys[i]) + "_after")));
    }
}
