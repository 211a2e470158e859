#include "ch02_np_tensor/reductions.hpp"

#include <limits>
#include <string>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::argmax;
using wb::Indices;
using wb::max;
using wb::mean;
using wb::np_tensor;
using wb::shape_error;
using wb::sum;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Indices as_indices(const Array& array) {
    return {array.values().begin(), array.values().end()};
}

}  // namespace

TEST_CASE("Sums, means and maxima of everything are single numbers", "[2.3]") {
    const np_tensor x({2, 2}, {1, 2, 3, 4});
    CHECK_THAT(sum(x), IsCloseTo(number_alone(10)));
    CHECK_THAT(mean(x), IsCloseTo(number_alone(2.5)));
    CHECK_THAT(max(x), IsCloseTo(number_alone(4)));
}

TEST_CASE("Along axis 0 the rows are gone, along axis 1 the columns", "[2.3]") {
    const np_tensor x({2, 3}, {1, 2, 3, 40, 50, 60});
    INFO("the axis that is named is the one that disappears");
    CHECK_THAT(sum(x, {.axis = 0}), IsCloseTo({41, 52, 63}));
    CHECK_THAT(sum(x, {.axis = 1}), IsCloseTo({6, 150}));
    CHECK_THAT(mean(x, {.axis = 0}), IsCloseTo({20.5, 26, 31.5}));
    CHECK_THAT(mean(x, {.axis = 1}), IsCloseTo({2, 50}));
    CHECK_THAT(max(x, {.axis = 0}), IsCloseTo({40, 50, 60}));
    CHECK_THAT(max(x, {.axis = 1}), IsCloseTo({3, 60}));
}

TEST_CASE("With keepdims the axis stays, with length 1", "[2.3]") {
    const np_tensor x({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK_THAT(sum(x, {.axis = 0, .keepdims = true}), IsCloseTo({{5, 7, 9}}));
    CHECK_THAT(sum(x, {.axis = 1, .keepdims = true}), IsCloseTo(column({6, 15})));
    CHECK_THAT(mean(x, {.axis = 1, .keepdims = true}), IsCloseTo(column({2, 5})));
    CHECK_THAT(max(x, {.axis = 0, .keepdims = true}), IsCloseTo({{4, 5, 6}}));
    CHECK_THAT(sum(x, {.keepdims = true}), IsCloseTo(column({21})));
    CHECK_THAT(mean(x, {.keepdims = true}), IsCloseTo(column({3.5})));
    CHECK_THAT(max(x, {.keepdims = true}), IsCloseTo(column({6})));
}

TEST_CASE("A negative axis counts from the end", "[2.3]") {
    const np_tensor x = tensor(numpy("x"));
    CHECK_THAT(sum(x, {.axis = -1}), IsCloseTo(numpy("sum 2")));
    CHECK_THAT(mean(x, {.axis = -2, .keepdims = true}), IsCloseTo(numpy("mean 1 keepdims")));
    CHECK_THAT(max(x, {.axis = -3}), IsCloseTo(numpy("max 0")));
}

TEST_CASE("Reductions give the numbers that NumPy gives, along every axis", "[2.3]") {
    const np_tensor x = tensor(numpy("x"));
    CHECK_THAT(sum(x), IsCloseTo(numpy("sum")));
    CHECK_THAT(mean(x), IsCloseTo(numpy("mean")));
    CHECK_THAT(max(x), IsCloseTo(numpy("max")));
    for (const int axis : {0, 1, 2}) {
        const std::string name = std::to_string(axis);
        INFO("along axis " << name << " of (2, 3, 4)");
        CHECK_THAT(sum(x, {.axis = axis}), IsCloseTo(numpy("sum " + name)));
        CHECK_THAT(mean(x, {.axis = axis}), IsCloseTo(numpy("mean " + name)));
        CHECK_THAT(max(x, {.axis = axis}), IsCloseTo(numpy("max " + name)));
        CHECK_THAT(sum(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("sum " + name + " keepdims")));
        CHECK_THAT(mean(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("mean " + name + " keepdims")));
        CHECK_THAT(max(x, {.axis = axis, .keepdims = true}), IsCloseTo(numpy("max " + name + " keepdims")));
    }
}

TEST_CASE("The largest number may be below zero, infinite, or there twice", "[2.3]") {
    INFO("a search for the largest starts with the first element, not with 0");
    CHECK_THAT(max(np_tensor({3}, {-3, -1, -2})), IsCloseTo(number_alone(-1)));
    CHECK_THAT(max(np_tensor({2, 2}, {-3, -4, -6, -5}), {.axis = 1}), IsCloseTo({-3, -5}));
    CHECK_THAT(max(np_tensor({3}, {-infinity, -infinity, -7})), IsCloseTo(number_alone(-7)));
    CHECK_THAT(max(np_tensor({4}, {1, 1e308, 1e308, 2})), IsCloseTo(number_alone(1e308)));
}

TEST_CASE("Axes of length 1, and a number alone, are no exception", "[2.3]") {
    const np_tensor row({1, 3}, {1, 2, 6}), tall({2, 1}, {1, 2}), number = np_tensor::scalar(7);
    CHECK_THAT(sum(row, {.axis = 0}), IsCloseTo({1, 2, 6}));
    CHECK_THAT(mean(row, {.axis = 1}), IsCloseTo({3}));
    CHECK_THAT(max(tall, {.axis = 1}), IsCloseTo({1, 2}));
    CHECK_THAT(sum(tall, {.axis = 0, .keepdims = true}), IsCloseTo(column({3})));
    CHECK_THAT(sum(number), IsCloseTo(number_alone(7)));
    CHECK_THAT(mean(number), IsCloseTo(number_alone(7)));
    CHECK_THAT(max(number, {.keepdims = true}), IsCloseTo(number_alone(7)));
}

TEST_CASE("The sum of nothing is 0", "[2.3]") {
    const np_tensor no_rows({0, 3});
    CHECK_THAT(sum(np_tensor({0})), IsCloseTo(number_alone(0)));
    CHECK_THAT(sum(no_rows), IsCloseTo(number_alone(0)));
    CHECK_THAT(sum(no_rows, {.keepdims = true}), IsCloseTo(column({0})));
    CHECK_THAT(sum(no_rows, {.axis = 0}), IsCloseTo({0, 0, 0}));
    CHECK_THAT(sum(no_rows, {.axis = 0, .keepdims = true}), IsCloseTo({{0, 0, 0}}));
    CHECK_THAT(sum(no_rows, {.axis = 1}), IsCloseTo(no_elements({0})));
    CHECK_THAT(sum(no_rows, {.axis = 1, .keepdims = true}), IsCloseTo(no_elements({0, 1})));
}

TEST_CASE("Nothing has neither mean nor maximum, but no rows have no means", "[2.3]") {
    const np_tensor no_rows({0, 3});
    CHECK_THAT(mean(no_rows, {.axis = 1}), IsCloseTo(no_elements({0})));
    CHECK_THAT(max(no_rows, {.axis = -1, .keepdims = true}), IsCloseTo(no_elements({0, 1})));
    INFO("0 / 0 is no mean: this needs an error");
    CHECK_THROWS_MATCHES(mean(no_rows), shape_error, MessageHas("mean", "(0, 3)"));
    CHECK_THROWS_MATCHES(mean(no_rows, {.axis = 0}), shape_error, MessageHas("mean", "(0, 3)"));
    CHECK_THROWS_MATCHES(max(np_tensor({0})), shape_error, MessageHas("max", "(0,)"));
    CHECK_THROWS_MATCHES(max(no_rows, {.axis = 0}), shape_error, MessageHas("max", "(0, 3)"));
}

TEST_CASE("An axis that is not there is named, with the shape", "[2.3]") {
    const np_tensor x({2, 3});
    CHECK_THROWS_MATCHES(sum(x, {.axis = 2}), shape_error, MessageHas("sum", "(2, 3)", "axis 2"));
    CHECK_THROWS_MATCHES(sum(x, {.axis = -3}), shape_error, MessageHas("sum", "(2, 3)", "axis -3"));
    CHECK_THROWS_MATCHES(mean(x, {.axis = 5}), shape_error, MessageHas("mean", "(2, 3)", "axis 5"));
    CHECK_THROWS_MATCHES(max(x, {.axis = 2, .keepdims = true}), shape_error, MessageHas("max", "(2, 3)"));
    CHECK_THROWS_MATCHES(sum(np_tensor::scalar(1), {.axis = 0}), shape_error, MessageHas("sum", "()"));
}

TEST_CASE("argmax finds the largest of each row", "[2.4]") {
    CHECK(argmax(np_tensor({2, 3}, {1, 9, 8, 5, 4, 3})) == Indices{1, 0});
    CHECK(argmax(np_tensor({3}, {0.1, 0.2, 0.7})) == Indices{2});
}

TEST_CASE("argmax runs along the axis that is named", "[2.4]") {
    const np_tensor x({2, 3}, {1, 9, 8, 5, 4, 13});
    CHECK(argmax(x, 0) == Indices{1, 0, 1});
    CHECK(argmax(x, 1) == Indices{1, 2});
    CHECK(argmax(x, -1) == Indices{1, 2});
    CHECK(argmax(x, -2) == Indices{1, 0, 1});
}

TEST_CASE("argmax gives the positions that NumPy gives, along every axis", "[2.4]") {
    const np_tensor x = tensor(numpy("x"));
    for (const int axis : {0, 1, 2}) {
        INFO("along axis " << axis << " of (2, 3, 4)");
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

TEST_CASE("argmax of nothing, or along an axis that is not there, is an error", "[2.4]") {
    CHECK_THROWS_MATCHES(argmax(np_tensor({0})), shape_error, MessageHas("argmax", "(0,)"));
    CHECK_THROWS_MATCHES(argmax(np_tensor({3, 0})), shape_error, MessageHas("argmax", "(3, 0)"));
    CHECK_THROWS_MATCHES(argmax(np_tensor({0, 4}), 0), shape_error, MessageHas("argmax", "(0, 4)"));
    CHECK_THROWS_MATCHES(argmax(np_tensor({2, 3}), 2), shape_error, MessageHas("argmax", "(2, 3)", "axis 2"));
    CHECK_THROWS_MATCHES(argmax(np_tensor::scalar(1)), shape_error, MessageHas("argmax", "()", "axis -1"));
}
