#include "ch04_adam/dropout.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Dropout;
using wb::np_tensor;

// Tolerances: of n units, each silent with probability p, a share around p is silent, with the standard
// deviation sqrt(p (1 - p) / n). Six of these are left on either side; the seeds are fixed. Values are exact
// but for one multiplication.

namespace {

/// The factors that forward() has kept: what backward() will need, and so part of exercise 4.3.
template <std::optional<np_tensor> Dropout::*scale>
struct Kept {
    friend const std::optional<np_tensor>& kept_scale(const Dropout& layer) { return layer.*scale; }
};
template struct Kept<&Dropout::scale_>;
const std::optional<np_tensor>& kept_scale(const Dropout& layer);

/// How many elements are exactly 0.
double share_of_zeros(const np_tensor& x) {
    return static_cast<double>(std::ranges::count(x.values(), 0.0)) / static_cast<double>(x.size());
}

double mean_of(const np_tensor& x) {
    double sum = 0;
    for (const double value : x.values()) sum += value;
    return sum / static_cast<double>(x.size());
}

}  // namespace

TEST_CASE("a share p of the units is dropped", "[4.3]") {
    for (const double p : {0.1, 0.25, 0.5, 0.9}) {
        wb::Rng rng(1);
        Dropout layer(p, rng);
        INFO("p = " << p
                    << ", 10,000 units: p is the share of those that are switched off, to exactly 0, not of "
                       "those that stay");
        CHECK_THAT(share_of_zeros(layer.forward(np_tensor({100, 100}, 1))),
                   Near(p, 0, 6 * std::sqrt(p * (1 - p) / 10000)));
    }
}

TEST_CASE("the other units are scaled by 1 / (1 - p), so the mean stays the same", "[4.3]") {
    for (const double p : {0.25, 0.5, 0.8}) {
        wb::Rng rng(2);
        Dropout layer(p, rng);
        const np_tensor y = layer.forward(np_tensor({100, 100}, 3));
        INFO("x is 3 everywhere, p = " << p << ": each element of y is 0 or 3 / (1 - p)");
        for (const double value : y.values())
            if (value != 0) {
                REQUIRE_THAT(value, Near(3 / (1 - p)));
            }
        // y has the mean 3 and the standard deviation 3 sqrt(p / (1 - p)).
        CHECK_THAT(mean_of(y), Near(3, 0, 6 * 3 * std::sqrt(p / (1 - p) / 10000)));
    }
}

TEST_CASE("each element is multiplied, whatever its value and the number of axes", "[4.3]") {
    wb::Rng rng(3);
    Dropout layer(0.5, rng);
    const np_tensor x = tensor(random_array({4, 3, 5, 2}, 1));
    const np_tensor y = layer.forward(x);
    REQUIRE_THAT(y, HasShape({4, 3, 5, 2}));
    std::size_t silent = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        INFO("element " << i << " of " << x.size() << ": x is " << x.values()[i]);
        if (y.values()[i] == 0)
            ++silent;
        else
            REQUIRE_THAT(y.values()[i], Near(2 * x.values()[i]));
    }
    // 120 coins: between 20 and 100 heads with probability 1 - 10^-13.
    CHECK(silent > 20);
    CHECK(silent < 100);
}

TEST_CASE("every unit of every sample has its own draw", "[4.3]") {
    wb::Rng rng(4);
    Dropout layer(0.5, rng);
    const np_tensor y = layer.forward(np_tensor({50, 40}, 1));
    // A row or a column of one value would come up by chance once in 2^39.
    for (std::size_t n = 0; n < 50; ++n) {
        INFO("sample " << n << " of 50: all its 40 units are alike");
        std::size_t on = 0;
        for (std::size_t m = 0; m < 40; ++m) on += y(n, m) != 0;
        REQUIRE((on > 0 && on < 40));
    }
    for (std::size_t m = 0; m < 40; ++m) {
        INFO("unit " << m << " of 40 is in the same state for all 50 samples");
        std::size_t on = 0;
        for (std::size_t n = 0; n < 50; ++n) on += y(n, m) != 0;
        REQUIRE((on > 0 && on < 50));
    }
}

TEST_CASE("the next batch has new draws, and the seed decides them", "[4.3]") {
    wb::Rng rng(5), same(5);
    Dropout layer(0.5, rng), twin(0.5, same);
    const np_tensor x({20, 20}, 1);
    const np_tensor first = layer.forward(x), second = layer.forward(x);
    INFO("two forwards of 400 units: by chance, the same units stay only once in 2^400 runs");
    const bool other_units = !std::ranges::equal(first.values(), second.values());
    CHECK(other_units);
    CHECK_THAT(twin.forward(x), IsCloseTo(first, 0, 0));
}

TEST_CASE("in eval mode y is x, and nothing is drawn", "[4.3]") {
    wb::Rng rng(6), untouched(6);
    Dropout layer(0.75, rng);
    layer.eval();
    const np_tensor x = tensor(random_array({10, 7}, 2));
    INFO("eval mode: the scale of train mode has already compensated for the dropped units");
    CHECK_THAT(layer.forward(x), IsCloseTo(x, 0, 0));
    CHECK_THAT(rng.uniform(), Near(untouched.uniform()));
}

TEST_CASE("forward keeps the factors in scale_, in either mode: backward will need them", "[4.3]") {
    wb::Rng rng(16);
    Dropout layer(0.5, rng);
    const np_tensor y = layer.forward(np_tensor({6, 7}, 1));
    REQUIRE(kept_scale(layer).has_value());
    INFO("x is all ones, so y is equal to the factors that must be kept in scale_");
    CHECK_THAT(*kept_scale(layer), IsCloseTo(y));
    layer.eval();
    layer.forward(np_tensor({2, 3}, 7));
    INFO(
        "in eval mode nothing is switched off and nothing scaled: scale_ is 1 everywhere, of the shape of x");
    CHECK_THAT(*kept_scale(layer), IsCloseTo({{1, 1, 1}, {1, 1, 1}}));
    wb::Rng other(16);
    Dropout never(0, other);
    never.forward(np_tensor({2, 3}, 7));
    REQUIRE(kept_scale(never).has_value());
    INFO("with p = 0, scale_ is 1 everywhere as well");
    CHECK_THAT(*kept_scale(never), IsCloseTo({{1, 1, 1}, {1, 1, 1}}));
}

TEST_CASE("a unit that is 0 is drawn like any other", "[4.3]") {
    wb::Rng rng(17), same(17);
    Dropout layer(0.5, rng), twin(0.5, same);
    const np_tensor y = layer.forward(np_tensor({20, 20}));
    CHECK_THAT(y, IsCloseTo(np_tensor({20, 20}), 0, 0));
    INFO("x is 0 everywhere: the factors are still drawn, not computed from y or x");
    REQUIRE(kept_scale(layer).has_value());
    CHECK_THAT(*kept_scale(layer), IsCloseTo(twin.forward(np_tensor({20, 20}, 1))));
}

TEST_CASE("with four axes too, every element has its own draw", "[4.3]") {
    wb::Rng rng(18);
    Dropout layer(0.5, rng);
    const np_tensor y = layer.forward(np_tensor({2, 3, 5, 8}, 1));
    for (std::size_t map = 0; map < 6; ++map) {
        const auto begin = y.values().begin() + static_cast<std::ptrdiff_t>(40 * map);
        const auto silent = std::count(begin, begin + 40, 0.0);
        INFO("shape (2, 3, 5, 8): of the 40 elements of map "
             << map << " all are alike; whole maps are not switched off");
        REQUIRE((silent > 0 && silent < 40));
    }
}

TEST_CASE("two layers have their own p and their own draws", "[4.3]") {
    wb::Rng rng(19);
    Dropout layer(0.5, rng), another(0.5, rng);
    const np_tensor x({20, 20}, 1);
    const np_tensor y = layer.forward(x), z = another.forward(x);
    const bool other_units = !std::ranges::equal(y.values(), z.values());
    INFO("another layer has switched off the very same units: is something static?");
    CHECK(other_units);
}

TEST_CASE("a new layer is in train mode, and train mode can be switched on again", "[4.3]") {
    wb::Rng rng(7);
    Dropout layer(0.5, rng);
    const np_tensor x({30, 30}, 1);
    CHECK(share_of_zeros(layer.forward(x)) > 0.3);
    layer.eval();
    CHECK(share_of_zeros(layer.forward(x)) == 0);
    layer.train();
    CHECK(share_of_zeros(layer.forward(x)) > 0.3);
}

TEST_CASE("with p = 0, no unit is ever dropped", "[4.3]") {
    wb::Rng rng(8);
    Dropout layer(0, rng);
    const np_tensor x = tensor(random_array({5, 6}, 3));
    CHECK_THAT(layer.forward(x), IsCloseTo(x, 0, 0));
}

TEST_CASE("an empty batch gives an empty batch", "[4.3]") {
    wb::Rng rng(9);
    Dropout layer(0.5, rng);
    CHECK_THAT(layer.forward(np_tensor({0, 3})), HasShape({0, 3}));
}

TEST_CASE("each unit is drawn by itself: one alone is dropped half of the time, and p may be small",
          "[4.3]") {
    wb::Rng rng(30);
    Dropout layer(0.5, rng), rare(0.005, rng);
    double dropped = 0;
    for (int i = 0; i < 1000; ++i) dropped += layer.forward(np_tensor({1}, 1)).item() == 0;
    INFO(
        "1000 times one unit, p = 0.5: not always the same number of units, but each with the probability p");
    CHECK_THAT(dropped, Near(500, 0, 95));
    INFO("100,000 units, p = 0.005");
    CHECK_THAT(share_of_zeros(rare.forward(np_tensor({1000, 100}, 1))), Near(0.005, 0, 0.00134));
}

TEST_CASE("the gradient passes where x passed, with the same factor", "[4.4]") {
    wb::Rng rng(10);
    Dropout layer(0.5, rng);
    // x is all ones, so y is equal to the factors.
    const np_tensor s = layer.forward(np_tensor({6, 7}, 1));
    const np_tensor dy = tensor(random_array({6, 7}, 4));
    std::vector<double> expected;
    for (std::size_t i = 0; i < s.size(); ++i) expected.push_back(dy.values()[i] * s.values()[i]);
    INFO("dx must be 0 where y was 0, and twice dy elsewhere: the same units, not a new draw");
    CHECK_THAT(layer.backward(dy), IsCloseTo(Array({6, 7}, expected)));
}

TEST_CASE("dx agrees with numerical derivatives", "[4.4]") {
    np_tensor x = tensor(random_array({4, 5}, 5));
    const Array dy = random_array({4, 5}, 6);
    wb::Rng rng(11);
    Dropout layer(0.4, rng);
    layer.forward(x);
    const np_tensor dx = layer.backward(tensor(dy));
    // Each forward of the checker gets the draws of the first.
    const auto forward = [&] {
        wb::Rng again(11);
        Dropout twin(0.4, again);
        return Array(twin.forward(x));
    };
    CHECK_THAT(check_gradients({.forward = forward, .upstream = dy, .inputs = {gradient_of("x", x, dx)}}),
               AllAgree());
}

TEST_CASE("backward draws nothing, and may be called again", "[4.4]") {
    wb::Rng rng(12);
    Dropout layer(0.5, rng);
    layer.forward(np_tensor({8, 8}, 1));
    wb::Rng before = rng;
    const np_tensor dy({8, 8}, 1);
    const np_tensor first = layer.backward(dy);
    CHECK_THAT(layer.backward(dy), IsCloseTo(first, 0, 0));
    INFO("the next number of the rng is the one it would have been without backward");
    CHECK_THAT(rng.uniform(), Near(before.uniform()));
}

TEST_CASE("it is the last forward that counts", "[4.4]") {
    wb::Rng rng(13);
    Dropout layer(0.5, rng);
    const np_tensor ones({10, 10}, 1);
    layer.forward(ones);
    const np_tensor last = layer.forward(ones);
    INFO("two forwards, then backward: the factors are those of the second");
    CHECK_THAT(layer.backward(ones), IsCloseTo(last));
}

TEST_CASE("where x is 0 the gradient still passes, if the unit was not dropped", "[4.4]") {
    wb::Rng rng(20), same(20);
    Dropout layer(0.5, rng), twin(0.5, same);
    const np_tensor ones({10, 10}, 1), s = twin.forward(ones);
    layer.forward(np_tensor({10, 10}));
    INFO("x is 0 everywhere, and so is y; but s is not, and it is s that counts: d(x s)/dx = s");
    CHECK_THAT(layer.backward(ones), IsCloseTo(s));
}

TEST_CASE("a new mode applies from the next forward on: backward uses the mode of the last forward",
          "[4.4]") {
    wb::Rng rng(21);
    Dropout layer(0.5, rng);
    const np_tensor ones({10, 10}, 1), s = layer.forward(ones);
    layer.eval();
    INFO("forward in train mode, then eval(), then backward: the mode of the forward counts, by its factors");
    CHECK_THAT(layer.backward(ones), IsCloseTo(s));
    layer.forward(ones);
    layer.train();
    INFO("forward in eval mode, then train(), then backward");
    CHECK_THAT(layer.backward(ones), IsCloseTo(ones));
}

TEST_CASE("two layers used in turn do not influence each other", "[4.4]") {
    wb::Rng rng(22);
    Dropout layer(0.5, rng), another(0.5, rng);
    const np_tensor ones({10, 10}, 1), s = layer.forward(ones), t = another.forward(ones);
    INFO("another layer ran forward in between: the factors belong to the object, in scale_");
    CHECK_THAT(layer.backward(ones), IsCloseTo(s));
    CHECK_THAT(another.backward(ones), IsCloseTo(t));
}

TEST_CASE("with p = 0, dx is dy", "[4.4]") {
    wb::Rng rng(23);
    Dropout layer(0, rng);
    layer.forward(np_tensor({2, 3}, 1));
    CHECK_THAT(layer.backward(np_tensor({2, 3}, 5)), IsCloseTo({{5, 5, 5}, {5, 5, 5}}));
}

TEST_CASE("after a forward in eval mode, dx is dy", "[4.4]") {
    wb::Rng rng(14);
    Dropout layer(0.5, rng);
    const np_tensor x({6, 6}, 1), dy = tensor(random_array({6, 6}, 7));
    layer.forward(x);
    layer.eval();
    layer.forward(x);
    INFO("the last forward was in eval mode, an earlier one in train mode");
    CHECK_THAT(layer.backward(dy), IsCloseTo(dy));
}

TEST_CASE("backward rejects a gradient of another shape, and a call before forward", "[4.4]") {
    wb::Rng rng(15);
    Dropout layer(0.5, rng);
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({2, 3})), std::logic_error, IsNoShapeError());
    layer.forward(np_tensor({2, 3}, 1));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({3, 2})), wb::shape_error,
                         MessageNames(wb::Shape{3, 2}, wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 3})), wb::shape_error,
                         MessageNames(wb::Shape{1, 3}, wb::Shape{2, 3}));
}

TEST_CASE("a second backward returns the same, also where dy is not 1", "[4.4]") {
    wb::Rng rng(31);
    Dropout layer(0.5, rng);
    layer.forward(np_tensor({8, 8}, 1));
    const np_tensor dy({8, 8}, 3);
    const np_tensor first = layer.backward(dy);
    INFO("dy is 3 everywhere: backward only reads the factors that forward has kept");
    CHECK_THAT(layer.backward(dy), IsCloseTo(first, 0, 0));
}
