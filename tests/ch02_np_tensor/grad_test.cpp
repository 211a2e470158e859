// Exercise 2.9: the gradient that an array carries.
#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;

TEST_CASE("The first gradient is kept as it is", "[2.9]") {
    np_tensor x({2, 2}, {1, 2, 3, 4});
    CHECK_FALSE(x.has_grad());
    x.accumulate_grad(np_tensor({2, 2}, {0.5, -1, 0, 2}));
    REQUIRE(x.has_grad());
    CHECK_THAT(x.grad(), IsCloseTo({{0.5, -1}, {0, 2}}));
    INFO("the gradient is kept beside the elements, which stay as they are");
    CHECK_THAT(x, IsCloseTo({{1, 2}, {3, 4}}));
}

TEST_CASE("A gradient keeps all 16 digits of a double", "[2.9]") {
    np_tensor x({2});
    x.accumulate_grad(np_tensor({2}, {1.0 / 3, 1}));
    x.accumulate_grad(np_tensor({2}, {0, 1e-12}));
    CHECK_THAT(x.grad(), IsCloseTo({1.0 / 3, 1 + 1e-12}, 1e-14, 0));
}

TEST_CASE("A second gradient is added to the first", "[2.9]") {
    np_tensor x({2});
    x.accumulate_grad(np_tensor({2}, {1, 2}));
    x.accumulate_grad(np_tensor({2}, {10, 30}));
    INFO("an array that is used twice gets a gradient from each use: add, do not replace");
    CHECK_THAT(x.grad(), IsCloseTo({11, 32}));
    x.accumulate_grad(np_tensor({2}, {100, 500}));
    CHECK_THAT(x.grad(), IsCloseTo({111, 532}));
}

TEST_CASE("x + x sends its gradient to x twice", "[2.9]") {
    np_tensor x({3}, {1, 2, 3});
    const np_tensor dy({3}, {5, 7, 11});
    x.accumulate_grad(dy);
    x.accumulate_grad(dy);
    CHECK_THAT(x.grad(), IsCloseTo({10, 14, 22}));
    CHECK_THAT(dy, IsCloseTo({5, 7, 11}));
}

TEST_CASE("The gradient is a copy: what happens to dx later does not reach it", "[2.9]") {
    np_tensor x({2}), dx({2}, {1, 2});
    x.accumulate_grad(dx);
    dx(0) = 50;
    CHECK_THAT(x.grad(), IsCloseTo({1, 2}));
    np_tensor copy = x;
    copy.accumulate_grad(np_tensor({2}, {1, 1}));
    CHECK_THAT(x.grad(), IsCloseTo({1, 2}));
    CHECK_THAT(copy.grad(), IsCloseTo({2, 3}));
}

TEST_CASE("Two arrays of the same shape have separate gradients", "[2.9]") {
    np_tensor x({2}), y({2});
    x.accumulate_grad(np_tensor({2}, {1, 2}));
    y.accumulate_grad(np_tensor({2}, {10, 20}));
    x.accumulate_grad(np_tensor({2}, {1, 2}));
    INFO("x got 1 2 twice, y got 10 20 once, in between: is something static, shared by all arrays?");
    CHECK_THAT(x.grad(), IsCloseTo({2, 4}));
    CHECK_THAT(y.grad(), IsCloseTo({10, 20}));
    x.zero_grad();
    CHECK_THAT(y.grad(), IsCloseTo({10, 20}));
}

TEST_CASE("zero_grad sets the gradient to zero, and the next one is added to that", "[2.9]") {
    np_tensor x({2}, {3, 4});
    x.accumulate_grad(np_tensor({2}, {1, 2}));
    x.zero_grad();
    REQUIRE(x.has_grad());
    INFO("every element of the gradient is 0, and no element of the array is");
    CHECK_THAT(x.grad(), IsCloseTo({0, 0}));
    CHECK_THAT(x, IsCloseTo({3, 4}));
    x.accumulate_grad(np_tensor({2}, {10, 20}));
    CHECK_THAT(x.grad(), IsCloseTo({10, 20}));
}

TEST_CASE("Without a gradient, zero_grad does nothing", "[2.9]") {
    np_tensor x({2}, {3, 4});
    x.zero_grad();
    CHECK_FALSE(x.has_grad());
    CHECK_THAT(x, IsCloseTo({3, 4}));
}

TEST_CASE("A gradient of another shape is an error, and the old gradient stays", "[2.9]") {
    np_tensor x({2, 3});
    INFO(
        "the shapes must be equal: it is not enough that they broadcast, or have the same number of "
        "elements");
    CHECK_THROWS_MATCHES(x.accumulate_grad(np_tensor({3})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3}));
    CHECK_FALSE(x.has_grad());
    CHECK_THROWS_MATCHES(x.accumulate_grad(np_tensor({3, 2})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3, 2}));
    CHECK_FALSE(x.has_grad());
    x.accumulate_grad(np_tensor({2, 3}, 1));
    CHECK_THROWS_MATCHES(x.accumulate_grad(np_tensor({3, 2})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3, 2}));
    CHECK_THAT(x.grad(), IsCloseTo({{1, 1, 1}, {1, 1, 1}}));
}

TEST_CASE("A single number and an array without elements have gradients too", "[2.9]") {
    np_tensor number = np_tensor::scalar(3);
    number.accumulate_grad(np_tensor::scalar(2));
    number.accumulate_grad(np_tensor::scalar(5));
    CHECK_THAT(number.grad(), IsCloseTo(number_alone(7)));
    np_tensor none({0, 3});
    none.accumulate_grad(np_tensor({0, 3}));
    CHECK(none.has_grad());
    none.zero_grad();
    CHECK_THAT(none.grad(), IsCloseTo(no_elements({0, 3})));
}

TEST_CASE("zero_grad makes an infinite gradient 0, too", "[2.9]") {
    np_tensor x({2});
    x.accumulate_grad(np_tensor({2}, {infinity, 1}));
    x.zero_grad();
    INFO("the gradient was [inf 1]: 0 times infinity is NaN, not 0");
    CHECK_THAT(x.grad(), IsCloseTo({0, 0}));
}
