#include "ch03_mlp/relu.hpp"

#include <stdexcept>

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::ReLU;

// Nothing is rounded here: ReLU passes a number on or drops it. The matchers' default tolerance is only
// handy.

TEST_CASE("positive numbers pass, all others become 0", "[3.3]") {
    ReLU relu;
    INFO("x = [-1 0 2]");
    CHECK_THAT(
        relu.forward(np_tensor({3}, {-1, 0, 2})),
        IsCloseTo({0, 0, 2},
                  KnownMistakes{{"x comes back as it is: is a copy of each element changed?", {-1, 0, 2}}}));
}

TEST_CASE("fractions pass as they are", "[3.3]") {
    ReLU relu;
    INFO("x = [-0.5 0.25 1.75]");
    CHECK_THAT(relu.forward(np_tensor({3}, {-0.5, 0.25, 1.75})), IsCloseTo({0, 0.25, 1.75}));
}

TEST_CASE("the gradient passes where x was positive, whatever the sign of dy", "[3.3]") {
    ReLU relu;
    relu.forward(np_tensor({4}, {-1, 3, 2, -4}));
    INFO("x = [-1 3 2 -4], dy = [5 -6 7 -8]: dy passes as it is, or not at all");
    CHECK_THAT(relu.backward(np_tensor({4}, {5, -6, 7, -8})), IsCloseTo({0, -6, 7, 0}));
}

TEST_CASE("at exactly 0 the derivative is taken to be 0", "[3.3]") {
    ReLU relu;
    relu.forward(np_tensor({3}, {-1, 0, 2}));
    INFO("x = [-1 0 2], dy = [5 6 7]: nothing passes where x is 0 or less");
    CHECK_THAT(relu.backward(np_tensor({3}, {5, 6, 7})), IsCloseTo({0, 0, 7}));
}

TEST_CASE("dx agrees with numerical derivatives", "[3.3]") {
    // random_array() stays a quarter away from 0: there are no kinks to skip.
    ReLU relu;
    np_tensor x = tensor(random_array({3, 7}, 31));
    const Array dy = random_array({3, 7}, 32);
    const np_tensor y = relu.forward(x);
    const np_tensor dx = relu.backward(tensor(dy));
    CHECK_THAT(check_gradients({.forward = [&] { return Array(relu.forward(x)); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", x, dx)},
                                .related = {{"x", Array(x)}, {"y", Array(y)}}}),
               AllAgree());
}

TEST_CASE("forward and backward agree with NumPy", "[3.3]") {
    ReLU relu;
    CHECK_THAT(relu.forward(tensor(golden("ch03_net", "h"))), IsCloseTo(golden("ch03_net", "a")));
    CHECK_THAT(relu.backward(tensor(golden("ch03_net", "da"))), IsCloseTo(golden("ch03_net", "dh")));
}

TEST_CASE("any shape is accepted, and the output has the same", "[3.3]") {
    ReLU relu;
    for (const wb::Shape& shape : {wb::Shape{}, wb::Shape{0, 3}, wb::Shape{2, 3}, wb::Shape{2, 3, 4}}) {
        INFO("shape " << wb::to_string(shape));
        CHECK_THAT(relu.forward(np_tensor(shape, 1)), HasShape(shape));
        CHECK_THAT(relu.backward(np_tensor(shape, 1)), HasShape(shape));
    }
}

TEST_CASE("ReLU(x) - ReLU(-x) is x", "[3.3]") {
    INFO("x holds numbers up to 1e300: large ones are not clipped, and no digit is lost");
    ReLU relu;
    np_tensor x({2, 3}, {1e300, -1e300, 1e-300, -1e-300, 0.5, -0.5}), minus_x = x;
    for (wb::real& value : minus_x.values()) value = -value;
    const np_tensor kept = relu.forward(x), kept_of_minus = relu.forward(minus_x);
    np_tensor difference = kept;
    for (std::size_t i = 0; i < 6; ++i) difference.values()[i] -= kept_of_minus.values()[i];
    CHECK_THAT(difference, IsCloseTo(x, 0, 0));  // nothing is rounded
}

TEST_CASE("backward belongs to the last forward of the ReLU", "[3.3]") {
    ReLU relu;
    relu.forward(np_tensor({2}, {1, 1}));
    relu.forward(np_tensor({2}, {-1, 1}));
    INFO("forward saw [1 1] first, and then [-1 1], which is the one that counts");
    CHECK_THAT(relu.backward(np_tensor({2}, {5, 6})), IsCloseTo({0, 6}));
}

TEST_CASE("two ReLUs used in turn do not influence each other", "[3.3]") {
    ReLU relu, another;
    np_tensor x({2}, {-1, 1});
    relu.forward(x);
    another.forward(np_tensor({2}, {1, -1}));
    x(0) = 50;
    INFO(
        "this ReLU saw [-1 1], another one [1 -1] after it; and the caller has changed x since: what forward "
        "keeps is "
        "a copy, and belongs to the object");
    CHECK_THAT(relu.backward(np_tensor({2}, {5, 6})), IsCloseTo({0, 6}));
    CHECK_THAT(another.backward(np_tensor({2}, {5, 6})), IsCloseTo({5, 0}));
}

TEST_CASE("a gradient of another shape is an error that names both shapes", "[3.3]") {
    ReLU relu;
    relu.forward(np_tensor({2, 3}));
    CHECK_THROWS_MATCHES(relu.backward(np_tensor({3, 2})), wb::shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3, 2}));
    // A row would broadcast; a gradient has the very shape of its array.
    CHECK_THROWS_MATCHES(relu.backward(np_tensor(wb::Shape{3})), wb::shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3}));
}

TEST_CASE("ReLU.backward without a forward is a std::logic_error that says so", "[3.3]") {
    ReLU relu;
    CHECK_THROWS_MATCHES(relu.backward(np_tensor({1, 2})), std::logic_error, IsNoShapeError());
}

TEST_CASE("a second backward of the ReLU returns the same: it only reads what forward has kept", "[3.3]") {
    ReLU relu;
    relu.forward(np_tensor({3}, {-1, 2, 3}));
    relu.backward(np_tensor({3}, {5, -6, 7}));
    INFO("x = [-1 2 3], and dy = [5 -6 7] twice");
    CHECK_THAT(relu.backward(np_tensor({3}, {5, -6, 7})), IsCloseTo({0, -6, 7}));
}
