#include "ch07_saliency/integrated_gradients.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::Indices;
using wb::integrated_gradients;
using wb::np_tensor;

// Tolerances: means of a few gradients, each right to 1e-13, unless said otherwise.

namespace {

/// How far the contributions are from adding up to what the score has gained, in the worst of three images.
double incompleteness(wb::Module& model, const np_tensor& x, const Indices& classes, double baseline,
                      std::size_t steps) {
    const np_tensor map = integrated_gradients(model, x, classes, baseline, steps);
    const np_tensor z = model.forward(x), z_blank = model.forward(np_tensor(x.shape(), baseline));
    double worst = 0;
    for (std::size_t n = 0; n < classes.size(); ++n)
        worst = std::max(worst, std::abs(sum_of(map, n) - (z(n, classes[n]) - z_blank(n, classes[n]))));
    return worst;
}

}  // namespace

TEST_CASE("the example of the stub: from 1 to 3 under x squared, in two steps", "[7.4]") {
    Power square(2);
    INFO("the gradients 3 and 5, at 1.5 and 2.5; their mean times (3 - 1)");
    CHECK_THAT(
        integrated_gradients(square, np_tensor({1, 1}, {3}), {0}, 1, 2),
        IsCloseTo(
            Array({1, 1}, {8}),
            KnownMistakes{
                {"the last step is left out", Array({1, 1}, {3})},
                {"there is one step too many: t < T, not t <= T", Array({1, 1}, {15})},
                {"the points begin at 0 and not at b, or they are the left ends of the steps, or t / T is "
                 "divided in whole numbers",
                 Array({1, 1}, {6})},
                {"the right ends of the steps are taken, or only the last step counts", Array({1, 1}, {10})},
                {"the mean gradient is not multiplied by the way", Array({1, 1}, {4})},
                {"it is multiplied by x, not by the path x - b, or the gradient is that at the image alone",
                 Array({1, 1}, {12})},
                {"the steps are added up, and not averaged", Array({1, 1}, {16})},
                {"the way begins at 0, whatever the baseline is, or the points are added up",
                 Array({1, 1}, {9})},
                {"the way goes from the image to the baseline", Array({1, 1}, {-8})}}));
}

TEST_CASE("the midpoints of the steps, not their ends", "[7.4]") {
    Power cube(3);
    const np_tensor x({1, 1}, {2});
    INFO("the score x^3, from 0 to 2, in one step: the gradient 3 at the point 1, times 2");
    CHECK_THAT(integrated_gradients(cube, x, {0}, 0, 1), IsCloseTo(Array({1, 1}, {6})));
    INFO("in two steps: the gradients 0.75 and 6.75, at 0.5 and 1.5");
    CHECK_THAT(integrated_gradients(cube, x, {0}, 0, 2),
               IsCloseTo(Array({1, 1}, {7.5}), KnownMistakes{{"all steps are taken at the middle of the path",
                                                              Array({1, 1}, {6})}}));
    Power square(2);
    INFO("the score x^2, from 0.5 to 3, in one step: the gradient 3.5 at the point 1.75, times 2.5");
    CHECK_THAT(integrated_gradients(square, np_tensor({1, 1}, {3}), {0}, 0.5, 1),
               IsCloseTo(Array({1, 1}, {8.75}),
                         KnownMistakes{{"the baseline is made a whole number", Array({1, 1}, {9})}}));
}

TEST_CASE("where the gradient at the image is 0, the path to it still counts", "[7.4]") {
    wb::Sequential model;  // z = 1 - max(0, 1 - x): grows up to x = 1, and is 1 from there on
    model.add("fc1", std::make_unique<KnownLinear>(Array({1, 1}, {-1}), Array{1}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.add("fc2", std::make_unique<KnownLinear>(Array({1, 1}, {-1}), Array{1}));
    INFO("z = 1 - max(0, 1 - x), from 0 to 2 in four steps: the gradients 1, 1, 0, 0");
    CHECK_THAT(integrated_gradients(model, np_tensor({1, 1}, {2}), {0}, 0, 4), IsCloseTo(Array({1, 1}, {1})));
}

TEST_CASE("for a linear network: the weights times the path, for any number of steps", "[7.4]") {
    KnownLinear model({{1, 2}, {3, 4}, {5, 6}}, {7, 8});
    for (const std::size_t steps : {1, 2, 13}) {
        INFO("W = [[1 2] [3 4] [5 6]], class 1, x = [[1 0 3]], baseline 2, " << steps << " steps");
        CHECK_THAT(integrated_gradients(model, np_tensor({1, 3}, {1, 0, 3}), {1}, 2, steps),
                   IsCloseTo({{-2, -8, 6}}, 1e-12, 1e-12));
    }
}

TEST_CASE("the same integrated gradients as PyTorch", "[7.4]") {
    const auto model = golden_network();
    INFO("7 steps, baseline -0.25: see tests/golden/ch07_saliency.json");
    CHECK_THAT(integrated_gradients(*model, tensor(saliency_golden("x")), golden_classes(),
                                    single(saliency_golden("baseline")),
                                    static_cast<std::size_t>(single(saliency_golden("steps")))),
               IsCloseTo(saliency_golden("integrated")));
}

TEST_CASE("completeness: the contributions add up to the difference of the two scores", "[7.4]") {
    KnownLinear linear(random_array({6, 4}, 1), random_array({4}, 2));
    INFO("a linear network: the rule makes no error");
    CHECK(incompleteness(linear, tensor(random_array({3, 6}, 3)), {0, 3, 1}, 0.5, 3) < 1e-10);

    // Between two kinks the gradient is constant. Each kink is misplaced by half a step at most: the error
    // falls as 1 / T. The gains are around 1.
    const auto model = golden_network();
    const np_tensor x = tensor(saliency_golden("x"));
    const double in_ten = incompleteness(*model, x, golden_classes(), -0.25, 10);
    const double in_a_thousand = incompleteness(*model, x, golden_classes(), -0.25, 1000);
    INFO("a network with ReLU: the error in 10 steps, and in 1000, where it is less than a tenth");
    CHECK(in_ten < 0.3);
    CHECK(in_a_thousand < 0.003);
    CHECK(in_a_thousand < in_ten / 10);
}

TEST_CASE("a pixel that is blank paper contributes nothing", "[7.4]") {
    const auto model = golden_network();
    np_tensor x = tensor(saliency_golden("x"));
    x(0, 0, 2, 3) = x(1, 1, 0, 0) = x(2, 1, 5, 7) = 0.5;
    const np_tensor map = integrated_gradients(*model, x, golden_classes(), 0.5, 4);
    INFO("three pixels are equal to the baseline, 0.5");
    CHECK(map(0, 0, 2, 3) == 0);
    CHECK(map(1, 1, 0, 0) == 0);
    CHECK(map(2, 1, 5, 7) == 0);
    INFO("and if all are, the path has no length");
    CHECK_THAT(integrated_gradients(*model, np_tensor(x.shape(), 0.5), golden_classes(), 0.5, 4),
               IsCloseTo(np_tensor(x.shape()), 0, 0));
}

TEST_CASE("0 steps, and classes that do not fit, are rejected", "[7.4]") {
    KnownLinear model({{1, 2}, {3, 4}, {5, 6}}, {7, 8});
    CHECK_THROWS_AS(integrated_gradients(model, np_tensor({1, 3}), {1}, 0, 0), std::invalid_argument);
    CHECK_THROWS_MATCHES(integrated_gradients(model, np_tensor({1, 3}), {8}, 0, 3), std::out_of_range,
                         MessageSays(0, 8, 2));
    CHECK_THROWS_MATCHES(integrated_gradients(model, np_tensor({1, 3}), {1, 1}, 0, 3), std::invalid_argument,
                         MessageSays(2, 1));
}

TEST_CASE("each call starts a sum of its own", "[7.4]") {
    Power square(2);
    integrated_gradients(square, np_tensor({1, 1}, {100}), {0}, 1, 2);
    INFO("x = 100 first, then x = 3 from 1 in two steps: is the sum static?");
    CHECK_THAT(integrated_gradients(square, np_tensor({1, 1}, {3}), {0}, 1, 2),
               IsCloseTo(Array({1, 1}, {8})));
}

TEST_CASE("the images are left as they are, and samples go together", "[7.4]") {
    KnownLinear model({{1, 2}, {3, 4}, {5, 6}}, {7, 8});
    const np_tensor x({2, 3}, {1, 0, 3, 2, 2, 4});
    INFO("W = [[1 2] [3 4] [5 6]], x = [[1 0 3] [2 2 4]], classes 1 and 0, baseline 2");
    CHECK_THAT(integrated_gradients(model, x, {1, 0}, 2, 3),
               IsCloseTo({{-2, -8, 6}, {0, 0, 10}}, 1e-12, 1e-12));
}

TEST_CASE("integrated gradients have all 16 digits of a double", "[7.4]") {
    Power cube(3);
    INFO("x^3, from 0 to 2, in 3 steps: 70 / 9; a float keeps 7 digits");
    CHECK_THAT(integrated_gradients(cube, np_tensor({1, 1}, {2}), {0}, 0, 3),
               IsCloseTo(Array({1, 1}, {70.0 / 9}), 1e-13, 0));
}
