#include "ch03_mlp/linear.hpp"

#include <stdexcept>

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/ch03_mlp/known_linear.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::Linear;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: sums of fewer than ten products of numbers around 1, so that any order of summation ends within
// 1e-15 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

TEST_CASE("with the identity as W, the bias is all that is added", "[3.1]") {
    KnownLinear layer({{1, 0}, {0, 1}}, {10, 30});
    INFO("x = [[1 2]], W = [[1 0] [0 1]], b = [10 30]");
    CHECK_THAT(layer.forward(np_tensor({1, 2}, {1, 2})), IsCloseTo({{11, 32}}));
}

TEST_CASE("each output is the weighted sum of all inputs, plus its bias", "[3.1]") {
    // y[0] = [1*1 + 2*4 + 0.5, 1*2 + 2*5 - 1, 1*3 + 2*6 + 0]
    KnownLinear layer({{1, 2, 3}, {4, 5, 6}}, {0.5, -1, 0});
    CHECK_THAT(layer.forward(np_tensor({2, 2}, {1, 2, 0, -1})), IsCloseTo({{9.5, 11, 15}, {-3.5, -6, -6}}));
}

TEST_CASE("forward agrees with NumPy", "[3.1]") {
    KnownLinear layer(golden("ch03_linear", "W"), golden("ch03_linear", "b"));
    CHECK_THAT(layer.forward(tensor(golden("ch03_linear", "x"))), IsCloseTo(golden("ch03_linear", "y")));
}

TEST_CASE("an input of zeros gives the bias, in every row", "[3.1]") {
    KnownLinear layer(random_array({4, 2}, 1), {3, -7});
    INFO("x W is 0 everywhere: what is left is the bias, [3 -7], added to each of the three rows");
    CHECK_THAT(layer.forward(np_tensor({3, 4})), IsCloseTo({{3, -7}, {3, -7}, {3, -7}}));
}

TEST_CASE("each sample is handled by itself: its neighbours in the batch do not matter", "[3.1]") {
    KnownLinear layer(random_array({4, 5}, 2), random_array({5}, 3));
    const np_tensor x = tensor(random_array({3, 4}, 4));
    const np_tensor all = layer.forward(x);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("sample " << n << " alone, and the same sample in a batch of three");
        CHECK_THAT(layer.forward(x.rows({n})), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("forward changes neither the layer nor its answer when it is asked again", "[3.1]") {
    const Array W = random_array({4, 5}, 5), b = random_array({5}, 6);
    KnownLinear layer(W, b);
    const np_tensor x = tensor(random_array({3, 4}, 7));
    const np_tensor first = layer.forward(x);
    CHECK_THAT(layer.forward(x), IsCloseTo(first));
    CHECK_THAT(layer.weight, IsCloseTo(W));
    CHECK_THAT(layer.bias, IsCloseTo(b));
}

TEST_CASE("an input with the wrong number of columns is refused, and its shape named", "[3.1]") {
    KnownLinear layer(random_array({4, 5}, 8), random_array({5}, 9));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 7})), shape_error, MessageHas("(3, 7)"));
    // W^T would take this one.
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 5})), shape_error, MessageHas("(3, 5)"));
    // One sample is a batch of one, (1, 4).
    CHECK_THROWS_MATCHES(layer.forward(np_tensor(wb::Shape{4})), shape_error, MessageHas("(4,)"));
}

TEST_CASE("one sample, by hand: dW is x times dy, db is dy, dx comes back through W", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.forward(np_tensor({1, 2}, {1, 2}));
    INFO("x = [[1 2]], W = [[1 2] [3 4]], dy = [[1 10]]: dx = [[1*1 + 10*2, 1*3 + 10*4]]");
    CHECK_THAT(layer.backward(np_tensor({1, 2}, {1, 10})), IsCloseTo({{21, 43}}));
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({1, 10}));
}

TEST_CASE("dx, dW and db agree with numerical derivatives", "[3.2]") {
    KnownLinear layer(random_array({4, 5}, 11), random_array({5}, 12));
    np_tensor x = tensor(random_array({3, 4}, 13));
    const Array dy = random_array({3, 5}, 14);
    layer.forward(x);
    const np_tensor dx = layer.backward(tensor(dy));
    CHECK_THAT(check_gradients(
                   {.forward = [&] { return Array(layer.forward(x)); },
                    .upstream = dy,
                    .inputs = {gradient_of("x", x, dx), gradient_of("W", layer.weight, layer.weight.grad()),
                               gradient_of("b", layer.bias, layer.bias.grad())}}),
               AllAgree());
}

TEST_CASE("backward agrees with NumPy", "[3.2]") {
    KnownLinear layer(golden("ch03_linear", "W"), golden("ch03_linear", "b"));
    layer.forward(tensor(golden("ch03_linear", "x")));
    CHECK_THAT(layer.backward(tensor(golden("ch03_linear", "dy"))), IsCloseTo(golden("ch03_linear", "dx")));
    CHECK_THAT(layer.weight.grad(), IsCloseTo(golden("ch03_linear", "dW")));
    CHECK_THAT(layer.bias.grad(), IsCloseTo(golden("ch03_linear", "db")));
}

TEST_CASE("gradients add up: two backward calls leave the sum of both", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.forward(np_tensor({1, 2}, {1, 2}));
    layer.backward(np_tensor({1, 2}, {1, 10}));
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO("the first call gave dW = [[1 10] [2 20]] and db = [1 10]; accumulate_grad adds, = would replace");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{2, 20}, {4, 40}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({2, 20}));

    layer.weight.zero_grad();
    layer.bias.zero_grad();
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO("and after zero_grad they start anew");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({1, 10}));
}

TEST_CASE("backward belongs to the last forward", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.forward(np_tensor({1, 2}, {9, 9}));
    layer.forward(np_tensor({1, 2}, {1, 2}));
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO("forward saw [[9 9]] first, and then [[1 2]], which is the one that counts");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
}

TEST_CASE("backward leaves the weights alone: moving them is the optimizer's business", "[3.2]") {
    const Array W = random_array({4, 5}, 15), b = random_array({5}, 16);
    KnownLinear layer(W, b);
    layer.forward(tensor(random_array({3, 4}, 17)));
    layer.backward(tensor(random_array({3, 5}, 18)));
    CHECK_THAT(layer.weight, IsCloseTo(W));
    CHECK_THAT(layer.bias, IsCloseTo(b));
}

TEST_CASE("a gradient that does not fit the last output is refused, and its shape named", "[3.2]") {
    KnownLinear layer(random_array({4, 5}, 19), random_array({5}, 20));
    layer.forward(np_tensor({3, 4}));
    // Another number of outputs, of samples, and of axes.
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({3, 4})), shape_error, MessageHas("(3, 4)"));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({2, 5})), shape_error, MessageHas("(2, 5)"));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor(wb::Shape{5})), shape_error, MessageHas("(5,)"));
}

TEST_CASE("where nobody reads dx, W and b get their gradients all the same", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.need_input_gradient(false);
    layer.forward(np_tensor({1, 2}, {1, 2}));
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO("need_input_gradient(false): dx may be anything then, but the layer learns as ever");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({1, 10}));
}

TEST_CASE("backward without a forward is a std::logic_error that says so", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 2})), std::logic_error, MessageHas("forward"));
}
