#include "ch04_adam/initialization.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ch04_adam/given/dense.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::he_normal;
using wb::np_tensor;

// Tolerances of the statistics: over n draws, the mean of normal numbers of standard deviation s has the
// standard deviation s / sqrt(n), and their mean square, s^2, one of s^2 sqrt(2 / n). Six of these are left
// on either side: by chance, one seed in 10^9 would fall outside, and the seeds are fixed.

namespace {

double mean_weight(const np_tensor& x) {
    double sum = 0;
    for (const double value : x.values()) sum += value;
    return sum / static_cast<double>(x.size());
}

double mean_square_of(const np_tensor& x) {
    double sum = 0;
    for (const double value : x.values()) sum += value * value;
    return sum / static_cast<double>(x.size());
}

}  // namespace

TEST_CASE("the variance is 2 / D, D being the inputs: the first axis", "[4.1]") {
    for (const auto& [D, M] : {std::pair<std::size_t, std::size_t>{200, 50}, {50, 200}, {8, 1000}}) {
        np_tensor weight({D, M});
        wb::Rng rng(1);
        he_normal(weight, rng);
        const double variance = 2.0 / static_cast<double>(D), n = static_cast<double>(D * M);
        INFO("weight (" << D << ", " << M << "): the mean of its squares should be 2/" << D << " = "
                        << variance << ", so its standard deviation is sqrt(2/" << D
                        << ") = " << std::sqrt(variance));
        INFO("(2 / D is 0 if both are whole numbers.)");
        CHECK_THAT(mean_square_of(weight), Near(variance, 6 * std::sqrt(2 / n), 0));
        INFO("and the mean of the numbers themselves should be 0: half of them are negative");
        CHECK_THAT(mean_weight(weight), Near(0, 0, 6 * std::sqrt(variance / n)));
    }
}

TEST_CASE("the numbers are normally distributed: 68.3% within one standard deviation, 95.4% within two",
          "[4.1]") {
    np_tensor weight({100, 100});
    wb::Rng rng(2);
    he_normal(weight, rng);
    const double std = std::sqrt(2.0 / 100);
    const auto share_within = [&](double bound) {
        const auto inside =
            std::ranges::count_if(weight.values(), [=](double w) { return std::abs(w) <= bound; });
        return static_cast<double>(inside) / 10000;
    };
    INFO(
        "of uniform numbers of the same variance, 57.7% are within one standard deviation, and all within "
        "two");
    // A share p of 10,000 has the standard deviation sqrt(p (1 - p) / 10000) < 0.005.
    CHECK_THAT(share_within(std), Near(0.6827, 0, 0.03));
    CHECK_THAT(share_within(2 * std), Near(0.9545, 0, 0.015));
}

TEST_CASE("each element takes one normal number of the rng, in order", "[4.1]") {
    np_tensor weight({8, 3});
    wb::Rng rng(3), same(3);
    he_normal(weight, rng);
    std::vector<double> values;
    for (int i = 0; i < 24; ++i) values.push_back(0.5 * same.normal());
    INFO("D = 8: each element is rng.normal() times sqrt(2/8) = 0.5");
    CHECK_THAT(weight, IsCloseTo(Array({8, 3}, values)));
    INFO("after 24 draws the rng goes on with its 25th: was it a copy that was drawn from?");
    CHECK_THAT(rng.normal(), Near(same.normal()));
}

TEST_CASE("the old values are overwritten, whatever they were", "[4.1]") {
    np_tensor fresh({4, 5}), used({4, 5}, 1e6);
    wb::Rng one(4), two(4);
    he_normal(fresh, one);
    he_normal(used, two);
    CHECK_THAT(used, IsCloseTo(fresh, 0, 0));
}

TEST_CASE("the same seed gives the same weights, another seed gives others", "[4.1]") {
    np_tensor a({4, 5}), b({4, 5}), c({4, 5});
    wb::Rng one(5), again(5), other(6);
    he_normal(a, one);
    he_normal(b, again);
    he_normal(c, other);
    {
        INFO("two weights drawn with the same seed: every number must come from the rng that is given");
        CHECK_THAT(a, IsCloseTo(b, 0, 0));
    }
    const bool other_weights_for_another_seed = !std::ranges::equal(a.values(), c.values());
    INFO(
        "two weights drawn with different seeds are equal: every number must come from the rng that is "
        "given");
    CHECK(other_weights_for_another_seed);
}

TEST_CASE("he_normal rejects a shape that is not (D, M) with at least one input", "[4.1]") {
    wb::Rng rng(7);
    for (const wb::Shape& shape : {wb::Shape{3}, wb::Shape{}, wb::Shape{2, 3, 4}, wb::Shape{0, 3}}) {
        np_tensor weight(shape);
        INFO("a weight of shape " << wb::to_string(shape));
        CHECK_THROWS_MATCHES(he_normal(weight, rng), wb::shape_error, MessageNames(shape));
    }
}

TEST_CASE("a layer without outputs has no weights to draw", "[4.1]") {
    np_tensor weight({3, 0});
    wb::Rng rng(8), untouched(8);
    REQUIRE_NOTHROW(he_normal(weight, rng));
    CHECK_THAT(rng.normal(), Near(untouched.normal()));
}

TEST_CASE("initialize draws the weights and clears the biases of a whole network", "[4.1]") {
    wb::Rng rng(9);
    const auto model = wb::make_dense({400, 30, 10}, 0, rng);
    const auto parameters = model->parameters();
    REQUIRE(parameters.size() == 4);
    CHECK_THAT(mean_square_of(*parameters[0].tensor), Near(2.0 / 400, 6 * std::sqrt(2.0 / 12000), 0));
    CHECK_THAT(mean_square_of(*parameters[2].tensor), Near(2.0 / 30, 6 * std::sqrt(2.0 / 300), 0));
    CHECK_THAT(mean_square_of(*parameters[1].tensor), Near(0, 0, 0));
    CHECK_THAT(mean_square_of(*parameters[3].tensor), Near(0, 0, 0));
}

TEST_CASE("through ten layers with ReLU, the spread of the numbers neither fades nor explodes", "[4.1]") {
    wb::Rng rng(10);
    std::vector<std::size_t> units(11, 128);
    const auto model = wb::make_dense(units, 0, rng);
    np_tensor x({20, 128});
    for (wb::real& value : x.values()) value = rng.normal();
    // The output of the last Linear has twice the mean square that went in. A factor of 4 either way is
    // chance: each of ten layers of 128 units multiplies the mean square by 1, give or take some 15%.
    INFO(
        "the mean square of x is 1; with variance 1/D, that of y would be 2/1024, with variance 1 about "
        "2e18");
    const double out = mean_square_of(model->forward(x));
    CHECK(out > 0.5);
    CHECK(out < 8);
}

TEST_CASE("weights have all 16 digits of a double", "[4.1]") {
    np_tensor weight({10, 10});
    wb::Rng rng(1);
    he_normal(weight, rng);
    INFO("each of the 100 weights is also a float: is one used on the way?");
    const bool all_are_floats = std::ranges::all_of(
        weight.values(), [](double w) { return static_cast<double>(static_cast<float>(w)) == w; });
    const bool all_are_zero = std::ranges::all_of(weight.values(), [](double w) { return w == 0; });
    const bool single_precision = all_are_floats && !all_are_zero;
    CHECK_FALSE(single_precision);
}
