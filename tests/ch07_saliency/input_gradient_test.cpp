#include "ch07_saliency/input_gradient.hpp"

#include <stdexcept>

#include "ch04_adam/given/dense.hpp"
#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::Indices;
using wb::input_gradient;
using wb::np_tensor;

// Tolerances: sums of fewer than a hundred products of numbers around 1, right to 1e-13 in any order.

TEST_CASE("the example of the stub: of a linear layer, a column of its weights", "[7.2]") {
    KnownLinear model({{1, 2, 3}, {4, 5, 6}}, {7, 8, 9});
    for (const double pixel : {-1.0, 0.0, 10.0}) {
        INFO("W = [[1 2 3] [4 5 6]], class 2, x = [[" << pixel << " 1]]: the same for every x");
        CHECK_THAT(
            input_gradient(model, np_tensor({1, 2}, {pixel, 1}), {2}),
            IsCloseTo({{3, 6}},
                      KnownMistakes{{"all scores are asked about at once: dz is 1 everywhere", {{6, 15}}},
                                    {"it is the gradient of minus the score", {{-3, -6}}},
                                    {"class 0 is asked about, whatever the class", {{1, 4}}},
                                    {"the class is counted from 1", {{2, 5}}}}));
    }
}

TEST_CASE("each sample is explained for its own class", "[7.2]") {
    KnownLinear model({{1, 2, 3}, {4, 5, 6}}, {7, 8, 9});
    INFO("W = [[1 2 3] [4 5 6]], three samples, classes 1, 0 and 2; no mean over samples is taken");
    CHECK_THAT(
        input_gradient(model, np_tensor({3, 2}, 1), {1, 0, 2}),
        IsCloseTo({{2, 5}, {1, 4}, {3, 6}},
                  KnownMistakes{
                      {"all samples are asked about the class of the first", {{2, 5}, {2, 5}, {2, 5}}},
                      {"dz holds the scores, not 1", {{30, 75}, {12, 48}, {54, 108}}},
                      {"all samples are asked about the class of the last", {{3, 6}, {3, 6}, {3, 6}}},
                      {"it is divided by the number of samples, as a loss would be",
                       {{2.0 / 3, 5.0 / 3}, {1.0 / 3, 4.0 / 3}, {1, 2}}},
                      {"every sample is asked about all classes of the batch", {{6, 15}, {6, 15}, {6, 15}}},
                      {"only the first sample is asked about", {{2, 5}, {0, 0}, {0, 0}}}}));
}

TEST_CASE("a hidden unit that is 0 after the ReLU passes no gradient", "[7.2]") {
    wb::Sequential model;
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 1}, {2, -2}}, Array{0, 0}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.add("fc2", std::make_unique<KnownLinear>(Array{{3, 1}, {5, 1}}, Array{0, 0}));
    INFO("hidden units x0 + 2 x1 and x0 - 2 x1, class 0 is 3 of the one and 5 of the other");
    INFO("x = [[1 1] [5 1]]: the second unit gets -1, and is 0 after the ReLU; then 3, and is active");
    CHECK_THAT(
        input_gradient(model, np_tensor({2, 2}, {1, 1, 5, 1}), {0, 0}),
        IsCloseTo({{3, 6}, {8, -4}}, KnownMistakes{{"the gradient loses its sign", {{3, 6}, {8, 4}}}}));
}

TEST_CASE("the same gradient as PyTorch", "[7.2]") {
    const auto model = golden_network();
    INFO("two convolutions and two Linear layers: see tests/golden/ch07_saliency.json");
    CHECK_THAT(input_gradient(*model, tensor(saliency_golden("x")), golden_classes()),
               IsCloseTo(saliency_golden("gradient")));
}

TEST_CASE("it agrees with the numerical derivative of the score", "[7.2]") {
    const auto model = golden_network();
    np_tensor x = tensor(saliency_golden("x"));
    const Indices classes = golden_classes();
    const Array weights = random_array({3}, 5);  // another upstream for each sample
    Array weighed(input_gradient(*model, x, classes));
    for (std::size_t i = 0; i < weighed.values().size(); ++i)
        weighed.values()[i] *= weights.values()[i / (weighed.values().size() / 3)];
    const auto scores = [&] {
        const np_tensor z = model->forward(x);
        return Array({z(0, classes[0]), z(1, classes[1]), z(2, classes[2])});
    };
    CHECK_THAT(
        check_gradients(
            {.forward = scores, .upstream = weights, .inputs = {{"x", x.values(), x.shape(), weighed}}}),
        AllAgree());
}

TEST_CASE("samples do not influence each other", "[7.2]") {
    const auto model = golden_network();
    const np_tensor x = tensor(saliency_golden("x"));
    const Indices classes = golden_classes();
    const np_tensor all = input_gradient(*model, x, classes);
    for (const std::size_t n : {0, 1, 2}) {
        INFO("sample " << n << " alone, and in a batch of three");
        CHECK_THAT(input_gradient(*model, x.rows({n}), {classes[n]}), IsCloseTo(all.rows({n})));
    }
}

TEST_CASE("a network with need_input_gradient(false) is switched back", "[7.2]") {
    wb::Sequential model;
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 2, 3}, {4, 5, 6}}, Array{0, 0, 0}));
    model.need_input_gradient(false);
    INFO("after need_input_gradient(false), as in training, backward() may return anything");
    CHECK_THAT(input_gradient(model, np_tensor({1, 2}, {1, 1}), {2}), IsCloseTo({{3, 6}}));
    INFO("and it stays switched on, as the network stays in eval mode");
    CHECK(model.needs_input_gradient());
}

TEST_CASE("the gradient is computed in eval mode, and the network stays in it", "[7.2]") {
    MoodyLinear model({{1, 2}, {3, 4}}, {0, 0});
    INFO("a fresh network is in train mode, where this one has the opposite sign");
    CHECK_THAT(input_gradient(model, np_tensor({1, 2}, {1, 1}), {1}), IsCloseTo({{2, 4}}));
    CHECK_FALSE(model.learning);
}

TEST_CASE("a network with dropout gives the same gradient twice", "[7.2]") {
    wb::Rng rng(1);
    const auto model = wb::make_dense({5, 20, 4}, 0.5, rng);
    const np_tensor x = tensor(random_array({6, 5}, 3));
    const np_tensor first = input_gradient(*model, x, Indices(6, 1));
    CHECK_THAT(input_gradient(*model, x, Indices(6, 1)), IsCloseTo(first, 0, 0));
}

TEST_CASE("nothing is trained: no weight moves, and no gradient is left behind", "[7.2]") {
    const auto model = golden_network();
    const auto before = copies_of_parameters(*model);
    input_gradient(*model, tensor(saliency_golden("x")), golden_classes());
    check_untouched(*model, before);
    INFO("a gradient that was there before is set to zero, too");
    for (const wb::Parameter& parameter : model->parameters())
        parameter.tensor->accumulate_grad(np_tensor(parameter.tensor->shape(), 5));
    input_gradient(*model, tensor(saliency_golden("x")), golden_classes());
    check_untouched(*model, before);
}

TEST_CASE("a second call for another class: nothing of the first result is left", "[7.2]") {
    KnownLinear model({{1, 2, 3}, {4, 5, 6}}, {7, 8, 9});
    input_gradient(model, np_tensor({1, 2}, 1), {0});
    INFO("W = [[1 2 3] [4 5 6]], class 0 first, and then class 2");
    CHECK_THAT(
        input_gradient(model, np_tensor({1, 2}, 1), {2}),
        IsCloseTo({{3, 6}}, KnownMistakes{{"dz still has the 1 of an earlier call: is it static?", {{4, 10}}},
                                          {"the answer of an earlier call is kept", {{1, 4}}}}));
}

TEST_CASE("a network in train mode, also between two calls, is switched to eval mode", "[7.2]") {
    MoodyLinear model({{1, 2}, {3, 4}}, {0, 0});
    input_gradient(model, np_tensor({1, 2}, {1, 1}), {1});
    model.train();
    INFO("asked once, then train(), then asked again: each call needs eval()");
    CHECK_THAT(input_gradient(model, np_tensor({1, 2}, {1, 1}), {1}), IsCloseTo({{2, 4}}));
    CHECK_FALSE(model.learning);
    INFO("one forward and one backward for each call");
    CHECK(model.forward_calls == 2);
    CHECK(model.backward_calls == 2);
}

TEST_CASE("classes that the network does not have, or not one for each sample, are rejected", "[7.2]") {
    KnownLinear model({{1, 2, 3}, {4, 5, 6}}, {7, 8, 9});
    CHECK_THROWS_MATCHES(input_gradient(model, np_tensor({2, 2}, 1), {0, 8}), std::out_of_range,
                         MessageSays(1, 8, 3));
    CHECK_THROWS_MATCHES(input_gradient(model, np_tensor({2, 2}, 1), {0}), std::invalid_argument,
                         MessageSays(1, 2));
    CHECK_THROWS_MATCHES(input_gradient(model, np_tensor({2, 2}, 1), {0, 1, 2}), std::invalid_argument,
                         MessageSays(3, 2));
    Counter no_scores;
    CHECK_THROWS_MATCHES(input_gradient(no_scores, np_tensor({2, 1, 3, 4}, 1), {0, 0}), wb::shape_error,
                         MessageHas("(2, 1, 3, 4)"));
}

TEST_CASE("the forward pass is in eval mode already", "[7.2]") {
    wb::Sequential model;
    model.add("moody", std::make_unique<MoodyLinear>(Array{{1, 0}, {0, 1}}, Array{0, 0}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.need_input_gradient(false);
    INFO(
        "x = [1 2], the gradient of score 0; in train mode the first layer answers otherwise: eval() comes "
        "before forward");
    CHECK_THAT(input_gradient(model, np_tensor({1, 2}, {1, 2}), {0}), IsCloseTo({{1, 0}}));
}
