#include "ch02_np_tensor/numerical_gradient.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::numerical_gradient;

namespace {

double sum_of_squares(const np_tensor& x) {
    double sum = 0;
    for (const double value : x.values()) sum += value * value;
    return sum;
}

double sum_of_cubes(const np_tensor& x) {
    double sum = 0;
    for (const double value : x.values()) sum += value * value * value;
    return sum;
}

double product_of_all(const np_tensor& x) {
    double result = 1;
    for (const double value : x.values()) result *= value;
    return result;
}

// With h = 1e-5, central differences are off by some 1e-10 here. A one-sided difference is off by h/2 times
// the second derivative, 1e-5 for the squares: a relative tolerance of 1e-7 tells them apart.
CloseToMatcher IsExactly(Array expected) {
    return IsCloseTo(std::move(expected), 1e-7, 1e-8);
}

}  // namespace

TEST_CASE("The derivative of x squared at 3 is 6", "[2.10]") {
    INFO(
        "a difference to one side, (f(x + h) - f(x)) / h, is off by 0.00001 here: take f(x + h) and f(x - "
        "h)");
    INFO("(Is it off by 0.001 or more? Then look for a float on the way, which loses the difference.");
    INFO(
        " Is it half? Then f(x) is used where f(x - h) belongs. Is it 6e-10? Divide by (2 * h), in "
        "parentheses.)");
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor({1}, {3})), IsExactly({6}));
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor({2, 2}, {1, -2, 0, 0.5})),
               IsExactly({{2, -4}, {0, 1}}));
}

TEST_CASE("The derivatives of sin(x) x are those that NumPy gives", "[2.10]") {
    const auto f = [](const np_tensor& x) {
        double sum = 0;
        for (const double value : x.values()) sum += std::sin(value) * value;
        return sum;
    };
    CHECK_THAT(numerical_gradient(f, tensor(numpy("x"))), IsExactly(numpy("gradient of sin(x) x")));
}

TEST_CASE("Only one element is moved at a time: the others are where they were", "[2.10]") {
    const np_tensor x({3}, {2, 3, 5});
    CHECK_THAT(numerical_gradient(product_of_all, x), IsExactly({15, 10, 6}));
    // An element that is restored by adding h again is off by a rounding error, which does no harm.
    const np_tensor y({3}, {1e-9, 3e-10, 0.7});
    int moved_together = 0;
    bool always_the_same_shape = true;
    numerical_gradient(
        [&](const np_tensor& moved) {
            always_the_same_shape = always_the_same_shape && moved.shape() == y.shape();
            int count = 0;
            for (std::size_t i = 0; i < y.size(); ++i)
                count += std::abs(moved.values()[i] - y.values()[i]) > 1e-6 ? 1 : 0;
            moved_together = std::max(moved_together, count);
            return 0.0;
        },
        y);
    INFO("put each element back before the next one is moved");
    CHECK(always_the_same_shape);
    CHECK(moved_together == 1);
}

TEST_CASE("x itself is left as it was", "[2.10]") {
    const np_tensor x({2}, {0.1, 0.7});
    numerical_gradient(sum_of_squares, x);
    CHECK(x.values()[0] == 0.1);
    CHECK(x.values()[1] == 0.7);
}

TEST_CASE("The step is the h that was given", "[2.10]") {
    // For the cube, central differences are off by exactly h squared: ((x+h)^3 - (x-h)^3) / 2h = 3x^2 + h^2.
    const np_tensor x({2}, {1, 2});
    CHECK_THAT(numerical_gradient(sum_of_cubes, x, 0.1), IsExactly({3.01, 12.01}));
    CHECK_THAT(numerical_gradient(sum_of_cubes, x, 0.5), IsExactly({3.25, 12.25}));
    CHECK_THAT(numerical_gradient(sum_of_cubes, x), IsExactly({3, 12}));
}

TEST_CASE("Each call starts from its own x", "[2.10]") {
    const np_tensor one({2}, {1, 2}), other({2}, {5, 7});
    numerical_gradient(sum_of_squares, one);
    INFO("at [1 2] first, then at [5 7], of the same shape: is something static?");
    CHECK_THAT(numerical_gradient(sum_of_squares, other), IsExactly({10, 14}));
}

TEST_CASE("The difference is taken in double precision", "[2.10]") {
    INFO("f(x + h) and f(x - h) differ in the last digits only: a float has lost them");
    CHECK_THAT(
        numerical_gradient([](const np_tensor& x) { return 1000 + x.values()[0]; }, np_tensor({1}, {0.1})),
        IsCloseTo({1}, 1e-6, 0));
}

TEST_CASE("The gradient has the shape of x", "[2.10]") {
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor({1, 3}, {1, 2, 3})), IsExactly({{2, 4, 6}}));
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor({2, 1}, {1, 2})), IsExactly(column({2, 4})));
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor::scalar(4)), IsExactly(number_alone(8)));
    CHECK_THAT(numerical_gradient(sum_of_squares, np_tensor({0, 3})), IsExactly(no_elements({0, 3})));
}

TEST_CASE("A step that is not greater than zero is an error", "[2.10]") {
    const np_tensor x({1}, {3});
    CHECK_THROWS_AS(numerical_gradient(sum_of_squares, x, 0), std::invalid_argument);
    CHECK_THROWS_AS(numerical_gradient(sum_of_squares, x, -1e-5), std::invalid_argument);
    INFO("NaN is not greater than zero either: !(h > 0) is true for NaN, h <= 0 is not");
    CHECK_THROWS_AS(numerical_gradient(sum_of_squares, x, std::numeric_limits<double>::quiet_NaN()),
                    std::invalid_argument);
}

TEST_CASE("A wrong step is an error without elements, too", "[2.10]") {
    CHECK_THROWS_AS(numerical_gradient(sum_of_squares, np_tensor({0, 3}), 0), std::invalid_argument);
}
