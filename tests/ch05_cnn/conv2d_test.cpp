#include "ch05_cnn/conv2d.hpp"

#include <stdexcept>

#include "ch04_adam/adam.hpp"
#include "tests/ch03_mlp/backward_after_forward.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

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
    INFO(
        "x = [[1 2 3] [4 5 6]], weight = [[1 0] [0 10]], bias 100, no padding: 100 + 1*1 + 5*10, 100 + 2*1 + "
        "6*10");
    CHECK_THAT(
        layer.forward(small_image()),
        IsCloseTo(Array({1, 1, 1, 2}, {151, 162}),
                  KnownMistakes{{"the bias is forgotten", Array({1, 1, 1, 2}, {51, 62})},
                                {"the bias is multiplied by the sum", Array({1, 1, 1, 2}, {5100, 6200})},
                                {"the filter is turned by 180 degrees", Array({1, 1, 1, 2}, {115, 126})}}));
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
    CHECK_THAT(
        layer.forward(np_tensor({2, 1, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8})),
        IsCloseTo(
            Array({2, 2, 2, 2}, {1, 2, 3, 4, -1, -2, -3, -4, 5, 6, 7, 8, -5, -6, -7, -8}),
            KnownMistakes{{"the product is not transposed: y lies as (N, H', W', M)",
                           Array({2, 2, 2, 2}, {1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8})},
                          {"the last image is left out",
                           Array({2, 2, 2, 2}, {1, 2, 3, 4, -1, -2, -3, -4, 0, 0, 0, 0, 0, 0, 0, 0})},
                          {"the first image is read for all",
                           Array({2, 2, 2, 2}, {1, 2, 3, 4, -1, -2, -3, -4, 1, 2, 3, 4, -1, -2, -3, -4})},
                          {"the numbers lie filter by filter for all images: (M, N, H', W')",
                           Array({2, 2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8})}}));
}

TEST_CASE("an image of zeros gives each filter's bias, everywhere", "[5.3]") {
    KnownConv2d layer(random_array({2, 3, 3, 3}, 1), {3, -7}, 1);
    INFO("two filters, biases 3 and -7; one image of 3 channels, 2 x 2, all zeros");
    CHECK_THAT(
        layer.forward(np_tensor({1, 3, 2, 2})),
        IsCloseTo(
            Array({1, 2, 2, 2}, {3, 3, 3, 3, -7, -7, -7, -7}),
            KnownMistakes{
                {"all filters get the bias of the first", np_tensor({1, 2, 2, 2}, 3)},
                {"the bias is forgotten", np_tensor({1, 2, 2, 2})},
                {"the biases go from place to place, not from filter to filter; or the result lies place by "
                 "place: (N, H' W', M)",
                 Array({1, 2, 2, 2}, {3, -7, 3, -7, 3, -7, 3, -7})}}));
}

TEST_CASE("each image is handled by itself: its neighbors in the batch do not matter", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 2), random_array({4}, 3), 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 4));
    const np_tensor all = layer.forward(x);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("image " << n << " alone, and the same image in a batch of three");
        CHECK_THAT(layer.forward(x.rows({n})), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("forward does not change the layer, and a second call returns the same", "[5.3]") {
    const Array weight = random_array({4, 2, 3, 3}, 5), bias = random_array({4}, 6);
    KnownConv2d layer(weight, bias, 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 7));
    const np_tensor first = layer.forward(x);
    CHECK_THAT(layer.forward(x), IsCloseTo(first));
    CHECK_THAT(layer.weight, IsCloseTo(weight));
    CHECK_THAT(layer.bias, IsCloseTo(bias));
}

TEST_CASE("the current weights are used, not those of an earlier call", "[5.3]") {
    KnownConv2d layer = small_layer();
    layer.forward(small_image());
    layer.weight = np_tensor({1, 1, 2, 2}, {0, 1, 0, 0});
    layer.bias = np_tensor({1}, {7});
    INFO("an optimizer has moved the weight to [[0 1] [0 0]] and the bias to 7 between two calls");
    CHECK_THAT(
        layer.forward(small_image()),
        IsCloseTo(
            Array({1, 1, 1, 2}, {9, 10}),
            KnownMistakes{{"the weights of the first call are kept", Array({1, 1, 1, 2}, {58, 69})},
                          {"weights and bias of the first call are kept", Array({1, 1, 1, 2}, {151, 162})}}));
}

TEST_CASE("two layers are independent, and so are two calls of one layer", "[5.3]") {
    KnownConv2d small = small_layer(), large(random_array({4, 2, 3, 3}, 41), random_array({4}, 42), 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 43));
    const np_tensor of_large = large.forward(x);
    INFO("one layer, then another one, then the first again, with its own filters, bias and padding");
    CHECK_THAT(small.forward(small_image()), IsCloseTo(Array({1, 1, 1, 2}, {151, 162})));
    CHECK_THAT(large.forward(x), IsCloseTo(of_large));
    INFO("the same layer with smaller images, and with fewer: is an array static, and kept?");
    CHECK_THAT(large.forward(np_tensor({2, 2, 4, 3})), HasShape({2, 4, 4, 3}));
    CHECK_THAT(large.forward(x), IsCloseTo(of_large));
}

TEST_CASE("an empty batch gives an empty batch of the right shape", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 8), random_array({4}, 9), 0);
    CHECK_THAT(layer.forward(np_tensor({0, 2, 5, 6})), HasShape({0, 4, 3, 4}));
}

TEST_CASE("images with a wrong number of channels or axes are an error that names their shape", "[5.3]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 10), random_array({4}, 11), 1);
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({3, 1, 5, 6})), shape_error, MessageHas("(3, 1, 5, 6)"));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({2, 5, 6})), shape_error, MessageHas("(2, 5, 6)"));
    INFO("no images at all, but of the wrong number of channels");
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({0, 1, 5, 6})), shape_error, MessageHas("(0, 1, 5, 6)"));
}

TEST_CASE("the caller may change its images between forward and backward", "[5.5]") {
    KnownConv2d layer = small_layer();
    np_tensor x({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
    layer.forward(x);
    for (wb::real& pixel : x.values()) pixel = 9;
    backward_after_forward(layer, np_tensor({1, 1, 1, 2}, {1, 2}), "5.3");
    INFO("forward saw [[1 2 3] [4 5 6]]; then the caller has filled its array with nines");
    CHECK_THAT(layer.weight.grad(),
               IsCloseTo(Array({1, 1, 2, 2}, {5, 8, 14, 17}),
                         KnownMistakes{{"the layer keeps a pointer to the caller's array, not a copy",
                                        np_tensor({1, 1, 2, 2}, 27)}}));
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
    CHECK_THAT(layer.bias.grad(),
               IsCloseTo({3}, KnownMistakes{{"db is the mean over the places, not the sum", {1.5}},
                                            {"db counts the places, and forgets dy", {2}},
                                            {"db takes only the last place", {2}},
                                            {"db takes only the first place", {1}}}));
}

TEST_CASE("one number of dy: dW is its patch, and db is that number", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(small_image());
    INFO("x = [[1 2 3] [4 5 6]], dy = [[0 1]]: dW is the second patch, [[2 3] [5 6]], and db is 1");
    layer.backward(np_tensor({1, 1, 1, 2}, {0, 1}));
    const auto patch = [](std::vector<double> numbers) { return Array({1, 1, 2, 2}, std::move(numbers)); };
    CHECK_THAT(
        layer.weight.grad(),
        IsCloseTo(patch({2, 3, 5, 6}),
                  KnownMistakes{{"dW is the first patch, whatever dy is", patch({1, 2, 4, 5})},
                                {"dW is the sum of all patches: dy is forgotten", patch({3, 5, 9, 11})},
                                {"dW is turned by 180 degrees", patch({6, 5, 3, 2})},
                                {"rows and columns of dW are swapped", patch({2, 5, 3, 6})}}));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({1}));
}

TEST_CASE("one number of dy: dx is the filter, at the place of that number", "[5.5]") {
    KnownConv2d layer(Array({1, 1, 2, 2}, {1, 2, 3, 4}), {100}, 0);
    layer.forward(small_image());
    INFO("weight [[1 2] [3 4]], an image of 2 x 3, dy = [[0 1]]: dx is the filter at the second place");
    const auto image = [](std::vector<double> pixels) { return Array({1, 1, 2, 3}, std::move(pixels)); };
    CHECK_THAT(layer.backward(np_tensor({1, 1, 1, 2}, {0, 1})),
               IsCloseTo(image({0, 1, 2, 0, 3, 4}),
                         KnownMistakes{{"the filter is turned by 180 degrees", image({0, 4, 3, 0, 2, 1})},
                                       {"the filter is transposed", image({0, 1, 3, 0, 2, 4})},
                                       {"dx is never written", image({0, 0, 0, 0, 0, 0})}}));
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

TEST_CASE("backward does not change the weights: only the optimizer does", "[5.5]") {
    const Array weight = random_array({4, 2, 3, 3}, 16), bias = random_array({4}, 17);
    KnownConv2d layer(weight, bias, 1);
    layer.forward(tensor(random_array({3, 2, 5, 6}, 18)));
    layer.backward(tensor(random_array({3, 4, 5, 6}, 19)));
    CHECK_THAT(layer.weight, IsCloseTo(weight));
    CHECK_THAT(layer.bias, IsCloseTo(bias));
}

TEST_CASE("a gradient that does not fit the last output is an error that names its shape", "[5.5]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 20), random_array({4}, 21), 0);
    layer.forward(np_tensor({3, 2, 5, 6}));
    INFO(
        "the last output was (3, 4, 3, 4): other channels, rows and columns swapped, fewer images, "
        "flattened");
    for (const wb::Shape& shape : {wb::Shape{3, 2, 3, 4}, {3, 4, 4, 3}, {2, 4, 3, 4}, {3, 48}})
        CHECK_THROWS_MATCHES(layer.backward(np_tensor(shape)), shape_error, MessageHas(wb::to_string(shape)));
}

TEST_CASE("backward without a forward is a std::logic_error", "[5.5]") {
    KnownConv2d layer = small_layer();
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 1, 1, 2})), std::logic_error, IsAboutNoShape());
}

TEST_CASE("with need_input_gradient(false), dW and db are still those of all images", "[5.5]") {
    const Array weight = random_array({4, 2, 3, 3}, 51), bias = random_array({4}, 52);
    KnownConv2d layer(weight, bias, 1), first_of_network(weight, bias, 1);
    const np_tensor x = tensor(random_array({3, 2, 5, 6}, 53)), dy = tensor(random_array({3, 4, 5, 6}, 54));
    first_of_network.need_input_gradient(false);
    layer.forward(x);
    layer.backward(dy);
    first_of_network.forward(x);
    first_of_network.backward(dy);
    KnownConv2d of_one(weight, bias, 1);
    of_one.forward(x.rows({0}));
    of_one.backward(dy.rows({0}));
    INFO("three images, need_input_gradient(false): dx is left out, and nothing else");
    REQUIRE(first_of_network.weight.has_grad());
    REQUIRE(first_of_network.bias.has_grad());
    CHECK_THAT(first_of_network.weight.grad(),
               IsCloseTo(layer.weight.grad(), KnownMistakes{{"the loop over the images ends after the first",
                                                             of_one.weight.grad()}}));
    CHECK_THAT(first_of_network.bias.grad(),
               IsCloseTo(layer.bias.grad(), KnownMistakes{{"the loop over the images ends after the first",
                                                           of_one.bias.grad()}}));
    INFO("then it is needed again, as chapter 07 will: need_input_gradient(true)");
    first_of_network.need_input_gradient(true);
    CHECK_THAT(first_of_network.backward(dy), HasShape({3, 2, 5, 6}));
}

TEST_CASE("two layers used in turn each keep their own input", "[5.5]") {
    KnownConv2d one = small_layer(), other = small_layer();
    one.forward(small_image());
    other.forward(np_tensor({1, 1, 2, 3}, 9));
    INFO("one layer sees x = [[1 2 3] [4 5 6]], then another one nines; backward of the first, dy = [[1 2]]");
    one.backward(np_tensor({1, 1, 1, 2}, {1, 2}));
    CHECK_THAT(one.weight.grad(),
               IsCloseTo(Array({1, 1, 2, 2}, {5, 8, 14, 17}),
                         KnownMistakes{{"all layers share one input: a static or global variable keeps it",
                                        np_tensor({1, 1, 2, 2}, 27)}}));
    INFO("the other layer has not run backward yet");
    CHECK_FALSE(other.weight.has_grad());
}

TEST_CASE("a second batch of the same shape has its own gradients", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(np_tensor({1, 1, 2, 3}, 9));
    const np_tensor dy({1, 1, 1, 2}, {1, 2});
    layer.backward(dy);
    {
        INFO("an image of nines, dy = [[1 2]]: dW is 9 (1 + 2) everywhere");
        CHECK_THAT(layer.weight.grad(), IsCloseTo(np_tensor({1, 1, 2, 2}, 27),
                                                  KnownMistakes{{"the patches of an earlier batch are kept",
                                                                 Array({1, 1, 2, 2}, {5, 8, 14, 17})}}));
    }
    layer.weight.zero_grad();
    layer.bias.zero_grad();
    layer.weight = np_tensor({1, 1, 2, 2}, {0, 0, 1, 0});
    layer.forward(small_image());
    INFO(
        "nines, backward, zero_grad, a step to the weight [[0 0] [1 0]], then x = [[1 2 3] [4 5 6]], dy = "
        "[[1 2]]");
    CHECK_THAT(layer.backward(dy), IsCloseTo(Array({1, 1, 2, 3}, {0, 0, 0, 1, 2, 0}),
                                             KnownMistakes{{"dx goes through the weights of an earlier call",
                                                            Array({1, 1, 2, 3}, {1, 2, 0, 0, 10, 20})}}));
    CHECK_THAT(
        layer.weight.grad(),
        IsCloseTo(Array({1, 1, 2, 2}, {5, 8, 14, 17}),
                  KnownMistakes{
                      {"the patches of an earlier batch are kept", np_tensor({1, 1, 2, 2}, 27)},
                      {"the gradient of an earlier batch is added", Array({1, 1, 2, 2}, {32, 35, 41, 44})}}));
}

TEST_CASE("an empty batch has an empty dx", "[5.5]") {
    KnownConv2d layer(random_array({4, 2, 3, 3}, 55), random_array({4}, 56), 0);
    layer.forward(np_tensor({0, 2, 5, 6}));
    CHECK_THAT(layer.backward(np_tensor({0, 4, 3, 4})), HasShape({0, 2, 5, 6}));
}

TEST_CASE("a gradient that is rejected changes nothing", "[5.5]") {
    KnownConv2d layer = small_layer();
    layer.forward(small_image());
    CHECK_THROWS_AS(layer.backward(np_tensor({1, 1, 2, 1})), shape_error);
    INFO(
        "dy was (1, 1, 2, 1) instead of (1, 1, 1, 2), and refused: check its shape before any gradient "
        "grows");
    CHECK_FALSE(layer.weight.has_grad());
    CHECK_FALSE(layer.bias.has_grad());
}
