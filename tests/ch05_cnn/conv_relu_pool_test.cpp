// The step "make it fast": what is fast must be equal to what is clear.
#include "ch05_cnn/given/conv_relu_pool.hpp"

#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>

#include "ch03_mlp/sequential.hpp"
#include "ch05_cnn/given/agreement.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::ConvReLUPool2d;
using wb::np_tensor;
using wb::shape_error;

namespace {

/// One problem for both: images, filters, and a gradient of the output.
struct Problem {
    std::string name;
    wb::Conv2dOptions options;
    wb::Shape images;
};

const Problem problems[] = {
    {"the first layer of the 16 x 16 network", {1, 16, 5, 2}, {3, 1, 16, 16}},
    {"several channels, fewer columns than rows", {3, 4, 3, 1}, {5, 3, 10, 8}},
    {"no padding, odd sizes: a row and a column fill no square", {2, 5, 2, 0}, {4, 2, 8, 10}},
    {"more padding than the filter needs", {2, 3, 3, 2}, {2, 2, 4, 6}},
    {"a single image, filters of 1 x 1", {3, 2, 1, 0}, {1, 3, 4, 4}},
    {"17 filters: not a multiple of what is done at a time", {1, 17, 3, 1}, {2, 1, 6, 6}},
};

/// Conv2d, ReLU and MaxPool2d in a row, with the same parameters.
std::unique_ptr<wb::Sequential> clear_layers(const wb::Conv2dOptions& options, const np_tensor& weight,
                                             const np_tensor& bias) {
    wb::Rng rng(0);
    auto conv = std::make_unique<wb::Conv2d>(options, rng);
    conv->weight = weight;
    conv->bias = bias;
    auto layers = std::make_unique<wb::Sequential>();
    layers->add("conv", std::move(conv));
    layers->add("relu", std::make_unique<wb::ReLU>());
    layers->add("pool", std::make_unique<wb::MaxPool2d>());
    return layers;
}

/// Forward and backward, twice, since buffers are used again, on batches and images of different sizes.
void compare(const Problem& problem, std::size_t threads) {
    INFO(problem.name << ", " << threads << " threads");
    wb::Rng rng(1);
    ConvReLUPool2d fast(problem.options, rng, threads);
    fast.bias = tensor(random_array(fast.bias.shape(), 2));
    const auto clear = clear_layers(problem.options, fast.weight, fast.bias);
    for (unsigned round = 0; round < 2; ++round) {
        wb::Shape images = problem.images;
        images[0] += 2 * round;
        images[2] -= round;
        const np_tensor x = tensor(random_array(images, 3 + round));
        const np_tensor y = clear->forward(x);
        CHECK_THAT(fast.forward(x), IsCloseTo(Array(y)));

        const np_tensor dy = tensor(random_array(y.shape(), 5 + round));
        for (const wb::Parameter& parameter : clear->parameters()) parameter.tensor->zero_grad();
        for (const wb::Parameter& parameter : fast.parameters()) parameter.tensor->zero_grad();
        const np_tensor dx = clear->backward(dy);
        CHECK_THAT(fast.backward(dy), IsCloseTo(Array(dx)));
        CHECK_THAT(fast.weight.grad(), IsCloseTo(Array(clear->parameters()[0].tensor->grad())));
        CHECK_THAT(fast.bias.grad(), IsCloseTo(Array(clear->parameters()[1].tensor->grad())));
    }
}

}  // namespace

TEST_CASE("ConvReLUPool2d computes what Conv2d, ReLU and MaxPool2d compute", "[given]") {
    for (const Problem& problem : problems) compare(problem, 1);
}

TEST_CASE("ConvReLUPool2d shares a batch among threads, even if there are more threads than images",
          "[given]") {
    for (const Problem& problem : problems) {
        compare(problem, 2);
        compare(problem, 7);
    }
}

TEST_CASE("ConvReLUPool2d draws the weights that Conv2d draws", "[given]") {
    wb::Rng one(4), other(4);
    const ConvReLUPool2d fast({2, 3, 3, 1}, one);
    const wb::Conv2d clear({2, 3, 3, 1}, other);
    CHECK_THAT(fast.weight, IsCloseTo(Array(clear.weight)));
}

TEST_CASE("ConvReLUPool2d decides ties as the clear layers do: the first of equals, and none at 0",
          "[given]") {
    wb::Rng rng(0);
    ConvReLUPool2d layer({.channels = 1, .filters = 1, .side = 1, .padding = 0}, rng);
    layer.weight = np_tensor({1, 1, 1, 1}, {1});
    layer.bias = np_tensor({1}, {-1});
    // After the bias: 1 1 | 0 0     the upper right and the lower left of the first square would be as good
    //                 1 0 | 0 -1    as the upper left; in the second, nothing is positive.
    const np_tensor x({1, 1, 2, 4}, {2, 2, 1, 1, 2, 1, 1, 0});
    CHECK_THAT(layer.forward(x), IsCloseTo(Array({1, 1, 1, 2}, {1, 0})));
    CHECK_THAT(layer.backward(np_tensor({1, 1, 1, 2}, {5, 7})),
               IsCloseTo(Array({1, 1, 2, 4}, {5, 0, 0, 0, 0, 0, 0, 0})));
    CHECK_THAT(layer.bias.grad(), IsCloseTo({5}));
}

TEST_CASE("ConvReLUPool2d adds to gradients, and computes dx only if it is needed", "[given]") {
    wb::Rng rng(5);
    ConvReLUPool2d layer({.channels = 2, .filters = 3, .side = 3, .padding = 1}, rng);
    const np_tensor x = tensor(random_array({4, 2, 6, 4}, 6)), dy = tensor(random_array({4, 3, 3, 2}, 7));
    layer.forward(x);
    CHECK(layer.backward(dy).shape() == x.shape());
    const np_tensor once = layer.weight.grad();
    layer.need_input_gradient(false);
    CHECK(layer.backward(dy).size() == 0);
    np_tensor twice = once;
    for (wb::real& d : twice.values()) d *= 2;
    CHECK_THAT(layer.weight.grad(), IsCloseTo(Array(twice)));
}

TEST_CASE("ConvReLUPool2d rejects shapes that do not fit, with an error that says so", "[given]") {
    wb::Rng rng(0);
    CHECK_THROWS_MATCHES(ConvReLUPool2d({1, 1, 3, 1}, rng, 0), std::invalid_argument,
                         MessageHas("one thread"));
    CHECK_THROWS_MATCHES(ConvReLUPool2d({0, 1, 3, 1}, rng), std::invalid_argument, MessageHas("channels"));
    ConvReLUPool2d layer({.channels = 2, .filters = 3, .side = 3, .padding = 0}, rng);
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 3, 1, 1})), std::logic_error, MessageHas("forward()"));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({1, 3, 6, 6})), shape_error, MessageHas("(1, 3, 6, 6)"));
    CHECK_THROWS_MATCHES(layer.forward(np_tensor({1, 2, 3, 6})), shape_error, MessageHas("no room"));
    layer.forward(np_tensor({1, 2, 6, 6}));
    CHECK_THROWS_MATCHES(layer.backward(np_tensor({1, 3, 2, 1})), shape_error,
                         MessageHas("(1, 3, 2, 1)", "(1, 3, 2, 2)"));
}

TEST_CASE("the fast networks are the clear ones: names, shapes, weights, scores", "[given]") {
    const auto compare_networks = [](wb::Sequential& fast, wb::Sequential& clear, const np_tensor& x) {
        fast.eval();
        clear.eval();
        const auto ours = fast.parameters(), theirs = clear.parameters();
        CHECK(ours.size() == theirs.size());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            CHECK(ours[i].name == theirs[i].name);
            CHECK_THAT(*ours[i].tensor, IsCloseTo(Array(*theirs[i].tensor)));
        }
        CHECK_THAT(fast.forward(x), IsCloseTo(Array(clear.forward(x))));
    };
    wb::Rng one(8), other(8);
    compare_networks(*wb::cnn16_recipe().make_fast(one, 2), *wb::make_cnn16(other),
                     tensor(random_array({3, 1, 16, 16}, 9)));
    compare_networks(*wb::cnn28_recipe().make_fast(one, 2), *wb::make_cnn28(other),
                     tensor(random_array({3, 1, 28, 28}, 9)));
}

TEST_CASE("disagreement finds where two networks differ, and how much", "[given]") {
    const wb::Samples batch{tensor(random_array({3, 1, 16, 16}, 10)), {1, 7, 3}};
    wb::Rng one(8), other(8);
    const auto fast = wb::cnn16_recipe().make_fast(one, 1), clear = wb::make_cnn16(other);
    CHECK(wb::disagreement(*fast, *clear, batch).size < 1e-12);

    fast->parameters().back().tensor->values()[3] += 100;
    CHECK(wb::disagreement(*fast, *clear, batch).size > 0.5);

    fast->parameters().back().tensor->values()[3] = NAN;
    const wb::Disagreement with_nan = wb::disagreement(*clear, *fast, batch);
    CHECK(with_nan.where == "the scores");
    CHECK(with_nan.size == INFINITY);
}

TEST_CASE("disagreement finds a gradient that is wrong while the scores are right", "[given]") {
    struct TwiceTheGradient : wb::Flatten {
        np_tensor backward(const np_tensor& dy) override {
            np_tensor dx = Flatten::backward(dy);
            for (wb::real& d : dx.values()) d *= 2;
            return dx;
        }
    };
    const wb::Samples batch{tensor(random_array({3, 1, 4, 4}, 11)), {1, 0, 1}};
    const auto make = [](std::unique_ptr<wb::Module> flatten) {
        wb::Rng rng(9);
        auto model = std::make_unique<wb::Sequential>();
        model->add("conv1", std::make_unique<wb::Conv2d>(wb::Conv2dOptions{1, 2, 3, 1}, rng));
        model->add("flatten", std::move(flatten));
        model->add("fc1", std::make_unique<wb::Linear>(32, 2, rng));
        return model;
    };
    const wb::Disagreement found = wb::disagreement(*make(std::make_unique<wb::Flatten>()),
                                                    *make(std::make_unique<TwiceTheGradient>()), batch);
    CHECK(found.where.starts_with("the gradient of conv1."));
    CHECK_THAT(found.size, Near(0.5));
}
