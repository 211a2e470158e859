#include "ch04_adam/adam.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/given/mlp.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Adam;
using wb::np_tensor;

// Tolerances: a step is some ten operations on numbers around 1, each right to 1e-16; ten steps of a small
// net stay within 1e-13 of NumPy. The divisor sqrt(v_hat) + 1e-8 is part of the definition and shows at 1e-8.

namespace {

/// A single parameter, whose gradient the test chooses for each step.
struct OneParameter {
    explicit OneParameter(const Array& start) : w(tensor(start)) {}
    std::vector<wb::Parameter> list() { return {{"w", &w}}; }
    void set_grad(const Array& g) {
        w.zero_grad();
        w.accumulate_grad(tensor(g));
    }
    np_tensor w;
};

// Where a weight of 0 is after gradients 1 and -1 and a rate of 0.1, if another optimizer takes two steps of
// gradient -5 in between, and both share what a mistake lets them share.
double after_sharing(bool share_means, std::size_t steps_before) {
    const bool share_t = steps_before > 0;
    double w = 0, m[2] = {}, v[2] = {};
    double t[2] = {static_cast<double>(steps_before), 0};
    const auto step = [&](int who, double g) {
        double &own_m = m[share_means ? 0 : who], &own_v = v[share_means ? 0 : who],
               &own_t = t[share_t ? 0 : who];
        own_t += 1;
        own_m = 0.9 * own_m + 0.1 * g;
        own_v = 0.999 * own_v + 0.001 * g * g;
        const double m_hat = own_m / (1 - std::pow(0.9, own_t)), v_hat = own_v / (1 - std::pow(0.999, own_t));
        if (who == 0) w -= 0.1 * m_hat / (std::sqrt(v_hat) + 1e-8);
    };
    step(0, 1);
    step(1, -5);
    step(1, -5);
    step(0, -1);
    return w;
}

}  // namespace

TEST_CASE("the first step is as long as the learning rate, whatever the size of the gradient", "[4.2]") {
    OneParameter p({1, 1, 1, 1});
    Adam adam(p.list(), {.learning_rate = 0.1});
    p.set_grad({1000, 1, -0.001, -7});
    adam.step();
    INFO("weights 1, gradients [1000 1 -0.001 -7], learning rate 0.1: m_hat = g and sqrt(v_hat) = |g|");
    INFO(
        "v is the mean of the squares, and never negative; t is 1 in the first step, as 1 - beta^0 would be "
        "0. Weights "
        "of 1 mean that nothing moved: did the step change a copy?");
    // Weights after a step of 0.1 * a g / (b |g| + epsilon).
    const auto weights = [](double a, double b) {
        std::vector<double> w;
        for (const double g : {1000.0, 1.0, -0.001, -7.0})
            w.push_back(1 - 0.1 * a * g / (b * std::abs(g) + 1e-8));
        return Array(w);
    };
    CHECK_THAT(
        p.w,
        IsCloseTo(
            weights(1, 1),
            KnownMistakes{{"the corrections of m and v change places", weights(100, 0.1)},
                          {"m holds 0.9 of g: beta1 and 1 - beta1 change places", weights(9, 1)},
                          {"m lacks its factor of 1 - beta1", weights(10, 1)},
                          {"m and v are multiplied by 1 - beta^t, not divided", weights(0.01, 0.001)},
                          {"the root is taken of v before it is corrected", weights(1, std::sqrt(1000.0))}}));
}

// Second, and not first: its title would mislead where the step itself is wrong. (The first has taken one
// step.)
TEST_CASE("two optimizers used in turn do not influence each other", "[4.2]") {
    OneParameter p({0}), q({0});
    Adam adam(p.list(), {.learning_rate = 0.1}), another(q.list(), {.learning_rate = 0.1});
    p.set_grad({1});
    q.set_grad({-5});
    adam.step();
    another.step();
    another.step();
    p.set_grad({-1});
    adam.step();
    INFO("gradients 1 and -1; another optimizer takes two steps in between");
    CHECK_THAT(
        p.w,
        IsCloseTo({-0.1 + 0.1 * 0.01 / 0.19},
                  KnownMistakes{{"all optimizers share m and v: are they static?", {after_sharing(true, 0)}},
                                {"all optimizers share t: is it static?", {after_sharing(false, 1)}}}));
    CHECK_THAT(q.w, IsCloseTo({0.2}));
}

TEST_CASE("two steps by hand: gradients 1 and -1 nearly cancel in m, but not in v", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 0.1});
    p.set_grad({1});
    adam.step();
    CHECK_THAT(p.w, IsCloseTo({-0.1}));
    p.set_grad({-1});
    adam.step();
    // m = 0.9 * 0.1 - 0.1 = -0.01, m_hat = -0.01 / 0.19; v_hat = 1. So w = -0.1 + 0.1 * 0.0526 = -0.0947.
    INFO("in the second step m = -0.01 is divided by 1 - 0.9^2 = 0.19: m_hat = -0.0526; v_hat = 1");
    CHECK_THAT(p.w, IsCloseTo({-0.1 + 0.1 * 0.01 / 0.19}));
}

TEST_CASE("a gradient that stays the same moves the weight by the learning rate in every step", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 0.01});
    p.set_grad({3});
    for (int step = 1; step <= 50; ++step) {
        adam.step();
        INFO("step " << step << " of a constant gradient: m_hat and sqrt(v_hat) are both 3");
        CHECK_THAT(p.w, IsCloseTo({-0.01 * step}, 1e-7));
    }
}

TEST_CASE("epsilon is added to the root, not under it", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 1, .epsilon = 0.5});
    p.set_grad({2});
    adam.step();
    INFO(
        "gradient 2, epsilon 0.5: 2 / (sqrt(4) + 0.5) = 0.8; under the root it would be 2 / sqrt(4.5) = "
        "0.943");
    CHECK_THAT(p.w, IsCloseTo({-0.8}));
}

TEST_CASE("with beta1 = beta2 = 0 a step depends only on the sign of the gradient", "[4.2]") {
    OneParameter p({0, 0});
    Adam adam(p.list(), {.learning_rate = 0.5, .beta1 = 0, .beta2 = 0});
    for (const double g : {4.0, -0.25, 100.0}) {
        p.set_grad({g, -g});
        adam.step();
    }
    INFO("gradients 4, -0.25, 100 with learning rate 0.5: -0.5, +0.5, -0.5");
    CHECK_THAT(p.w, IsCloseTo({-0.5, 0.5}));
}

TEST_CASE("beta1 is for the mean m of the gradients, beta2 for the mean v of their squares", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 1, .beta1 = 0.5, .beta2 = 0.75});
    p.set_grad({1});
    adam.step();
    CHECK_THAT(p.w, IsCloseTo({-1}));
    p.set_grad({3});
    adam.step();
    // m = 0.5 * 0.5 + 0.5 * 3 = 1.75, over 0.75; v = 0.75 * 0.25 + 0.25 * 9 = 2.4375, over 0.4375.
    INFO("beta1 = 0.5, beta2 = 0.75, gradients 1 and 3: m = 1.75, v = 2.4375 after the second step");
    CHECK_THAT(p.w, IsCloseTo({-1 - (1.75 / 0.75) / std::sqrt(2.4375 / 0.4375)}));
}

TEST_CASE("a weight whose gradient was always 0 does not move, and nothing is divided by 0", "[4.2]") {
    OneParameter p({5, 5});
    Adam adam(p.list());
    p.set_grad({0, 1});
    adam.step();
    CHECK_THAT(p.w, IsCloseTo({5, 5 - 1e-3}));
}

TEST_CASE("every parameter has its own means", "[4.2]") {
    np_tensor a({2, 2}, {1, 2, 3, 4}), b({2}, {5, 6});
    Adam adam({{"a", &a}, {"b", &b}}, {.learning_rate = 0.5});
    a.accumulate_grad(np_tensor({2, 2}, {1, -1, 2, -2}));
    b.accumulate_grad(np_tensor({2}, {10, -10}));
    adam.step();
    const double second = 0.5 * (0.1 / 0.19) / std::sqrt(0.001 / 0.001999);  // as long as a step with t = 2
    CHECK_THAT(a, IsCloseTo({{0.5, 2.5}, {2.5, 4.5}},
                            KnownMistakes{{"t counts parameters, not steps: here both get t = 2",
                                           {{1 - second, 2 + second}, {3 - second, 4 + second}}}}));
    CHECK_THAT(b, IsCloseTo({4.5, 6.5}, KnownMistakes{{"t counts parameters, not steps: b gets t = 2",
                                                       {5 - second, 6 + second}}}));
}

TEST_CASE("all parameters of a step share one t", "[4.2]") {
    np_tensor a({1}), b({1});
    Adam adam({{"a", &a}, {"b", &b}}, {.learning_rate = 0.1});
    for (int step = 0; step < 2; ++step) {
        a.zero_grad(), b.zero_grad();
        a.accumulate_grad(np_tensor({1}, step == 0 ? 1 : -1));
        b.accumulate_grad(np_tensor({1}, step == 0 ? 1 : -1));
        adam.step();
    }
    INFO("two parameters with the same gradients must stay the same: t counts steps, not parameters");
    CHECK_THAT(a, IsCloseTo({-0.1 + 0.1 * 0.01 / 0.19}));
    CHECK_THAT(b, IsCloseTo(a, 0, 0));
}

TEST_CASE("a parameter without a gradient stays, and those after it move", "[4.2]") {
    np_tensor idle({1}, 7), w({1}, 1);
    w.accumulate_grad(np_tensor({1}, 2));
    Adam adam({{"idle", &idle}, {"w", &w}}, {.learning_rate = 0.1});
    REQUIRE_NOTHROW(adam.step());
    CHECK_THAT(idle, IsCloseTo({7}));
    CHECK_THAT(w, IsCloseTo({0.9}));
}

TEST_CASE("where the gradient is 0 now but was not before, the weight still moves by its mean", "[4.2]") {
    OneParameter p({0, 0});
    Adam adam(p.list(), {.learning_rate = 0.1});
    p.set_grad({1, 1});
    adam.step();
    p.set_grad({0, 1});
    adam.step();
    // m = 0.9 * 0.1 = 0.09, over 0.19; v = 0.999 * 0.001 = 0.000999, over 0.001999.
    INFO(
        "gradients 1 and then 0: a gradient is 0 now, but m is 0.09 and moves the weight. Zeros are "
        "gradients too");
    CHECK_THAT(p.w, IsCloseTo({-0.1 - 0.1 * (0.09 / 0.19) / std::sqrt(0.000999 / 0.001999), -0.2}));
}

TEST_CASE("t counts all steps; m and v of a parameter without a gradient stay as they are", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75});
    adam.step();
    p.set_grad({1});
    adam.step();
    // t = 2: m = 0.5 and 1 - 0.5^2 = 0.75; v = 0.25 and 1 - 0.75^2 = 0.4375.
    double expected = -0.1 * (0.5 / 0.75) / std::sqrt(0.25 / 0.4375);
    INFO("beta1 = 0.5, beta2 = 0.75; a first step without a gradient: t counts it, and m and v stay 0");
    CHECK_THAT(p.w, IsCloseTo({expected}));
    p.w = np_tensor({1}, p.w.values()[0]);  // the gradient is gone
    adam.step();
    INFO("a step without a gradient, after one with: the weight stays");
    CHECK_THAT(p.w, IsCloseTo({expected}));
    p.set_grad({1});
    adam.step();
    // t = 4: m = 0.5 * 0.5 + 0.5 = 0.75, over 0.9375; v = 0.75 * 0.25 + 0.25 = 0.4375, over 0.68359375.
    expected -= 0.1 * (0.75 / 0.9375) / std::sqrt(0.4375 / 0.68359375);
    INFO("and its m and v, 0.5 and 0.25, were still there for the next one");
    CHECK_THAT(p.w, IsCloseTo({expected}));
}

TEST_CASE("a step of Adam keeps all 16 digits of a double", "[4.2]") {
    OneParameter p({1});
    Adam adam(p.list(), {.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 1e-30});
    for (const double g : {1.0 / 3, 1.0 / 7}) {
        p.set_grad({g});
        adam.step();
    }
    const double m = 0.25 / 3 + 0.5 / 7, v = 0.1875 / 9 + 0.25 / 49;
    INFO("is there a float on the way?");
    CHECK_THAT(p.w, IsCloseTo({0.9 - 0.1 * (m / 0.75) / std::sqrt(v / 0.4375)}, 1e-13, 0));
}

TEST_CASE("a step does not change the gradient", "[4.2]") {
    OneParameter p({1});
    Adam adam(p.list());
    p.set_grad({2});
    adam.step();
    CHECK_THAT(p.w.grad(), IsCloseTo({2}));
}

TEST_CASE("a new learning rate holds from the next step on, and keeps m, v and t", "[4.2]") {
    OneParameter p({0});
    Adam adam(p.list(), {.learning_rate = 0.1});
    p.set_grad({1});
    adam.step();
    adam.set_learning_rate(0.3);
    p.set_grad({-1});
    adam.step();
    CHECK_THAT(p.w, IsCloseTo({-0.1 + 0.3 * 0.01 / 0.19}));
}

TEST_CASE("ten steps along given gradients end where NumPy's do", "[4.2]") {
    OneParameter p(golden("ch04_adam", "w"));
    Adam adam(p.list(), {.learning_rate = single(golden("ch04_adam", "rate"))});
    const Array gradients = golden("ch04_adam", "gradients"), expected = golden("ch04_adam", "after");
    const std::size_t steps = gradients.shape()[0], size = p.w.size();
    REQUIRE(steps == 10);
    for (std::size_t step = 0; step < steps; ++step) {
        const auto part = [&](const Array& all) {
            const auto begin = all.values().begin() + static_cast<std::ptrdiff_t>(step * size);
            return Array(p.w.shape(), std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size)));
        };
        p.set_grad(part(gradients));
        adam.step();
        INFO("after step " << step + 1 << " of 10");
        CHECK_THAT(p.w, IsCloseTo(part(expected)));
    }
}

TEST_CASE("ten steps of a small net end where NumPy's do", "[4.2]") {
    wb::Rng rng(0);
    const auto net = wb::make_mlp(4, 5, 3, rng);
    const auto parameters = net->parameters();
    const char* keys[] = {"W1", "b1", "W2", "b2"};
    for (std::size_t i = 0; i < 4; ++i) *parameters[i].tensor = tensor(golden("ch04_net", keys[i]));
    const np_tensor x = tensor(golden("ch04_net", "x"));
    const wb::Labels y = labels(golden("ch04_net", "labels"));

    Adam adam(parameters, {.learning_rate = single(golden("ch04_net", "rate"))});
    wb::CrossEntropyLoss loss;
    const Array losses = golden("ch04_net", "losses");
    REQUIRE(losses.values().size() == 10);
    for (std::size_t step = 0; step < 10; ++step) {
        INFO("the loss before step " << step + 1);
        CHECK_THAT(loss.forward(net->forward(x), y), Near(losses.values()[step]));
        adam.zero_grad();
        net->backward(loss.backward());
        adam.step();
    }
    for (std::size_t i = 0; i < 4; ++i) {
        INFO(parameters[i].name << " after ten steps");
        CHECK_THAT(*parameters[i].tensor, IsCloseTo(golden("ch04_net", std::string(keys[i]) + "_after")));
    }
}

TEST_CASE("m and v stay with their parameter when an earlier one has no gradient", "[4.2]") {
    np_tensor late({1}), w({1});
    Adam adam({{"late", &late}, {"w", &w}}, {.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75});
    w.accumulate_grad(np_tensor({1}, 1));
    adam.step();
    w.zero_grad();
    w.accumulate_grad(np_tensor({1}, -1));
    late.accumulate_grad(np_tensor({1}, 1));
    adam.step();
    INFO(
        "beta1 = 0.5, beta2 = 0.75; only w has a gradient in step 1: does the index of m and v count late as "
        "well?");
    CHECK_THAT(late, IsCloseTo({-0.1 * (0.5 / 0.75) / std::sqrt(0.25 / 0.4375)}));
    CHECK_THAT(w, IsCloseTo({-0.1 + 0.1 * (0.25 / 0.75)}));
}
