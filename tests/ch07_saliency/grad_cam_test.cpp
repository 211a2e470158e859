#include "ch07_saliency/grad_cam.hpp"

#include <algorithm>
#include <stdexcept>

#include "ch04_adam/dropout.hpp"
#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"
#include "tests/support/said_numbers.hpp"

using namespace wb::judge;
using wb::grad_cam;
using wb::Indices;
using wb::np_tensor;

// Tolerances: sums of fewer than a hundred products of numbers around 1, right to 1e-13 in any order.

namespace {

/// A layer "maps" that passes images on as they are, and scores z = x W + b: dA is a column of W.
std::unique_ptr<wb::Sequential> maps_and_weights(const Array& W) {
    auto model = std::make_unique<wb::Sequential>();
    model->add("maps", std::make_unique<Counter>()).add("flatten", std::make_unique<wb::Flatten>());
    model->add("fc1",
               std::make_unique<KnownLinear>(W, Array({W.shape()[1]}, std::vector<double>(W.shape()[1]))));
    return model;
}

}  // namespace

TEST_CASE("the example of the stub, by hand", "[7.7]") {
    const auto model = maps_and_weights(Array({4, 1}, {4, 2, -1, -1}));
    INFO("A = [[2 0]] and [[1 2]], dA = [[4 2]] and [[-1 -1]]: alpha is 3 and -1, the sum [[5 -2]]");
    CHECK_THAT(
        grad_cam(*model, np_tensor({1, 2, 1, 2}, {2, 0, 1, 2}), {0}, "maps"),
        IsCloseTo(
            Array({1, 1, 2}, {5, 0}),
            KnownMistakes{{"the gradients are added up, not the maps", Array({1, 1, 2}, {3, 1})},
                          {"what speaks against the class is shown with a plus", Array({1, 1, 2}, {5, 2})},
                          {"what speaks against the class is not dropped", Array({1, 1, 2}, {5, -2})},
                          {"alpha loses its sign", Array({1, 1, 2}, {7, 2})},
                          {"each place is weighed by its own derivative, not by alpha, the mean of all",
                           Array({1, 1, 2}, {7, 0})},
                          {"each map is cut off at 0 before the maps are added up", Array({1, 1, 2}, {6, 0})},
                          {"the maps are averaged, not added up", Array({1, 1, 2}, {2.5, 0})},
                          {"the map is divided by its largest number", Array({1, 1, 2}, {1, 0})},
                          {"alpha is the sum over the places, not their mean", Array({1, 1, 2}, {10, 0})}}));
}

TEST_CASE("each image is explained for its own class", "[7.7]") {
    const auto model = maps_and_weights({{1, 10}, {3, 30}});
    INFO("one map of 1 x 2, A = [[1 2]] in both images; alpha is 2 for class 0, 20 for class 1");
    CHECK_THAT(
        grad_cam(*model, np_tensor({2, 1, 1, 2}, {1, 2, 1, 2}), {1, 0}, "maps"),
        IsCloseTo(Array({2, 1, 2}, {20, 40, 2, 4}),
                  KnownMistakes{
                      {"all images are asked about the class of the first, or have its alphas",
                       Array({2, 1, 2}, {20, 40, 20, 40})},
                      {"alpha is the sum over the places, not their mean", Array({2, 1, 2}, {40, 80, 4, 8})},
                      {"it is divided by the number of images", Array({2, 1, 2}, {10, 20, 1, 2})},
                      {"all classes are asked about at once", Array({2, 1, 2}, {22, 44, 22, 44})}}));
}

TEST_CASE("only evidence for the class is shown", "[7.7]") {
    const auto model = maps_and_weights(Array({4, 1}, {-2, -4, -1, -1}));
    INFO("A = [[1 0]] and [[1 2]], which both speak against the class: nothing is left");
    CHECK_THAT(grad_cam(*model, np_tensor({1, 2, 1, 2}, {1, 0, 1, 2}), {0}, "maps"),
               IsCloseTo(Array({1, 1, 2}, {0, 0})));
    INFO("but two maps are added up first: against the class by -3, for it by 4, makes 1");
    const auto mixed = maps_and_weights(Array({2, 1}, {-3, 4}));
    CHECK_THAT(grad_cam(*mixed, np_tensor({1, 2, 1, 1}, {1, 1}), {0}, "maps"),
               IsCloseTo(Array({1, 1, 1}, {1})));
}

TEST_CASE("the same Grad-CAM map as PyTorch", "[7.7]") {
    const auto model = golden_network();
    INFO("after relu2: see tests/golden/ch07_saliency.json");
    CHECK_THAT(grad_cam(*model, tensor(saliency_golden("x")), golden_classes(), "relu2"),
               IsCloseTo(saliency_golden("grad_cam")));
}

TEST_CASE("alpha agrees with the numerical derivative of the score", "[7.7]") {
    // If A is 1 at one place of map c and 0 elsewhere, the sum shows alpha_c there. So with maps of a single
    // pixel alpha is the derivative, here of two Linear layers and a ReLU behind the cut.
    auto model = std::make_unique<wb::Sequential>();
    model->add("maps", std::make_unique<Counter>()).add("flatten", std::make_unique<wb::Flatten>());
    model->add("fc1", std::make_unique<KnownLinear>(random_array({1, 7}, 1), random_array({7}, 2)));
    model->add("relu", std::make_unique<wb::ReLU>());
    model->add("fc2", std::make_unique<KnownLinear>(random_array({7, 3}, 3), random_array({3}, 4)));
    const auto score = [&](double a, std::size_t k) {
        return model->forward(np_tensor({1, 1, 1, 1}, a))(0, k);
    };
    const double a = 0.75, h = 1e-5;
    for (const std::size_t k : {0, 1, 2}) {
        const double slope = (score(a + h, k) - score(a - h, k)) / (2 * h);
        INFO("one map of one pixel, A = 0.75, class " << k << ", where the score has the slope " << slope);
        CHECK_THAT(grad_cam(*model, np_tensor({1, 1, 1, 1}, a), {k}, "maps"),
                   IsCloseTo(Array({1, 1, 1}, {std::max(0.0, slope * a)})));
    }
}

TEST_CASE("if the next layer is a mean over each map, Grad-CAM adds up to the whole score", "[7.7]") {
    // z = the sum over c of w_c mean(A_c): the network for which maps were weighed first ("CAM").
    const auto model = maps_and_weights(Array({6, 1}, {0.5, 0.5, 0.5, 0.25, 0.25, 0.25}));
    const np_tensor x({1, 2, 1, 3}, {1, 2, 3, 4, 8, 0});
    INFO("w = 1.5 and 0.75, three pixels, A = [[1 2 3]] and [[4 8 0]]: alpha is 0.5 and 0.25");
    const np_tensor map = grad_cam(*model, x, {0}, "maps");
    CHECK_THAT(map, IsCloseTo(Array({1, 1, 3}, {1.5, 3, 1.5})));
    CHECK_THAT(sum_of(map, 0), Near(model->forward(x)(0, 0)));
}

TEST_CASE("it is never negative, and 0 where all maps are 0", "[7.7]") {
    const auto model = golden_network(0);
    np_tensor x = tensor(saliency_golden("x"));
    for (const std::size_t c : {0, 1})  // blank paper: without biases, convolutions of it are 0
        for (std::size_t h = 0; h < 6; ++h)
            for (std::size_t w = 0; w < 6; ++w) x(1, c, h, w) = 0;
    for (std::size_t k = 0; k < 5; ++k) {
        const np_tensor map = grad_cam(*model, x, {k, k, k}, "relu2");
        INFO("class " << k << "; image 1 is blank in columns 0 to 5, so its maps are, in column 0 of 4");
        CHECK(std::ranges::all_of(map.values(), [](double value) { return value >= 0; }));
        for (const std::size_t h : {0, 1, 2}) CHECK(map(1, h, 0) == 0);
    }
}

TEST_CASE("backward stops at the cut", "[7.7]") {
    wb::Sequential model;
    auto before = std::make_unique<Counter>(), maps = std::make_unique<Counter>(),
         behind = std::make_unique<Counter>();
    const Counter &first = *before, &cut = *maps, &last = *behind;
    model.add("before", std::move(before)).add("maps", std::move(maps)).add("behind", std::move(behind));
    model.add("flatten", std::make_unique<wb::Flatten>());
    model.add("fc1", std::make_unique<KnownLinear>(Array({2, 1}, {1, 1}), Array{0}));
    grad_cam(model, np_tensor({1, 1, 1, 2}, 1), {0}, "maps");
    INFO("layers before, maps, behind, flatten, fc1, cut behind maps");
    CHECK(last.backward_calls == 1);
    CHECK(cut.backward_calls == 0);
    CHECK(first.backward_calls == 0);
    INFO("and forward once through all");
    CHECK(first.forward_calls == 1);
    CHECK(last.forward_calls == 1);
}

TEST_CASE("the network runs in eval mode, and nothing is trained", "[7.7]") {
    wb::Sequential model;
    auto moody = std::make_unique<MoodyLinear>(Array({2, 1}, {2, 4}), Array{0});
    const MoodyLinear& layer = *moody;
    model.add("maps", std::make_unique<Counter>()).add("flatten", std::make_unique<wb::Flatten>());
    model.add("fc1", std::move(moody));
    for (const wb::Parameter& parameter : model.parameters())
        parameter.tensor->accumulate_grad(np_tensor(parameter.tensor->shape(), 5));
    const auto before = copies_of_parameters(model);
    INFO("a fresh network is in train mode, where this one has the opposite sign");
    CHECK_THAT(grad_cam(model, np_tensor({1, 1, 1, 2}, {1, 2}), {0}, "maps"),
               IsCloseTo(Array({1, 1, 2}, {3, 6})));
    CHECK_FALSE(layer.learning);
    check_untouched(model, before);
}

TEST_CASE("a missing layer, a layer without maps, and classes that do not fit are rejected", "[7.7]") {
    const auto model = golden_network();
    const np_tensor x = tensor(saliency_golden("x"));
    CHECK_THROWS_MATCHES(grad_cam(*model, x, golden_classes(), "conv3"), std::invalid_argument,
                         MessageHas("conv3"));
    CHECK_THROWS_MATCHES(grad_cam(*model, x, golden_classes(), "fc1"), wb::shape_error, MessageHas("(3, 7)"));
    CHECK_THROWS_MATCHES(grad_cam(*model, x, {1, 2}, "relu2"), std::invalid_argument, MessageSays(2, 3));
    CHECK_THROWS_MATCHES(grad_cam(*model, x, {1, 2, 8}, "relu2"), std::out_of_range, MessageSays(2, 8, 5));
}

TEST_CASE("a second call for another class and image: nothing of the first map is left", "[7.7]") {
    const auto model = maps_and_weights({{1, 10}, {3, 30}});
    grad_cam(*model, np_tensor({1, 1, 1, 2}, {5, 6}), {1}, "maps");
    INFO("A = [[5 6]] and class 1 first; then A = [[1 2]], class 0, for which alpha is 2");
    CHECK_THAT(grad_cam(*model, np_tensor({1, 1, 1, 2}, {1, 2}), {0}, "maps"),
               IsCloseTo(Array({1, 1, 2}, {2, 4})));
}

TEST_CASE("maps that are no squares, and several images: alpha is each image's own", "[7.7]") {
    auto model = std::make_unique<wb::Sequential>();
    model->add("maps", std::make_unique<Counter>()).add("flatten", std::make_unique<wb::Flatten>());
    // Behind the cut: x of two maps of 2 x 1. The ReLU makes the gradient depend on the image.
    model->add("relu", std::make_unique<wb::ReLU>());
    model->add("fc1", std::make_unique<KnownLinear>(Array({4, 1}, {1, 1, 2, 2}), Array{0}));
    INFO(
        "two images of two maps of 2 x 1, [[1] [1]] and [[-1] [-1]], and the other way round; weights 1 1 2 "
        "2");
    CHECK_THAT(grad_cam(*model, np_tensor({2, 2, 2, 1}, {1, 1, -1, -1, -1, -1, 1, 1}), {0, 0}, "maps"),
               IsCloseTo(Array({2, 2, 1}, {1, 1, 2, 2}),
                         KnownMistakes{{"the alphas of the first image are used for all",
                                        Array({2, 2, 1}, {1, 1, 0, 0})}}));
}

TEST_CASE("the layer may be the first, or the last that has maps", "[7.7]") {
    const auto model = golden_network();
    const np_tensor x = tensor(saliency_golden("x"));
    CHECK_THAT(grad_cam(*model, x, golden_classes(), "conv1"), HasShape({3, 6, 8}));
    CHECK_THAT(grad_cam(*model, x, golden_classes(), "pool1"), HasShape({3, 3, 4}));
}

TEST_CASE("eval() comes before forward", "[7.7]") {
    wb::Sequential model;
    model.add("maps", std::make_unique<Counter>()).add("flatten", std::make_unique<wb::Flatten>());
    model.add("moody", std::make_unique<MoodyLinear>(Array{{1, 0}, {0, 1}}, Array{0, 0}));
    model.add("relu", std::make_unique<wb::ReLU>());
    model.add("fc1", std::make_unique<KnownLinear>(Array({2, 1}, {1, 3}), Array{0}));
    INFO("the layer moody answers otherwise in train mode, and the ReLU behind it sees that in forward");
    CHECK_THAT(grad_cam(model, np_tensor({1, 1, 1, 2}, {1, 2}), {0}, "maps"),
               IsCloseTo(Array({1, 1, 2}, {2, 4})));
}

TEST_CASE("all gradients of the network are 0 again, not only those behind the layer", "[7.7]") {
    const auto model = golden_network();
    for (const wb::Parameter& parameter : model->parameters())
        parameter.tensor->accumulate_grad(np_tensor(parameter.tensor->shape(), 5));
    const auto before = copies_of_parameters(*model);
    grad_cam(*model, tensor(saliency_golden("x")), golden_classes(), "relu2");
    check_untouched(*model, before);
}

TEST_CASE("a map has all 16 digits of a double, and an empty batch has no maps", "[7.7]") {
    const auto third = maps_and_weights(Array({3, 1}, {0.1, 0.2, 0.4}));
    INFO("weights 0.1, 0.2 and 0.4 in one channel: their mean is 0.7 / 3; a float keeps 7 digits");
    CHECK_THAT(grad_cam(*third, np_tensor({1, 1, 1, 3}, 1), {0}, "maps"),
               IsCloseTo(Array({1, 1, 3}, {0.7 / 3, 0.7 / 3, 0.7 / 3}), 1e-13, 0));
    CHECK_THAT(grad_cam(*third, np_tensor({0, 1, 1, 3}), {}, "maps"), HasShape({0, 1, 3}));
}
