#include "ch02_np_tensor/arithmetic.hpp"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::broadcast_shapes;
using wb::np_tensor;
using wb::Shape;
using wb::shape_error;

TEST_CASE("Equal shapes stay as they are", "[2.1]") {
    CHECK(broadcast_shapes({2, 3}, {2, 3}) == Shape{2, 3});
    CHECK(broadcast_shapes({7}, {7}) == Shape{7});
    CHECK(broadcast_shapes({}, {}) == Shape{});
}

TEST_CASE("The shorter shape is aligned at the right and filled with ones on the left", "[2.1]") {
    INFO("align the shapes at the right, not at the left");
    CHECK(broadcast_shapes({128, 10}, {10}) == Shape{128, 10});
    CHECK(broadcast_shapes({10}, {128, 10}) == Shape{128, 10});
    CHECK(broadcast_shapes({2, 3, 4}, {4}) == Shape{2, 3, 4});
    CHECK(broadcast_shapes({2, 3}, {}) == Shape{2, 3});
    CHECK(broadcast_shapes({}, {5}) == Shape{5});
}

TEST_CASE("An axis of length 1 is stretched, in either shape", "[2.1]") {
    CHECK(broadcast_shapes({4, 1, 3}, {5, 1}) == Shape{4, 5, 3});
    CHECK(broadcast_shapes({5, 1}, {4, 1, 3}) == Shape{4, 5, 3});
    CHECK(broadcast_shapes({1, 6}, {6, 1}) == Shape{6, 6});
    CHECK(broadcast_shapes({1}, {2, 1}) == Shape{2, 1});
    CHECK(broadcast_shapes({1}, {1, 1}) == Shape{1, 1});
}

TEST_CASE("Next to a length of 0, a length of 1 becomes 0", "[2.1]") {
    INFO("an empty axis is no exception: the length that is not 1 wins, even if it is the smaller one");
    CHECK(broadcast_shapes({0, 3}, {1, 3}) == Shape{0, 3});
    CHECK(broadcast_shapes({1}, {0}) == Shape{0});
    CHECK(broadcast_shapes({0, 10}, {10}) == Shape{0, 10});
}

TEST_CASE("Shapes that do not fit are both named in the error", "[2.1]") {
    CHECK_THROWS_MATCHES(broadcast_shapes({2, 3}, {2}), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(broadcast_shapes({4, 3}, {2, 3}), shape_error,
                         MessageNames(wb::Shape{4, 3}, wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(broadcast_shapes({4}, {5, 3}), shape_error,
                         MessageNames(wb::Shape{4}, wb::Shape{5, 3}));
    INFO("an axis of length 0 is never stretched, and only an axis of length 1 is stretched to 0");
    CHECK_THROWS_MATCHES(broadcast_shapes({0}, {3}), shape_error, MessageNames(wb::Shape{0}, wb::Shape{3}));
}

TEST_CASE("A row is added to every row of a matrix", "[2.2]") {
    const np_tensor matrix({2, 3}, {1, 2, 3, 4, 5, 6});
    const np_tensor row({3}, {10, 20, 40});
    CHECK_CALL(matrix + row, IsCloseTo({{11, 22, 43}, {14, 25, 46}}));
    CHECK_CALL(matrix - row, IsCloseTo({{-9, -18, -37}, {-6, -15, -34}}));
    CHECK_CALL(row - matrix, IsCloseTo({{9, 18, 37}, {6, 15, 34}}));
    CHECK_CALL(matrix * row, IsCloseTo({{10, 40, 120}, {40, 100, 240}}));
    CHECK_CALL(matrix / row, IsCloseTo({{0.1, 0.1, 0.075}, {0.4, 0.25, 0.15}}));
    CHECK_CALL(row / matrix, IsCloseTo({{10, 10, 40.0 / 3}, {2.5, 4, 40.0 / 6}}));
}

TEST_CASE("A column and a row make a table", "[2.2]") {
    const np_tensor tall({2, 1}, {1, 2});
    const np_tensor row({1, 3}, {10, 20, 30});
    CHECK_CALL(tall + row, IsCloseTo({{11, 21, 31}, {12, 22, 32}}));
    CHECK_CALL(row * tall, IsCloseTo({{10, 20, 30}, {20, 40, 60}}));
    INFO("(2, 1) and (1, 2) have the same number of elements, but together they make a table");
    CHECK_CALL(tall + np_tensor({1, 2}, {10, 20}), IsCloseTo({{11, 21}, {12, 22}}));
    CHECK_CALL(np_tensor({1, 2}, {10, 20}) - tall, IsCloseTo({{9, 19}, {8, 18}}));
}

TEST_CASE("A shape of (4, 1, 3) with one of (5, 1) gives the numbers that NumPy gives", "[2.2]") {
    const np_tensor a = tensor(numpy("a")), b = tensor(numpy("b"));
    CHECK_CALL(a + b, IsCloseTo(numpy("a+b")));
    CHECK_CALL(a - b, IsCloseTo(numpy("a-b")));
    CHECK_CALL(a * b, IsCloseTo(numpy("a*b")));
    CHECK_CALL(a / b, IsCloseTo(numpy("a/b")));
}

TEST_CASE("A number broadcasts with every array, on either side", "[2.2]") {
    const np_tensor a({2, 2}, {1, 2, 3, 4});
    CHECK_CALL(a + 10, IsCloseTo({{11, 12}, {13, 14}}));
    CHECK_CALL(a - 1, IsCloseTo({{0, 1}, {2, 3}}));
    CHECK_CALL(a * 2, IsCloseTo({{2, 4}, {6, 8}}));
    CHECK_CALL(a / 2, IsCloseTo({{0.5, 1}, {1.5, 2}}));
    CHECK_CALL(10 + a, IsCloseTo({{11, 12}, {13, 14}}));
    CHECK_CALL(1 - a, IsCloseTo({{0, -1}, {-2, -3}}));
    CHECK_CALL(2 * a, IsCloseTo({{2, 4}, {6, 8}}));
    CHECK_CALL(12 / a, IsCloseTo({{12, 6}, {4, 3}}));
    CHECK_CALL(np_tensor::scalar(6) / np_tensor::scalar(4), IsCloseTo(number_alone(1.5)));
}

TEST_CASE("Axes of length 1 and arrays without elements keep their shape", "[2.2]") {
    const np_tensor one_row({1, 3}, {1, 2, 3}), one_column({2, 1}, {1, 2}), one({1}, {5});
    CHECK_CALL(one_row + one_row, IsCloseTo({{2, 4, 6}}));
    CHECK_CALL(one_column + one, IsCloseTo(column({6, 7})));
    CHECK_CALL(one + np_tensor::scalar(1), IsCloseTo({6}));

    const np_tensor none({0}), no_rows({0, 3});
    CHECK_CALL(none + none, IsCloseTo(no_elements({0})));
    CHECK_CALL(none * one, IsCloseTo(no_elements({0})));
    CHECK_CALL(none / 2, IsCloseTo(no_elements({0})));
    CHECK_CALL(no_rows - np_tensor({3}), IsCloseTo(no_elements({0, 3})));
    CHECK_CALL(wb::exp(no_rows), IsCloseTo(no_elements({0, 3})));
    CHECK_CALL(wb::log(none), IsCloseTo(no_elements({0})));
}

TEST_CASE("The result is an array of its own: later changes of the operands do not reach it", "[2.2]") {
    np_tensor a({2}, {1, 2});
    const np_tensor b({2}, {3, 4});
    const np_tensor sum = a + b, power = wb::exp(a);
    CHECK_THAT(a, IsCloseTo({1, 2}));
    CHECK_THAT(b, IsCloseTo({3, 4}));
    a(0) = 100;
    CHECK_THAT(sum, IsCloseTo({4, 6}));
    CHECK_THAT(power, IsCloseTo({std::exp(1.0), std::exp(2.0)}));
}

TEST_CASE("In a square, a row still goes to every row, and a column to every column", "[2.2]") {
    const np_tensor square({2, 2}, {1, 2, 3, 4}), row({2}, {10, 20}), tall({2, 1}, {10, 20});
    INFO(
        "shapes are aligned at the right: (2) is added to each row of (2, 2), although both axes have length "
        "2");
    CHECK_CALL(square + row, IsCloseTo({{11, 22}, {13, 24}}));
    CHECK_CALL(row + square, IsCloseTo({{11, 22}, {13, 24}}));
    CHECK_CALL(square + tall, IsCloseTo({{11, 12}, {23, 24}}));
    CHECK_CALL(square * row, IsCloseTo({{10, 40}, {30, 80}}));
}

TEST_CASE("All 16 digits of a double are kept", "[2.2]") {
    const np_tensor a({2}, {1, 1.0 / 3}), b({2}, {1e-12, 3});
    INFO(
        "is there a float on the way (it keeps 7 digits, and the gradients of chapter 03 need more), or "
        "log1p for log?");
    CHECK_CALL(a + b, IsCloseTo({1 + 1e-12, 1.0 / 3 + 3}, 1e-14, 0));
    CHECK_CALL(a * b, IsCloseTo({1e-12, 1}, 1e-14, 0));
    CHECK_CALL(wb::exp(a), IsCloseTo({2.718281828459045, 1.3956124250860895}, 1e-14, 0));
    CHECK_CALL(wb::log(b), IsCloseTo({-27.631021115928547, 1.0986122886681098}, 1e-14, 0));
}

TEST_CASE("Every operation names the shapes that do not fit", "[2.2]") {
    const np_tensor a({2, 3}), b({2});
    INFO("call broadcast_shapes() first: its shape_error names both shapes; the error of xtensor may not");
    CHECK_THROWS_MATCHES(a + b, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(a - b, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(a * b, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(a / b, shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
}

TEST_CASE("exp and log take each element, and undo each other", "[2.2]") {
    const np_tensor x({3}, {0, 1, -2});
    CHECK_CALL(wb::exp(x), IsCloseTo({1, 2.718281828459045, 0.1353352832366127}));
    CHECK_CALL(wb::log(np_tensor({3}, {1, 2.718281828459045, 100})), IsCloseTo({0, 1, 4.605170185988092}));
    CHECK_THAT(wb::exp(tensor(numpy("a"))), IsCloseTo(numpy("exp(a)")));
    CHECK_THAT(wb::log(tensor(numpy("positive"))), IsCloseTo(numpy("log(positive)")));
    CHECK_CALL(wb::log(wb::exp(x)), IsCloseTo(x));
    CHECK_CALL(wb::exp(np_tensor::scalar(0)), IsCloseTo(number_alone(1)));
}

TEST_CASE("Infinite results and NaN follow the rules of floating point", "[2.2]") {
    CHECK_CALL(wb::exp(np_tensor({3}, {1000, -1000, -infinity})), IsCloseTo({infinity, 0, 0}));
    const np_tensor logs = wb::log(np_tensor({4}, {0, -0.0, -1, infinity}));
    CHECK(logs(0) == -infinity);
    CHECK(logs(1) == -infinity);
    INFO("the logarithms of 0, -0, -1 and infinity are -infinity, -infinity, nan and infinity");
    CHECK(std::isnan(logs(2)));
    CHECK(logs(3) == infinity);
    const np_tensor quotients = np_tensor({3}, {1, 1, 0}) / np_tensor({3}, {0, -0.0, 0});
    CHECK(quotients(0) == infinity);
    CHECK(quotients(1) == -infinity);
    CHECK(std::isnan(quotients(2)));
}
