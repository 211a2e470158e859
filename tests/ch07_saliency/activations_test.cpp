#include "ch07_saliency/activations.hpp"

#include "ch04_adam/given/dense.hpp"
#include "tests/ch07_saliency/known_nets.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Activation;
using wb::activations;
using wb::np_tensor;

// Tolerances: as for the layers themselves, sums of fewer than a hundred products of numbers around 1.

namespace {

std::vector<std::string> names_of(const std::vector<Activation>& all) {
    std::vector<std::string> names;
    for (const Activation& one : all) names.push_back(one.name);
    return names;
}

}  // namespace

TEST_CASE("the example of the stub: what comes out of each of two layers", "[7.6]") {
    wb::Sequential model;
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 0}, {0, 1}}, Array{1, 1}));
    model.add("relu", std::make_unique<wb::ReLU>());
    const auto all = activations(model, np_tensor({1, 2}, {-3, 4}));
    INFO("fc1 adds 1, x = [[-3 4]]");
    CHECK(names_of(all) == std::vector<std::string>{"fc1", "relu"});
    INFO("two layers make two entries: not only what comes out at the end, and without the image itself");
    REQUIRE(all.size() == 2);
    CHECK_THAT(
        all[0].values,
        IsCloseTo({{-2, 5}},
                  KnownMistakes{{"what goes into each layer is kept, not what comes out", {{-3, 4}}},
                                {"the values are listed from the last layer to the first", {{0, 5}}}}));
    CHECK_THAT(all[1].values,
               IsCloseTo({{0, 5}}, KnownMistakes{{"each layer is given the image", {{0, 4}}},
                                                 {"what goes into each layer is kept", {{-2, 5}}},
                                                 {"the values are listed from the last layer to the first",
                                                  {{-2, 5}}}}));
}

TEST_CASE("one entry for each layer, with its name, first to last", "[7.6]") {
    const auto model = golden_network();
    CHECK(names_of(activations(*model, tensor(saliency_golden("x")))) ==
          std::vector<std::string>{"conv1", "relu1", "pool1", "conv2", "relu2", "flatten", "fc1", "relu3",
                                   "fc2"});
}

TEST_CASE("the maps of the last convolution, and the scores, are PyTorch's", "[7.6]") {
    const auto model = golden_network();
    const auto all = activations(*model, tensor(saliency_golden("x")));
    REQUIRE(all.size() == 9);
    INFO("see tests/golden/ch07_saliency.json");
    CHECK_THAT(all[4].values, IsCloseTo(saliency_golden("relu2")));
    CHECK_THAT(all[8].values, IsCloseTo(saliency_golden("z")));
}

TEST_CASE("the shapes on the way through", "[7.6]") {
    const auto model = golden_network();
    const auto all = activations(*model, tensor(saliency_golden("x")));
    const wb::Shape shapes[] = {{3, 3, 6, 8}, {3, 3, 6, 8}, {3, 3, 3, 4}, {3, 4, 3, 4}, {3, 4, 3, 4},
                                {3, 48},      {3, 7},       {3, 7},       {3, 5}};
    REQUIRE(all.size() == 9);
    for (std::size_t i = 0; i < 9; ++i) {
        INFO("after " << all[i].name);
        CHECK_THAT(all[i].values, HasShape(shapes[i]));
    }
}

TEST_CASE("each layer runs once", "[7.6]") {
    wb::Sequential model;
    std::vector<const Counter*> counters;
    for (const char* name : {"first", "second", "third"}) {
        auto counter = std::make_unique<Counter>();
        counters.push_back(counter.get());
        model.add(name, std::move(counter));
    }
    activations(model, np_tensor({2, 3}, 1));
    for (const Counter* counter : counters) {
        INFO("forward once for each layer, backward never: not the whole network again for each");
        CHECK(counter->forward_calls == 1);
        CHECK(counter->backward_calls == 0);
    }
}

TEST_CASE("activations are computed in eval mode: dropout drops nothing", "[7.6]") {
    wb::Rng rng(1);
    const auto model = wb::make_dense({5, 40, 4}, 0.5, rng);
    const auto all = activations(*model, tensor(random_array({6, 5}, 3)));
    REQUIRE(all.size() == 4);
    INFO("fc1, relu1, dropout1, fc2: in eval mode dropout1 passes on what relu1 has made");
    CHECK_THAT(all[2].values, IsCloseTo(all[1].values, 0, 0));
}

TEST_CASE("a network without layers has no activations", "[7.6]") {
    wb::Sequential model;
    CHECK(activations(model, np_tensor({2, 3}, 1)).empty());
}

TEST_CASE("each call returns its own list", "[7.6]") {
    wb::Sequential model;
    model.add("fc1", std::make_unique<KnownLinear>(Array{{1, 0}, {0, 1}}, Array{1, 1}));
    activations(model, np_tensor({1, 2}, {7, 7}));
    const auto all = activations(model, np_tensor({1, 2}, {-3, 4}));
    INFO("fc1 adds 1; x = [[7 7]] first, then [[-3 4]]: a static list would go on, or be kept");
    REQUIRE(all.size() == 1);
    CHECK_THAT(all[0].values, IsCloseTo({{-2, 5}}));
}

TEST_CASE("after train() activations are computed in eval mode again", "[7.6]") {
    wb::Sequential model;
    auto moody = std::make_unique<MoodyLinear>(Array{{1, 2}, {3, 4}}, Array{0, 0});
    const MoodyLinear& layer = *moody;
    model.add("fc1", std::move(moody));
    const auto all = activations(model, np_tensor({1, 2}, {1, 1}));
    INFO("a fresh network is in train mode, where this one has the opposite sign");
    REQUIRE(all.size() == 1);
    CHECK_THAT(all[0].values, IsCloseTo({{4, 6}}));
    CHECK_FALSE(layer.learning);
}
