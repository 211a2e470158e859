#include "ch02_np_tensor/unbroadcast.hpp"

#include <string>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::Shape;
using wb::shape_error;
using wb::unbroadcast;

namespace {

/// The position, in an array of shape `own`, of the element that was copied to place i of the stretched
/// array.
std::size_t origin(const Shape& own, const Shape& stretched, std::size_t i) {
    std::size_t position = 0, stride = 1;
    for (std::size_t right = 1; right <= own.size(); ++right) {
        const std::size_t length = stretched[stretched.size() - right];
        const std::size_t own_length = own[own.size() - right];
        position += own_length == 1 ? 0 : i % length * stride;
        stride *= own_length;
        i /= length;
    }
    return position;
}

/// y = x * b with b stretched, in plain loops, so that no code of yours is in it.
Array times_stretched(const np_tensor& x, const np_tensor& b) {
    Array y(x);
    for (std::size_t i = 0; i < x.size(); ++i) y.values()[i] *= b.values()[origin(b.shape(), x.shape(), i)];
    return y;
}

}  // namespace

TEST_CASE("A bias that was added to every row gets the sum over the rows", "[2.5]") {
    const np_tensor dy({2, 3}, {1, 2, 3, 4, 5, 6});
    INFO("b is added to each of the rows, so each of them has an influence: sum, do not average");
    CHECK_CALL(unbroadcast(dy, {3}), IsCloseTo({5, 7, 9}));
}

TEST_CASE("An axis of length 1 is summed over, and stays", "[2.5]") {
    INFO("the axes that are missing on the left disappear; each axis of length 1 is summed over and stays");
    const np_tensor dy({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK_CALL(unbroadcast(dy, {2, 1}), IsCloseTo(column({6, 15})));
    CHECK_CALL(unbroadcast(dy, {1, 3}), IsCloseTo({{5, 7, 9}}));
    CHECK_CALL(unbroadcast(dy, {1, 1}), IsCloseTo(column({21})));
    CHECK_CALL(unbroadcast(dy, {1}), IsCloseTo({21}));
    CHECK_CALL(unbroadcast(dy, {}), IsCloseTo(number_alone(21)));
    INFO("the sum over the axis on the left comes first; after it, the length 3 is axis 1, not axis 2");
    CHECK_CALL(unbroadcast(np_tensor({2, 1, 3}, {1, 2, 3, 4, 5, 6}), {1, 1}), IsCloseTo(column({21})));
}

TEST_CASE("An operand that was not stretched gets the gradient as it is", "[2.5]") {
    CHECK_CALL(unbroadcast(np_tensor({2, 2}, {1, 2, 3, 4}), {2, 2}), IsCloseTo({{1, 2}, {3, 4}}));
    CHECK_CALL(unbroadcast(np_tensor({1, 3}, {1, 2, 3}), {1, 3}), IsCloseTo({{1, 2, 3}}));
    CHECK_CALL(unbroadcast(np_tensor({1, 3}, {1, 2, 3}), {3}), IsCloseTo({1, 2, 3}));
    CHECK_CALL(unbroadcast(np_tensor::scalar(4), {}), IsCloseTo(number_alone(4)));
}

TEST_CASE("Each element gets what went to its copies, as counted one by one", "[2.5]") {
    const np_tensor dy = tensor(numpy("dy"));
    const std::vector<Shape> shapes = {{4, 5, 3}, {4, 1, 3}, {5, 1}, {1, 1, 1}, {3}, {1}, {}};
    const std::vector<std::string> names = {"[4, 5, 3]", "[4, 1, 3]", "[5, 1]", "[1, 1, 1]",
                                            "[3]",       "[1]",       "[]"};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        INFO("from " << wb::to_string(dy.shape()) << " to " << wb::to_string(shapes[i])
                     << ": every missing axis on the left goes, and every axis of length 1 is summed over");
        CHECK_CALL(unbroadcast(dy, shapes[i]), IsCloseTo(numpy("unbroadcast " + names[i])));
    }
}

TEST_CASE("It is the gradient of stretching, by numerical derivative", "[2.5]") {
    np_tensor x = tensor(random_array({4, 2, 3}, 1));
    const Array dy = random_array({4, 2, 3}, 2);
    for (const Shape& shape : {Shape{3}, Shape{2, 3}, Shape{2, 1}, Shape{4, 1, 3}, Shape{1, 3}}) {
        INFO("an operand of shape " << wb::to_string(shape) << " in a product of shape (4, 2, 3)");
        np_tensor b = tensor(random_array(shape, 3));
        // y = x b, so db is what comes back through the stretching from dy x.
        const np_tensor through_x = tensor(times_stretched(tensor(dy), x));
        const np_tensor db = unbroadcast(through_x, shape);
        CHECK_THAT(check_gradients({.forward = [&] { return times_stretched(x, b); },
                                    .upstream = dy,
                                    .inputs = {gradient_of("b", b, db)},
                                    .allow_equal_axes = true}),
                   AllAgree());
    }
}

TEST_CASE("In a square, it is the place of an axis that counts, not its length", "[2.5]") {
    const np_tensor dy({2, 2}, {1, 2, 30, 40});
    INFO("shapes are aligned at the right: the axis that (2) does not have is axis 0 of the square");
    CHECK_CALL(unbroadcast(dy, {2}), IsCloseTo({31, 42}));
    CHECK_CALL(unbroadcast(dy, {1, 2}), IsCloseTo({{31, 42}}));
    CHECK_CALL(unbroadcast(dy, {2, 1}), IsCloseTo(column({3, 70})));
    CHECK_CALL(unbroadcast(np_tensor({2, 2, 2}, {1, 2, 3, 4, 10, 20, 30, 40}), {2, 1}),
               IsCloseTo(column({33, 77})));
}

TEST_CASE("Where there are no samples, the gradient is zero", "[2.5]") {
    CHECK_CALL(unbroadcast(np_tensor({0, 3}), {3}), IsCloseTo({0, 0, 0}));
    CHECK_CALL(unbroadcast(np_tensor({0, 3}), {1, 3}), IsCloseTo({{0, 0, 0}}));
    CHECK_CALL(unbroadcast(np_tensor({0}), {}), IsCloseTo(number_alone(0)));
    CHECK_CALL(unbroadcast(np_tensor({0, 3}), {0, 1}), IsCloseTo(no_elements({0, 1})));
}

TEST_CASE("A shape that cannot be stretched to the gradient's is an error", "[2.5]") {
    const np_tensor dy({2, 3});
    CHECK_THROWS_MATCHES(unbroadcast(dy, {2}), shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{2}));
    CHECK_THROWS_MATCHES(unbroadcast(dy, {4, 3}), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{4, 3}));
    INFO(
        "these two shapes fit each other, but the second is the larger one: it was not stretched to the "
        "first");
    CHECK_THROWS_MATCHES(unbroadcast(dy, {5, 2, 3}), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{5, 2, 3}));
    CHECK_THROWS_MATCHES(unbroadcast(np_tensor({1, 3}), {2, 3}), shape_error,
                         MessageNames(wb::Shape{1, 3}, wb::Shape{2, 3}));
}
