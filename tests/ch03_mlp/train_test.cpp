#include "ch03_mlp/train.hpp"

#include <cmath>
#include <numeric>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch03_mlp/given/mlp.hpp"
#include "ch03_mlp/sgd.hpp"
#include "tests/ch03_mlp/score_table.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Indices;
using wb::Labels;
using wb::np_tensor;
using wb::train;

// Tolerances: means of at most six logarithms around 1; sums in any order agree to 1e-15. Batches of a real
// net are summed in another order than NumPy's: 1e-14 after five steps.

namespace {

/// The order in which the samples came, all batches one after the other.
Indices order_of(const ScoreTable& model) {
    Indices order;
    for (const Indices& batch : model.batches()) order.insert(order.end(), batch.begin(), batch.end());
    return order;
}

}  // namespace

TEST_CASE("a step is forward, backward, step; a batch is a step; an epoch is all batches", "[3.9]") {
    ScoreTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(1);
    train(model, optimizer, sample_numbers(5), Labels(5), {.epochs = 2, .batch_size = 2}, rng);
    Events expected;
    for (int step = 0; step < 6; ++step) expected.insert(expected.end(), {"forward", "backward", "step"});
    INFO("5 samples in batches of 2 are 3 steps an epoch; 2 epochs");
    CHECK(model.events == expected);
}

TEST_CASE("every sample is used exactly once an epoch", "[3.9]") {
    ScoreTable model(indifferent(7));
    Witness optimizer(model);
    wb::Rng rng(2);
    train(model, optimizer, sample_numbers(7), Labels(7), {.epochs = 3, .batch_size = 3}, rng);
    INFO("7 samples, 3 epochs");
    CHECK(model.times_run() == std::vector<int>(7, 3));
    std::vector<std::size_t> sizes;
    for (const Indices& batch : model.batches()) sizes.push_back(batch.size());
    CHECK(sizes == std::vector<std::size_t>{3, 3, 1, 3, 3, 1, 3, 3, 1});
}

TEST_CASE("each step sees the gradient of its own batch alone", "[3.9]") {
    ScoreTable model(indifferent(4));
    Witness optimizer(model);
    // Left over from whatever was done before.
    model.weight.accumulate_grad(np_tensor({1}, 100));
    wb::Rng rng(3);
    train(model, optimizer, sample_numbers(4), Labels(4), {.epochs = 2, .batch_size = 2}, rng);
    INFO("each backward adds 1, and the gradient was 100 before: call zero_grad() before each backward()");
    CHECK_THAT(optimizer.gradients, IsCloseTo({1, 1, 1, 1}));
}

TEST_CASE("the network's backward receives the gradient of the loss", "[3.9]") {
    ScoreTable model(indifferent(4));
    Witness optimizer(model);
    wb::Rng rng(4);
    train(model, optimizer, sample_numbers(4), Labels(4, 1), {.epochs = 1, .batch_size = 4}, rng);
    REQUIRE(model.upstream.size() == 1);
    INFO("equal scores for two classes, label 1, N = 4: (p - t) / N = [0.5 -0.5] / 4 in every row");
    CHECK_THAT(model.upstream[0],
               IsCloseTo({{0.125, -0.125}, {0.125, -0.125}, {0.125, -0.125}, {0.125, -0.125}}));
}

TEST_CASE("in the loss and the accuracy of an epoch every sample has the same weight, and its own label",
          "[3.9]") {
    // Two samples cost ln 2, two ln 4 (and are wrong), one ln 4/3; the last batch holds a single sample.
    const double ln3 = std::log(3.0);
    ScoreTable model({{0, 0}, {0, ln3}, {ln3, 0}, {0, 0}, {0, ln3}});
    const Labels y{0, 0, 1, 0, 1};
    Witness optimizer(model);
    wb::Rng rng(5);
    const auto history = train(model, optimizer, sample_numbers(5), y, {.epochs = 3, .batch_size = 2}, rng);
    INFO("3 epochs have 3 scores");
    REQUIRE(history.size() == 3);
    for (const wb::Score& score : history) {
        INFO("losses ln 2, ln 4, ln 4, ln 2, ln 4/3; the last batch is smaller, and must have less weight");
        CHECK_THAT(score.loss, Near((2 * std::log(2.0) + 2 * std::log(4.0) + std::log(4.0 / 3)) / 5));
        INFO("three of five are read correctly");  // of equal scores, the first counts
        CHECK_THAT(score.accuracy,
                   Near(3.0 / 5, KnownMistakes{{"whole numbers are divided: 3 / 5 of those is 0", {0}},
                                               {"it is in percent, not a share from 0 to 1", {60}}}));
    }
}

TEST_CASE("the line of each epoch goes to the log", "[3.9]") {
    ScoreTable model({{0, 0}, {0, 0}});
    Witness optimizer(model);
    wb::Rng rng(6);
    std::ostringstream log;
    wb::TrainOptions options{.epochs = 2, .batch_size = 1};
    options.log = &log;
    train(model, optimizer, sample_numbers(2), {0, 1}, options, rng);
    INFO("epoch_line() and a newline, for each epoch");
    CHECK(log.str() == "Epoch 1 - Cost: 0.69, accuracy: 0.50\nEpoch 2 - Cost: 0.69, accuracy: 0.50\n");
}

TEST_CASE("progress is called after each step with the steps done and the steps of the epoch", "[3.9]") {
    ScoreTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(7);
    wb::TrainOptions options{.epochs = 2, .batch_size = 2};
    std::vector<std::string> told;
    options.progress = [&](std::size_t done, std::size_t total) {
        told.push_back(std::to_string(done) + "/" + std::to_string(total));
        model.events.emplace_back("progress");
    };
    train(model, optimizer, sample_numbers(5), Labels(5), options, rng);
    INFO("5 samples in batches of 2");
    CHECK(told == std::vector<std::string>{"1/3", "2/3", "3/3", "1/3", "2/3", "3/3"});
    REQUIRE(model.events.size() >= 4);
    CHECK(Events(model.events.begin(), model.events.begin() + 4) ==
          Events{"forward", "backward", "step", "progress"});
}

TEST_CASE("no epochs: no step, and an empty history", "[3.9]") {
    ScoreTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(8);
    CHECK(train(model, optimizer, sample_numbers(5), Labels(5), {.epochs = 0, .batch_size = 2}, rng).empty());
    CHECK(model.events.empty());
}

TEST_CASE("each epoch shuffles the samples again", "[3.9]") {
    ScoreTable model(indifferent(20));
    Witness optimizer(model);
    wb::Rng rng(9);
    train(model, optimizer, sample_numbers(20), Labels(20), {.epochs = 3, .batch_size = 20}, rng);
    REQUIRE(model.batches().size() == 3);
    INFO("20 samples in one batch, 3 epochs: by chance, the same order comes once in 10^18");
    CHECK(model.batches()[0] != model.batches()[1]);
    CHECK(model.batches()[1] != model.batches()[2]);
    Indices as_stored(20);
    std::iota(as_stored.begin(), as_stored.end(), std::size_t{0});
    CHECK(model.batches()[0] != as_stored);
}

TEST_CASE("the order depends on the seed, and on nothing else", "[3.9]") {
    const auto order_under = [](unsigned seed) {
        ScoreTable model(indifferent(20));
        Witness optimizer(model);
        wb::Rng rng(seed);
        train(model, optimizer, sample_numbers(20), Labels(20), {.epochs = 2, .batch_size = 6}, rng);
        return order_of(model);
    };
    const bool same_seed_same_order = order_under(1) == order_under(1);
    const bool other_order_for_another_seed = order_under(1) != order_under(2);
    INFO("all chance comes from the rng that is given");
    CHECK(same_seed_same_order);
    CHECK(other_order_for_another_seed);
}

TEST_CASE("train rejects an empty set, a batch size of 0, and labels that do not fit", "[3.9]") {
    ScoreTable model(indifferent(12));
    Witness optimizer(model);
    wb::Rng rng(10);
    const wb::TrainOptions once{.epochs = 1, .batch_size = 4};
    CHECK_THROWS_AS(train(model, optimizer, np_tensor({0, 2}), {}, once, rng), std::invalid_argument);
    CHECK_THROWS_MATCHES(train(model, optimizer, sample_numbers(12), Labels(13), once, rng),
                         std::invalid_argument, MessageNames(12, 13));
    CHECK_THROWS_MATCHES(train(model, optimizer, sample_numbers(12), Labels(11), once, rng),
                         std::invalid_argument, MessageNames(12, 11));
    CHECK_THROWS_AS(
        train(model, optimizer, sample_numbers(12), Labels(12), {.epochs = 1, .batch_size = 0}, rng),
        std::invalid_argument);
}

TEST_CASE("five epochs of a small net end where NumPy's five steps do", "[3.9]") {
    wb::Rng rng(11);
    const auto net = wb::make_mlp(4, 5, 3, rng);
    const auto parameters = net->parameters();
    const char* keys[] = {"W1", "b1", "W2", "b2"};
    for (std::size_t i = 0; i < 4; ++i) *parameters[i].tensor = tensor(golden("ch03_net", keys[i]));

    wb::SGD sgd(parameters, single(golden("ch03_net", "rate")));
    // All six samples in one batch: whatever their order, the step is the same.
    const auto history = train(*net, sgd, tensor(golden("ch03_net", "x")),
                               labels(golden("ch03_net", "labels")), {.epochs = 5, .batch_size = 6}, rng);
    const Array losses = golden("ch03_net", "losses");
    REQUIRE(history.size() == 5);
    for (std::size_t epoch = 0; epoch < 5; ++epoch) {
        INFO("the loss of epoch " << epoch + 1 << ", measured before its step");
        CHECK_THAT(history[epoch].loss, Near(losses.values()[epoch]));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        INFO(parameters[i].name << " after five steps");
        CHECK_THAT(*parameters[i].tensor, IsCloseTo(golden("ch03_net", std::string(keys[i]) + "_after")));
    }
}

TEST_CASE("the same seed trains the same network, to the last digit", "[3.9]") {
    const auto trained_under = [](unsigned seed) {
        wb::Rng rng(seed);
        const auto net = wb::make_mlp(4, 5, 3, rng);
        wb::SGD sgd(net->parameters(), 0.5);
        train(*net, sgd, tensor(golden("ch03_net", "x")), labels(golden("ch03_net", "labels")),
              {.epochs = 3, .batch_size = 4}, rng);
        return Array(*net->parameters()[0].tensor);
    };
    CHECK_THAT(trained_under(1), IsCloseTo(trained_under(1), 0, 0));
}
