#include "ch02_np_tensor/reductions.hpp"

#include <limits>
#include <string>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::argmax;
using wb::Indices;
using wb::max;
using wb::mean;
using wb::np_tensor;
using wb::shape_error;
using wb::sum;

namespace {

Indices as_indices(const Array& array) {
    return {array.values().begin(), array.values().end()};
}

}  // namespace

TEST_CASE("Sums, means and maxima of everything are single numbers", "[2.3]") {
    const np_tensor x({2, 2}, {1, 2, 3, 4});
    CHECK_CALL(sum(x), IsCloseTo(number_alone(10)));
    CHECK_CALL(
        mean(x),
        IsCloseTo(
            number_alone(2.5),
            KnownMistakes{{"the sum is not divided (or only copies of its elements are)", number_alone(10)},
                          {"it is divided by the number of rows", number_alone(5)},
                          {"it is divided by one less than the count", number_alone(10.0 / 3)}}));
    CHECK_CALL(max(x), IsCloseTo(number_alone(4)));
}

TEST_CASE("Along axis 0 the rows are gone, along axis 1 the columns", "[2.3]") {
    const np_tensor x({2, 3}, {1, 2, 3, 40, 50, 60});
    INFO("the axis that is named is the one that disappears");
    CHECK_CALL(sum(x, {.axis = 0}), IsCloseTo({41, 52, 63}));
    CHECK_CALL(sum(x, {.axis = 1}), IsCloseTo({6, 150}));
    CHECK_CALL(mean(x, {.axis = 0}), IsCloseTo({20.5, 26, 31.5}));
    CHECK_CALL(mean(x, {.axis = 1}), IsCloseTo({2, 50}));
    CHECK_CALL(max(x, {.axis = 0}), IsCloseTo({40, 50, 60}));
    CHECK_CALL(max(x, {.axis = 1}), IsCloseTo({3, 60}));
}

TEST_CASE("With keepdims the axis stays, with length 1", "[2.3]") {
    const np_tensor x({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK_CALL(sum(x, {.axis = 0, .keepdims = true}), IsCloseTo({{5, 7, 9}}));
    CHECK_CALL(sum(x, {.axis = 1, .keepdims = true}), IsCloseTo(column({6, 15})));
    CHECK_CALL(mean(x, {.axis = 1, .keepdims = true}), IsCloseTo(column({2, 5})));
    CHECK_CALL(max(x, {.axis = 0, .keepdims = true}), IsCloseTo({{4, 5, 6}}));
    CHECK_CALL(sum(x, {.keepdims = true}), IsCloseTo(column({21})));
    CHECK_CALL(mean(x, {.keepdims = true}), IsCloseTo(column({3.5})));
    CHECK_CALL(max(x, {.keepdims = true}), IsCloseTo(column({6})));
}

TEST_CASE("A negative axis counts from the end", "[2.3]") {
    const np_tensor x = tensor(numpy("x"));
    CHECK_CALL(sum(x, {.axis = -1}), IsCloseTo(numpy("sum 2")));
    CHECK_CALL(mean(x, {.axis = -2, .keepdims = true}), IsCloseTo(numpy("mean 1 keepdims")));
    CHECK_CALL(max(x, {.axis = -3}), IsCloseTo(numpy("max 0")));
}

TEST_CASE("Reductions give the numbers that NumPy gives, along every axis", "[2.3]") {
    const np_tensor x = tensor(numpy("x"));
    CHECK_CALL(sum(x), IsCloseTo(numpy("sum")));
    CHECK_CALL(mean(x), IsCloseTo(numpy("mean")));
    CHECK_CALL(max(x), IsCloseTo(numpy("max")));
    for (const int axis : {0, 1, 2}) {
        const std::string name = std::to_string(axis);
        INFO("along axis " << name << " of (2, 3, 4)");
        CHECK_CALL(sum(x, {.axis = axis}), IsCloseTo(numpy("sum " + name)));
        CHECK_CALL(mean(x, {.axis = axis}), IsCloseTo(numpy("mean " + name)));
        CHECK_CALL(max(x, {.axis = axis}), IsCloseTo(numpy("max " + name)));
        CHECK_CALL(sum(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("sum " + name + " keepdims")));
        CHECK_CALL(mean(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("mean " + name + " keepdims")));
        CHECK_CALL(max(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("max " + name + " keepdims")));
    }
}

TEST_CASE("The largest number may be below zero, infinite, or there twice", "[2.3]") {
    INFO("a search for the largest starts with the first element, not with 0");
    CHECK_CALL(max(np_tensor({3}, {-3, -1, -2})), IsCloseTo(number_alone(-1)));
    CHECK_CALL(max(np_tensor({2, 2}, {-3, -4, -6, -5}), {.axis = 1}), IsCloseTo({-3, -5}));
    CHECK_CALL(max(np_tensor({3}, {-infinity, -infinity, -7})), IsCloseTo(number_alone(-7)));
    CHECK_CALL(max(np_tensor({4}, {1, 1e308, 1e308, 2})), IsCloseTo(number_alone(1e308)));
}

TEST_CASE("Axes of length 1 and single numbers are reduced like all others", "[2.3]") {
    const np_tensor row({1, 3}, {1, 2, 6}), tall({2, 1}, {1, 2}), number = np_tensor::scalar(7);
    CHECK_CALL(sum(row, {.axis = 0}), IsCloseTo({1, 2, 6}));
    CHECK_CALL(mean(row, {.axis = 1}), IsCloseTo({3}));
    CHECK_CALL(max(tall, {.axis = 1}), IsCloseTo({1, 2}));
    CHECK_CALL(sum(tall, {.axis = 0, .keepdims = true}), IsCloseTo(column({3})));
    CHECK_CALL(sum(number), IsCloseTo(number_alone(7)));
    CHECK_CALL(mean(number), IsCloseTo(number_alone(7)));
    CHECK_CALL(max(number, {.keepdims = true}), IsCloseTo(number_alone(7)));
}

TEST_CASE("The sum of nothing is 0", "[2.3]") {
    const np_tensor no_rows({0, 3});
    CHECK_CALL(sum(np_tensor({0})), IsCloseTo(number_alone(0)));
    CHECK_CALL(sum(no_rows), IsCloseTo(number_alone(0)));
    CHECK_CALL(sum(no_rows, {.keepdims = true}), IsCloseTo(column({0})));
    CHECK_CALL(sum(no_rows, {.axis = 0}), IsCloseTo({0, 0, 0}));
    CHECK_CALL(sum(no_rows, {.axis = 0, .keepdims = true}), IsCloseTo({{0, 0, 0}}));
    CHECK_CALL(sum(no_rows, {.axis = 1}), IsCloseTo(no_elements({0})));
    CHECK_CALL(sum(no_rows, {.axis = 1, .keepdims = true}), IsCloseTo(no_elements({0, 1})));
}

TEST_CASE("The mean or maximum of no elements is an error; of no rows, it is an empty array", "[2.3]") {
    const np_tensor no_rows({0, 3});
    CHECK_CALL(mean(no_rows, {.axis = 1}), IsCloseTo(no_elements({0})));
    CHECK_CALL(max(no_rows, {.axis = -1, .keepdims = true}), IsCloseTo(no_elements({0, 1})));
    INFO("0 / 0 is not a mean: throw an error");
    CHECK_THROWS_MATCHES(mean(no_rows), shape_error, MessageNames(wb::Shape{0, 3}));
    CHECK_THROWS_MATCHES(mean(no_rows, {.axis = 0}), shape_error, MessageNames(wb::Shape{0, 3}));
    CHECK_THROWS_MATCHES(max(np_tensor({0})), shape_error, MessageNames(wb::Shape{0}));
    CHECK_THROWS_MATCHES(max(no_rows, {.axis = 0}), shape_error, MessageNames(wb::Shape{0, 3}));
}

TEST_CASE("In a square, the axis that is named is the one that disappears", "[2.3]") {
    const np_tensor x({2, 2}, {1, 2, 30, 40});
    CHECK_CALL(sum(x, {.axis = 0}), IsCloseTo({31, 42}));
    CHECK_CALL(sum(x, {.axis = 1}), IsCloseTo({3, 70}));
    CHECK_CALL(max(x, {.axis = 0}), IsCloseTo({30, 40}));
    CHECK_CALL(max(x, {.axis = -1}), IsCloseTo({2, 40}));
    CHECK_CALL(mean(x, {.axis = -2}), IsCloseTo({15.5, 21}));
}

TEST_CASE("Fractions are kept, and all 16 digits of a double", "[2.3]") {
    const np_tensor x({2, 2}, {0.5, 0.25, 1e-12, 1.0 / 3});
    INFO(
        "std::accumulate adds in the type of its first number: 0 is a whole number, 0.0F a float, real{0} is "
        "right");
    CHECK_CALL(sum(x), IsCloseTo(number_alone(1.08333333333433333), 1e-14, 0));
    CHECK_CALL(sum(x, {.axis = 1}), IsCloseTo({0.75, 1.0 / 3 + 1e-12}, 1e-14, 0));
    CHECK_CALL(mean(x), IsCloseTo(number_alone(1.08333333333433333 / 4), 1e-14, 0));
    CHECK_CALL(mean(np_tensor({3}, {1, 1, 0})), IsCloseTo(number_alone(2.0 / 3), 1e-14, 0));
    CHECK_CALL(max(x, {.axis = 0}), IsCloseTo({0.5, 1.0 / 3}, 1e-14, 0));
}

TEST_CASE("An axis that does not exist is an error that gives the shape", "[2.3]") {
    const np_tensor x({2, 3});
    CHECK_THROWS_MATCHES(sum(x, {.axis = 2}), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(sum(x, {.axis = -3}), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(mean(x, {.axis = 5}), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(max(x, {.axis = 2, .keepdims = true}), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(sum(np_tensor::scalar(1), {.axis = 0}), shape_error, MessageNames(wb::Shape{}));
}

TEST_CASE("argmax finds the largest of each row", "[2.4]") {
    INFO("scores [1 9 8] and [5 4 3]: the largest are at 1 and at 0. Every element of a row is looked at.");
    CHECK(argmax(np_tensor({2, 3}, {1, 9, 8, 5, 4, 3})) == Indices{1, 0});
}

TEST_CASE("argmax compares fractions, to the last digit of a double", "[2.4]") {
    INFO("0.1 0.2 0.7: are they cut off to whole numbers, or does the search end at the first larger one?");
    CHECK(argmax(np_tensor({3}, {0.1, 0.2, 0.7})) == Indices{2});
    INFO("1 and 1 + 1e-12: a float has only 7 digits, so the two would be equal");
    CHECK(argmax(np_tensor({2}, {1, 1 + 1e-12})) == Indices{1});
}

TEST_CASE("argmax runs along the axis that is named", "[2.4]") {
    const np_tensor x({2, 3}, {1, 9, 8, 5, 4, 13});
    INFO("x is [[1 9 8] [5 4 13]]; along axis 0 there is one search for each column");
    CHECK(argmax(x, 0) == Indices{1, 0, 1});
    CHECK(argmax(x, 1) == Indices{1, 2});
    CHECK(argmax(x, -1) == Indices{1, 2});
    CHECK(argmax(x, -2) == Indices{1, 0, 1});
}

TEST_CASE("argmax gives the positions that NumPy gives, along every axis", "[2.4]") {
    const np_tensor x = tensor(numpy("x"));
    for (const int axis : {0, 1, 2}) {
        INFO("along axis " << axis << " of (2, 3, 4), the positions in row-major order of the other axes");
        CHECK(argmax(x, axis) == as_indices(numpy("argmax " + std::to_string(axis))));
    }
}

TEST_CASE("Of equal largest numbers the first counts", "[2.4]") {
    INFO("a later number takes over only if it is greater, not if it is equal");
    CHECK(argmax(np_tensor({2, 3}, {1, 9, 9, 5, 5, 5})) == Indices{1, 0});
    CHECK(argmax(np_tensor({2, 2}, {4, 4, 4, 4}), 0) == Indices{0, 0});
    CHECK(argmax(np_tensor({2}, {-0.0, 0.0})) == Indices{0});
    CHECK(argmax(np_tensor({2}, {-infinity, -infinity})) == Indices{0});
}

TEST_CASE("The largest of negative numbers is found too", "[2.4]") {
    INFO("a search for the largest starts with the first element, not with 0");
    CHECK(argmax(np_tensor({2, 3}, {-5, -1, -3, -1, -2, -3})) == Indices{1, 0});
}

TEST_CASE("argmax of one row, one column, one number, no rows", "[2.4]") {
    CHECK(argmax(np_tensor({1, 4}, {0, 0, 3, 0})) == Indices{2});
    CHECK(argmax(np_tensor({3, 1}, {4, 5, 6})) == Indices{0, 0, 0});
    CHECK(argmax(np_tensor({3, 1}, {4, 5, 6}), 0) == Indices{2});
    CHECK(argmax(np_tensor({1}, {-8})) == Indices{0});
    CHECK(argmax(np_tensor({0, 4})).empty());
}

TEST_CASE("argmax of no elements, or along an axis that does not exist, is an error", "[2.4]") {
    CHECK_THROWS_MATCHES(argmax(np_tensor({0})), shape_error, MessageNames(wb::Shape{0}));
    CHECK_THROWS_MATCHES(argmax(np_tensor({3, 0})), shape_error, MessageNames(wb::Shape{3, 0}));
    CHECK_THROWS_MATCHES(argmax(np_tensor({0, 4}), 0), shape_error, MessageNames(wb::Shape{0, 4}));
    CHECK_THROWS_MATCHES(argmax(np_tensor({2, 3}), 2), shape_error, MessageNames(wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(argmax(np_tensor::scalar(1)), shape_error, MessageNames(wb::Shape{}));
}

TEST_CASE("the maximum of numbers far below zero", "[2.3]") {
    INFO("[-1e300 -1e299]: where does the search start?");
    CHECK_CALL(max(np_tensor({2}, {-1e300, -1e299})), IsCloseTo(number_alone(-1e299)));
}

TEST_CASE("argmax of numbers far below zero, and of 300 numbers", "[2.4]") {
    INFO("[-1e300 -1e299]: where does the search start?");
    CHECK(argmax(np_tensor({2}, {-1e300, -1e299})) == Indices{1});
    np_tensor x({300});
    x(299) = 1;
    INFO("300 numbers, the last is the largest: a byte ends at 255");
    CHECK(argmax(x) == Indices{299});
}
