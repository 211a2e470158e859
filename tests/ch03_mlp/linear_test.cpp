#include "ch03_mlp/linear.hpp"

#include <stdexcept>

#include "tests/ch03_mlp/arrays.hpp"
#include "tests/ch03_mlp/backward_after_forward.hpp"
#include "tests/ch03_mlp/known_linear.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Linear;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: sums of fewer than ten products of numbers around 1, so that any order of summation ends within
// 1e-15 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

TEST_CASE("with the identity as W, the output is the input plus the bias", "[3.1]") {
    KnownLinear layer({{1, 0}, {0, 1}}, {10, 30});
    INFO("x = [[1 2]], W = [[1 0] [0 1]], b = [10 30]");
    const auto row = [](double one, double other) { return Array({1, 2}, {one, other}); };
    CHECK_THAT(
        layer.forward(np_tensor({1, 2}, {1, 2})),
        IsCloseTo(row(11, 32), KnownMistakes{{"the bias is not added, or the sum is not kept", row(1, 2)},
                                             {"the bias is added twice", row(21, 62)},
                                             {"the bias is subtracted", row(-9, -28)},
                                             {"the bias multiplies", row(10, 60)}}));
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

TEST_CASE("each sample is handled by itself: its neighbors in the batch do not matter", "[3.1]") {
    KnownLinear layer(random_array({4, 5}, 2), random_array({5}, 3));
    const np_tensor x = tensor(random_array({3, 4}, 4));
    const np_tensor all = layer.forward(x);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("sample " << n << " alone, and the same sample in a batch of three");
        CHECK_THAT(layer.forward(x.rows({n})), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("forward does not change the layer, and a second call returns the same", "[3.1]") {
    const Array W = random_array({4, 5}, 5), b = random_array({5}, 6);
    KnownLinear layer(W, b);
    const np_tensor x = tensor(random_array({3, 4}, 7));
    const np_tensor first = layer.forward(x);
    CHECK_THAT(layer.forward(x), IsCloseTo(first));
    CHECK_THAT(layer.weight, IsCloseTo(W));
    CHECK_THAT(layer.bias, IsCloseTo(b));
}

TEST_CASE("where N, D and M are equal, the bias still belongs to the outputs", "[3.1]") {
    KnownLinear layer({{1, 0}, {0, 1}}, {10, 30});
    INFO("two samples, two inputs, two outputs: bias m is added to column m of every row");
    CHECK_THAT(layer.forward(np_tensor({2, 2}, {1, 2, 3, 4})), IsCloseTo({{11, 32}, {13, 34}}));
}

TEST_CASE("no samples make no outputs", "[3.1]") {
    KnownLinear layer({{1, 0, 2}, {0, 1, 3}}, {10, 30, 50});
    CHECK_THAT(layer.forward(np_tensor({0, 2})), HasShape({0, 3}));
}

TEST_CASE("outputs keep all 16 digits of a double", "[3.1]") {
    KnownLinear layer(Array(wb::Shape{1, 1}, {1.0 / 3}), {1e-12});
    INFO("is there a float on the way? It keeps 7 digits");
    CHECK_THAT(layer.forward(np_tensor({1, 1}, {3})), IsCloseTo(np_tensor({1, 1}, {1 + 1e-12}), 1e-14, 0));
}

TEST_CASE("an input with the wrong number of columns is an error that names its shape", "[3.1]") {
    KnownLinear layer(random_array({4, 5}, 8), random_array({5}, 9));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 7})), shape_error, MessageNames(wb::Shape{3, 7}));
    // W^T would take this one.
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 5})), shape_error, MessageNames(wb::Shape{3, 5}));
    // One sample is a batch of one, (1, 4).
    CHECK_THROWS_MATCHES(layer.forward(np_tensor(wb::Shape{4})), shape_error, MessageNames(wb::Shape{4}));
}

TEST_CASE("one sample, by hand: dW is x times dy, db is dy, dx comes back through W", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.forward(np_tensor({1, 2}, {1, 2}));
    INFO("x = [[1 2]], W = [[1 2] [3 4]], dy = [[1 10]]: dx = [[1*1 + 10*2, 1*3 + 10*4]]");
    const auto row = [](double one, double other) { return Array({1, 2}, {one, other}); };
    CHECK_THAT(backward_after_forward(layer, np_tensor({1, 2}, {1, 10}), "3.1"),
               IsCloseTo(row(21, 43), KnownMistakes{{"W is not transposed", row(31, 42)},
                                                    {"dx is made with the gradient of W", row(101, 202)}}));
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
    INFO("and after zero_grad they start from 0 again");
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

TEST_CASE("two layers used in turn do not influence each other", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0}), another({{1, 0}, {0, 1}}, {0, 0});
    layer.forward(np_tensor({1, 2}, {1, 2}));
    another.forward(np_tensor({1, 2}, {7, 8}));
    INFO(
        "this layer saw [[1 2]], another layer [[7 8]] after it: what forward keeps belongs to the object, "
        "in x_");
    CHECK_THAT(layer.backward(np_tensor({1, 2}, {1, 10})), IsCloseTo({{21, 43}}));
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    another.backward(np_tensor({1, 2}, {1, 10}));
    CHECK_THAT(another.weight.grad(), IsCloseTo({{7, 70}, {8, 80}}));
}

TEST_CASE("the caller may change x after forward: the layer has its own copy", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    np_tensor x({1, 2}, {1, 2});
    layer.forward(x);
    x(0, 0) = 50;
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO(
        "x was [[1 2]] in forward, and was changed to [[50 2]] before backward: keep a copy of x, not its "
        "address");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
}

TEST_CASE("a second batch, of another size and of the same, has gradients of its own", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    const auto gradients_of = [&](const np_tensor& x, const np_tensor& dy) {
        layer.weight.zero_grad(), layer.bias.zero_grad();
        layer.forward(x);
        layer.backward(dy);
    };
    gradients_of(np_tensor({1, 2}, {9, 9}), np_tensor({1, 2}, {9, 9}));
    gradients_of(np_tensor({1, 2}, {1, 2}), np_tensor({1, 2}, {1, 10}));
    INFO(
        "a batch of one sample, then another of one, then one of three: each starts again. Is something "
        "static, or "
        "kept from an earlier batch?");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    gradients_of(np_tensor({3, 2}, {1, 0, 0, 1, 2, 2}), np_tensor({3, 2}, {1, 2, 3, 4, 5, 6}));
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{11, 14}, {13, 16}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({9, 12}));
}

TEST_CASE("no samples: dW and db are 0, and dx is empty", "[3.2]") {
    KnownLinear layer({{1, 2, 3}, {4, 5, 6}}, {0, 0, 0});
    layer.forward(np_tensor({0, 2}));
    CHECK_THAT(layer.backward(np_tensor({0, 3})), HasShape({0, 2}));
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{0, 0, 0}, {0, 0, 0}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({0, 0, 0}));
}

TEST_CASE("backward does not change the weights: only the optimizer does", "[3.2]") {
    const Array W = random_array({4, 5}, 15), b = random_array({5}, 16);
    KnownLinear layer(W, b);
    layer.forward(tensor(random_array({3, 4}, 17)));
    layer.backward(tensor(random_array({3, 5}, 18)));
    CHECK_THAT(layer.weight, IsCloseTo(W));
    CHECK_THAT(layer.bias, IsCloseTo(b));
}

TEST_CASE("a gradient that does not fit the last output is an error that names its shape", "[3.2]") {
    KnownLinear layer(random_array({4, 5}, 19), random_array({5}, 20));
    layer.forward(np_tensor({3, 4}));
    // Another number of outputs, of samples, and of axes.
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({3, 4})), shape_error, MessageNames(wb::Shape{3, 4}));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({2, 5})), shape_error, MessageNames(wb::Shape{2, 5}));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor(wb::Shape{5})), shape_error, MessageNames(wb::Shape{5}));
    INFO(
        "a rejected call must not change the gradients: they are as they were: check first, then "
        "accumulate");
    CHECK_FALSE(layer.weight.has_grad());
    CHECK_FALSE(layer.bias.has_grad());
}

TEST_CASE("with need_input_gradient(false), W and b still get their gradients", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    layer.need_input_gradient(false);
    layer.forward(np_tensor({1, 2}, {1, 2}));
    layer.backward(np_tensor({1, 2}, {1, 10}));
    INFO("need_input_gradient(false): dx may be anything then, but the layer still learns");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{1, 10}, {2, 20}}));
    REQUIRE(layer.bias.has_grad());
    CHECK_THAT(layer.bias.grad(), IsCloseTo({1, 10}));
    layer.weight.zero_grad(), layer.bias.zero_grad();
    layer.forward(np_tensor({3, 2}, {1, 0, 0, 1, 2, 2}));
    layer.backward(np_tensor({3, 2}, {1, 2, 3, 4, 5, 6}));
    INFO("three samples this time: all of them count");
    CHECK_THAT(layer.weight.grad(), IsCloseTo({{11, 14}, {13, 16}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({9, 12}));
}

TEST_CASE("backward without a forward is a std::logic_error that says so", "[3.2]") {
    KnownLinear layer({{1, 2}, {3, 4}}, {0, 0});
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 2})), std::logic_error, IsNoShapeError());
}
