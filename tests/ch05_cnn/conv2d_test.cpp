#include "ch05_cnn/conv2d.hpp"

#include <stdexcept>

#include "ch04_adam/adam.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: sums of fewer than a hundred products of numbers around 1, so that any order of summation ends
// within 1e-14 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

namespace {

/// The layer of a golden file.
KnownConv2d golden_layer(const char* file) {
    return {golden(file, "weight"), golden(file, "bias"),
            static_cast<std::size_t>(single(golden(file, "padding")))};
}

/// The layer of the stubs' examples, a filter of 2 x 2; bias 100, no padding.
KnownConv2d small_layer() {
    return {Array({1, 1, 2, 2}, {1, 0, 0, 10}), {100}, 0};
}

const np_tensor& small_image() {
    static const np_tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
    return x;
}

constexpr const char* files[] = {"ch05_conv2d", "ch05_conv2d_unpadded"};

}  // namespace

TEST_CASE("the example of the stub: the same numbers as by loops", "[5.3]") {
    KnownConv2d layer = small_layer();
    INFO("x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], bias 100: 100 + 1*1 + 5*10 and 100 + 2*1 + 6*10");
    CHECK_THAT(layer.forward(small_image()), IsCloseTo(Array({1, 1, 1, 2}, {151, 162})));
}

TEST_CASE("forward agrees with PyTorch", "[5.3]") {
    for (const char* file : files) {
        INFO("see tests/golden/" << file << ".json");
        KnownConv2d layer = golden_layer(file);
        CHECK_THAT(layer.forward(tensor(golden(file, "x"))), IsCloseTo(golden(file, "y")));
    }
}

TEST_CASE("filter by filter, each in reading order: y is (N, M, H', W')", "[5.3]") {
    // Filter 0 leaves the pixels as they are, filter 1 changes their signs.
    KnownConv2d layer(Array({2, 1, 1, 1}, {1, -1}), {0, 0}, 0);
    INFO("two images of 2 x 2, [[1 2] [3 4]] and [[5 6] [7 8]], and two filters of 1 x 1, 1 and -1");
    CHECK_THAT(layer.forward(np_tensor({2, 1, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8})),
               IsCloseTo(Array({2, 2, 2, 2}, {1, 2, 3, 4, -1, -2, -3, -4, 5, 6, 7, 8, -5, -6, -7, -8})));
}

TEST_CASE("an image of zeros gives each filter's bias, everywhere", "[5.3]") {
    KnownConv2d layer(random_array({2, 3, 3, 3}, 1), {3, -7}, 1);
    INFO("two filters, biases 3 and -7; one image of 3 channels, 2 x 2, all zeros");
    CHECK_THAT(layer.forward(np_tensor({1, 3, 2, 2})),
               IsCloseTo(Array({1, 2, 2, 2}, {3, 3, 3, 3, -7, -7, -7, -7})));
}

TEST_CASE("each image is handled by itself: its neighbours in the batch do not matter", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 2), random_array({4}, 3), 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 4));
    const np_tensor all = layer.forward(x);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("image " << n << " alone, and the same image in a batch of three");
        CHECK_THAT(layer.forward(x.rows({n})), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("forward changes neither the layer nor its answer when it is asked again", "[5.3]") {
    const Array weight = random_array({4, 2, 3, 3}, 5), bias = random_array({4}, 6);
    KnownConv2d layer(weight, bias, 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 7));
    const np_tensor first = layer.forward(x);
    CHECK_THAT(layer.forward(x), IsCloseTo(first));
    CHECK_THAT(layer.weight, IsCloseTo(weight));
    CHECK_THAT(layer.bias, IsCloseTo(bias));
}

TEST_CASE("no images make no images, of the right size", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 8), random_array({4}, 9), 0);
    CHECK_THAT(layer.forward(np_tensor({0, 2, 5, 6})), HasShape({0, 4, 3, 4}));
}

TEST_CASE("images of another number of channels, or of axes, are refused, and their shape named", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 10), random_array({4}, 11), 1);
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 1, 5, 6})), shape_error,
                         MessageHas("(3, 1, 5, 6)", "channels"));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({2, 5, 6})), shape_error,
                         MessageHas("(2, 5, 6)", "(N, C, H, W)"));
    INFO("no images at all, but of the wrong number of channels");
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({0, 1, 5, 6})), shape_error,
                         MessageHas("(0, 1, 5, 6)", "channels"));
}

TEST_CASE("the example of the stub, by hand: dW, db and dx", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(small_image());
    INFO(
        "x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], dy = [[1 2]]: once the first patch, twice the "
        "second");
    CHECK_THAT(layer.backward(np_tensor({1, 1, 1, 2}, {1, 2})),
               IsCloseTo(Array({1, 1, 2, 3}, {1, 2, 0, 0, 10, 20})));
    CHECK_THAT(layer.weight.grad(), IsCloseTo(Array({1, 1, 2, 2}, {5, 8, 14, 17})));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({3}));
}

TEST_CASE("dx, dW and db agree with numerical derivatives", "[5.5]") {
    for (const std::size_t padding : {0, 1, 2}) {
        KnownConv2d layer(random_array({4, 2, 3, 3}, 12), random_array({4}, 13), padding);
        np_tensor x = tensor(random_array({3, 2, 5, 6}, 14));
        const Array dy = random_array({3, 4, 3 + 2 * padding, 4 + 2 * padding}, 15);
        layer.forward(x);
        const np_tensor dx = layer.backward(tensor(dy));
        INFO("padding " << padding);
        REQUIRE_THAT(check_gradients({.forward = [&] { return Array(layer.forward(x)); },
                                      .upstream = dy,
                                      .inputs = {gradient_of("x", x, dx),
                                                 gradient_of("W", layer.weight, layer.weight.grad()),
                                                 gradient_of("b", layer.bias, layer.bias.grad())},
                                      .allow_equal_axes = true}),  // a filter is a square
                     AllAgree());
    }
}

TEST_CASE("backward agrees with PyTorch", "[5.5]") {
    for (const char* file : files) {
        INFO("see tests/golden/" << file << ".json");
        KnownConv2d layer = golden_layer(file);
        layer.forward(tensor(golden(file, "x")));
        CHECK_THAT(layer.backward(tensor(golden(file, "dy"))), IsCloseTo(golden(file, "dx")));
        CHECK_THAT(layer.weight.grad(), IsCloseTo(golden(file, "dW")));
        CHECK_THAT(layer.bias.grad(), IsCloseTo(golden(file, "db")));
    }
}

TEST_CASE("ten steps of Adam, towards an output of zeros, end where PyTorch's do", "[5.5]") {
    for (const char* file : files) {
        INFO("see tests/golden/" << file << ".json; the loss is half the sum of the squares of y");
        KnownConv2d layer = golden_layer(file);
        const np_tensor x = tensor(golden(file, "x"));
        wb::Adam adam(layer.parameters(), {.learning_rate = single(golden(file, "rate"))});
        std::vector<double> losses;
        for (int step = 0; step < 10; ++step) {
            const np_tensor y = layer.forward(x);
            losses.push_back(0);
            for (const wb::real value : y.values()) losses.back() += value * value / 2;
            adam.zero_grad();
            layer.backward(y);
            adam.step();
        }
        CHECK_THAT(losses, IsCloseTo(golden(file, "losses")));
        CHECK_THAT(layer.weight, IsCloseTo(golden(file, "weight_after")));
        CHECK_THAT(layer.bias, IsCloseTo(golden(file, "bias_after")));
    }
}

TEST_CASE("the gradient of each image goes back to that image", "[5.5]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 22), random_array({4}, 23), 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 24)), dy = tensor(random_array({3, 4, 5, 6}, 25));
    layer.forward(x);
    const np_tensor all = layer.backward(dy);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("dx of image " << n << " alone, and of the same image in a batch of three");
        layer.forward(x.rows({n}));
        CHECK_THAT(layer.backward(dy.rows({n})), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("gradients add up: two backward calls leave the sum of both", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(small_image());
    const np_tensor dy({1, 1, 1, 2}, {1, 2});
    const np_tensor first = layer.backward(dy), second = layer.backward(dy);
    INFO("the first call gave dW = [[5 8] [14 17]] and db = 3; accumulate_grad adds, = would replace");
    CHECK_THAT(layer.weight.grad(), IsCloseTo(Array({1, 1, 2, 2}, {10, 16, 28, 34})));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({6}));
    INFO("dx is returned, and does not add up");
    CHECK_THAT(second, IsCloseTo(first));
}

TEST_CASE("backward belongs to the last forward", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(np_tensor({1, 1, 2, 3}, 9));
    layer.forward(small_image());
    layer.backward(np_tensor({1, 1, 1, 2}, {1, 2}));
    INFO("forward saw an image of nines first, and then x, which is the one that counts");
    CHECK_THAT(layer.weight.grad(), IsCloseTo(Array({1, 1, 2, 2}, {5, 8, 14, 17})));
}

TEST_CASE("backward leaves the weights alone: moving them is the optimizer's business", "[5.5]") {
    const Array weight = random_array({4, 2, 3, 3}, 16), bias = random_array({4}, 17);
    KnownConv2d layer(weight, bias, 1);
    layer.forward(tensor(random_array({3, 2, 5, 6}, 18)));
    layer.backward(tensor(random_array({3, 4, 5, 6}, 19)));
    CHECK_THAT(layer.weight, IsCloseTo(weight));
    CHECK_THAT(layer.bias, IsCloseTo(bias));
}

TEST_CASE("a gradient that does not fit the last output is refused, and both shapes named", "[5.5]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 20), random_array({4}, 21), 0);
    layer.forward(np_tensor({3, 2, 5, 6}));
    INFO(
        "the last output was (3, 4, 3, 4): other channels, rows and columns swapped, fewer images, "
        "flattened");
    for (const wb::Shape& shape : {wb::Shape{3, 2, 3, 4}, {3, 4, 4, 3}, {2, 4, 3, 4}, {3, 48}})
        CHECK_THROWS_MATCHES(layer.backward(np_tensor(shape)), shape_error,
                             MessageHas(wb::to_string(shape), "(3, 4, 3, 4)"));
}

TEST_CASE("backward without a forward is a std::logic_error that says so", "[5.5]") {
    KnownConv2d layer = small_layer();
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 1, 1, 2})), std::logic_error, MessageHas("forward"));
}
