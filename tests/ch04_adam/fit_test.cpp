#include "ch04_adam/fit.hpp"

#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "ch03_mlp/given/mlp.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/given/dense.hpp"
#include "tests/ch03_mlp/score_table.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::fit;
using wb::Indices;
using wb::Labels;
using wb::np_tensor;
using wb::Samples;

// Tolerances: means of at most seven logarithms around 1; sums in any order agree to 1e-15.

namespace {

/// A ScoreTable that also writes down its mode, and can answer otherwise in eval mode.
class ModalTable : public ScoreTable {
public:
    explicit ModalTable(const Array& scores, double eval_factor = 1)
        : ScoreTable(scores), eval_factor_(eval_factor) {}

    np_tensor forward(const np_tensor& x) override {
        np_tensor scores = ScoreTable::forward(x);
        events.back() = learning_ ? "forward" : "judged";
        if (!learning_)
            for (double& score : scores.values()) score *= eval_factor_;
        return scores;
    }
    void train() override { learning_ = true; }
    void eval() override { learning_ = false; }
    bool learning() const { return learning_; }

private:
    double eval_factor_;
    bool learning_ = true;
};

/// The validation samples may be evaluated in any number of batches: evaluations in a row count as one.
Events without_repeated_judgements(const Events& events) {
    Events once;
    for (const std::string& event : events)
        if (event != "judged" || once.empty() || once.back() != "judged") once.push_back(event);
    return once;
}

Samples numbered(std::size_t count, Labels labels) {
    return {sample_numbers(count), std::move(labels)};
}

/// The samples [n, 10 n] of these numbers, all of label 0.
Samples numbered_from(std::size_t first, std::size_t count) {
    np_tensor x({count, 2});
    for (std::size_t i = 0; i < count; ++i) {
        x(i, 0) = static_cast<double>(first + i);
        x(i, 1) = static_cast<double>(10 * (first + i));
    }
    return {x, Labels(count)};
}

}  // namespace

TEST_CASE("an epoch trains in train mode, batch by batch, and is then evaluated in eval mode", "[4.5]") {
    ModalTable model(indifferent(8));
    Witness optimizer(model);
    wb::Rng rng(1);
    fit(model, optimizer, numbered_from(0, 5), numbered_from(5, 3), {.epochs = 2, .batch_size = 2}, rng);
    Events expected;
    for (int epoch = 0; epoch < 2; ++epoch) {
        for (int step = 0; step < 3; ++step) expected.insert(expected.end(), {"forward", "backward", "step"});
        expected.emplace_back("judged");
    }
    INFO("5 samples in batches of 2 are 3 steps; \"judged\" is a forward in eval mode; 2 epochs");
    const Events events = without_repeated_judgements(model.events);
    CHECK(events == expected);
}

TEST_CASE("after each evaluation the network trains in train mode again, and it ends in eval mode", "[4.5]") {
    ModalTable model(indifferent(4));
    model.eval();  // as an earlier user may have left it
    Witness optimizer(model);
    wb::Rng rng(2);
    fit(model, optimizer, numbered_from(0, 2), numbered_from(2, 2), {.epochs = 2, .batch_size = 2}, rng);
    INFO("\"forward\" is one in train mode, \"judged\" one in eval mode");
    const Events events = without_repeated_judgements(model.events);
    CHECK(events == Events{"forward", "backward", "step", "judged", "forward", "backward", "step", "judged"});
    INFO("after fit() the network should be ready to use");
    CHECK_FALSE(model.learning());
}

TEST_CASE("the validation samples are evaluated once an epoch, and never trained on", "[4.5]") {
    ModalTable model(indifferent(9));
    Witness optimizer(model);
    wb::Rng rng(3);
    fit(model, optimizer, numbered_from(0, 5), numbered_from(5, 4), {.epochs = 3, .batch_size = 2}, rng);
    INFO("samples 0 to 4 are to train on, 5 to 8 to evaluate on; 3 epochs: each runs 3 times");
    CHECK(model.times_run() == std::vector<int>(9, 3));
    std::size_t forward = 0;
    for (const std::string& event : model.events) {
        if (event != "forward" && event != "judged") continue;
        for (const std::size_t n : model.batches().at(forward)) {
            INFO("sample " << n << " in a forward of " << (event == "judged" ? "eval" : "train") << " mode");
            CHECK((n >= 5) == (event == "judged"));
        }
        ++forward;
    }
    CHECK(model.backward_calls() == 9);
}

TEST_CASE("each step sees the gradient of its own batch alone", "[4.5]") {
    ModalTable model(indifferent(6));
    Witness optimizer(model);
    model.weight.accumulate_grad(np_tensor({1}, 100));
    wb::Rng rng(4);
    fit(model, optimizer, numbered_from(0, 4), numbered_from(4, 2), {.epochs = 2, .batch_size = 2}, rng);
    INFO("each backward adds 1, and the gradient was 100 before: call zero_grad() before each backward()");
    CHECK_THAT(optimizer.gradients, IsCloseTo({1, 1, 1, 1}));
}

TEST_CASE("the network's backward receives the gradient of the loss", "[4.5]") {
    ModalTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(5);
    Samples training = numbered_from(0, 4);
    training.labels = Labels(4, 1);
    fit(model, optimizer, training, numbered_from(4, 1), {.epochs = 1, .batch_size = 4}, rng);
    REQUIRE(model.upstream.size() == 1);
    INFO("equal scores for two classes, label 1, N = 4: (p - t) / N = [0.5 -0.5] / 4 in every row");
    CHECK_THAT(model.upstream[0],
               IsCloseTo({{0.125, -0.125}, {0.125, -0.125}, {0.125, -0.125}, {0.125, -0.125}}));
}

TEST_CASE("the history has both scores of each epoch, and every sample has the same weight", "[4.5]") {
    // To learn from: costs ln 2, ln 4 (wrong), ln 4 (wrong). To judge by: ln 4/3 and ln 2.
    const double ln3 = std::log(3.0);
    ModalTable model({{0, 0}, {0, ln3}, {ln3, 0}, {0, ln3}, {0, 0}});
    Samples training = numbered(3, {0, 0, 1}), validation = numbered_from(3, 2);
    validation.labels = {1, 1};
    Witness optimizer(model);
    wb::Rng rng(6);
    const wb::History history =
        fit(model, optimizer, training, validation, {.epochs = 3, .batch_size = 2}, rng);
    INFO("3 epochs make a history of 3 records");
    REQUIRE(history.size() == 3);
    for (const wb::EpochRecord& record : history) {
        INFO(
            "to train on: losses ln 2, ln 4, ln 4, one of three right; the last batch is smaller, and must "
            "weigh less");
        CHECK_THAT(record.train.loss, Near((std::log(2.0) + 2 * std::log(4.0)) / 3));
        CHECK_THAT(record.train.accuracy, Near(1.0 / 3));
        INFO("to evaluate on: losses ln 4/3 and ln 2, one of two right");
        CHECK_THAT(record.validation.loss, Near((std::log(4.0 / 3) + std::log(2.0)) / 2));
        CHECK_THAT(record.validation.accuracy, Near(0.5));
    }
}

TEST_CASE("the training score is that of train mode, the validation score that of eval mode", "[4.5]") {
    // In eval mode the scores are turned round: what was wrong becomes right.
    const double ln3 = std::log(3.0);
    ModalTable model({{0, ln3}, {0, ln3}}, -1);
    Witness optimizer(model);
    wb::Rng rng(7);
    const wb::History history =
        fit(model, optimizer, numbered_from(0, 1), numbered_from(1, 1), {.epochs = 1, .batch_size = 1}, rng);
    REQUIRE(history.size() == 1);
    INFO("scores [0 ln 3] and label 0: ln 4 in train mode, and with the sign turned in eval mode ln 4/3");
    CHECK_THAT(history[0].train.loss, Near(std::log(4.0)));
    CHECK_THAT(history[0].validation.loss, Near(std::log(4.0 / 3)));
    CHECK(history[0].train.accuracy == 0);
    CHECK(history[0].validation.accuracy == 1);
}

TEST_CASE("the line of each epoch goes to the log", "[4.5]") {
    ModalTable model(indifferent(3));
    Witness optimizer(model);
    wb::Rng rng(8);
    std::ostringstream log;
    wb::FitOptions options{.epochs = 2, .batch_size = 1};
    options.log = &log;
    fit(model, optimizer, numbered(2, {0, 1}), numbered_from(2, 1), options, rng);
    INFO("history_line() and a newline, for each epoch");
    CHECK(log.str() ==
          "Epoch 1 - Cost: 0.69, accuracy: 0.50 - Validation cost: 0.69, accuracy: 1.00\n"
          "Epoch 2 - Cost: 0.69, accuracy: 0.50 - Validation cost: 0.69, accuracy: 1.00\n");
}

TEST_CASE("before_step gets the number of steps so far, over all epochs, before the step begins", "[4.5]") {
    ModalTable model(indifferent(6));
    Witness optimizer(model);
    wb::Rng rng(9);
    std::vector<std::size_t> told;
    wb::FitOptions options{.epochs = 2, .batch_size = 2};
    options.before_step = [&](std::size_t steps_taken) {
        told.push_back(steps_taken);
        model.events.emplace_back("before");
    };
    fit(model, optimizer, numbered_from(0, 5), numbered_from(5, 1), options, rng);
    INFO("5 samples in batches of 2 are 3 steps an epoch; a schedule counts them from 0 to 5");
    CHECK(told == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
    REQUIRE(model.events.size() >= 5);
    CHECK(Events(model.events.begin(), model.events.begin() + 5) ==
          Events{"before", "forward", "backward", "step", "before"});
}

TEST_CASE("progress is called after each step with the steps done and the steps of the epoch", "[4.5]") {
    ModalTable model(indifferent(6));
    Witness optimizer(model);
    wb::Rng rng(10);
    wb::FitOptions options{.epochs = 2, .batch_size = 2};
    std::vector<std::string> told;
    options.progress = [&](std::size_t done, std::size_t total) {
        told.push_back(std::to_string(done) + "/" + std::to_string(total));
        model.events.emplace_back("progress");
    };
    fit(model, optimizer, numbered_from(0, 5), numbered_from(5, 1), options, rng);
    INFO("5 samples in batches of 2");
    CHECK(told == std::vector<std::string>{"1/3", "2/3", "3/3", "1/3", "2/3", "3/3"});
    REQUIRE(model.events.size() >= 4);
    CHECK(Events(model.events.begin(), model.events.begin() + 4) ==
          Events{"forward", "backward", "step", "progress"});
}

TEST_CASE("each epoch shuffles the samples again, and the seed decides how", "[4.5]") {
    const auto batches_under = [](unsigned seed) {
        ModalTable model(indifferent(21));
        Witness optimizer(model);
        wb::Rng rng(seed);
        fit(model, optimizer, numbered_from(0, 20), numbered_from(20, 1), {.epochs = 2, .batch_size = 20},
            rng);
        return model.batches();
    };
    const auto batches = batches_under(1);
    REQUIRE(batches.size() == 4);
    const bool other_order_in_the_next_epoch = batches[0] != batches[2];
    const bool same_seed_same_order = batches == batches_under(1);
    const bool other_order_for_another_seed = batches != batches_under(2);
    INFO("20 samples in one batch: by chance, the same order comes once in 10^18");
    CHECK(other_order_in_the_next_epoch);
    CHECK(same_seed_same_order);
    CHECK(other_order_for_another_seed);
}

TEST_CASE("no epochs: no step, and an empty history", "[4.5]") {
    ModalTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(11);
    CHECK(fit(model, optimizer, numbered_from(0, 4), numbered_from(4, 1), {.epochs = 0}, rng).empty());
    CHECK(model.events.empty());
}

TEST_CASE("fit rejects empty sets, a batch size of 0, and labels that do not fit, before it trains",
          "[4.5]") {
    ModalTable model(indifferent(20));
    Witness optimizer(model);
    wb::Rng rng(12);
    const wb::FitOptions once{.epochs = 1, .batch_size = 4};
    const Samples good = numbered(12, Labels(12)), none{np_tensor({0, 2}), {}},
                  odd = numbered(12, Labels(13));
    model.eval();
    CHECK_THROWS_AS(fit(model, optimizer, none, good, once, rng), std::invalid_argument);
    CHECK_THROWS_AS(fit(model, optimizer, good, none, once, rng), std::invalid_argument);
    CHECK_THROWS_AS(fit(model, optimizer, odd, good, once, rng), std::invalid_argument);
    CHECK_THROWS_AS(fit(model, optimizer, good, odd, once, rng), std::invalid_argument);
    CHECK_THROWS_AS(fit(model, optimizer, good, good, {.epochs = 1, .batch_size = 0}, rng),
                    std::invalid_argument);
    INFO(
        "what is wrong is found before the first step, and before the mode is changed: check everything "
        "first, the batch size too");
    CHECK(model.events.empty());
    CHECK_FALSE(model.learning());
}

TEST_CASE("ten epochs of a small net under Adam end where NumPy's ten steps do", "[4.5]") {
    wb::Rng rng(13);
    const auto net = wb::make_mlp(4, 5, 3, rng);
    const auto parameters = net->parameters();
    const char* keys[] = {"W1", "b1", "W2", "b2"};
    for (std::size_t i = 0; i < 4; ++i) *parameters[i].tensor = tensor(golden("ch04_net", keys[i]));
    const Samples samples{tensor(golden("ch04_net", "x")), labels(golden("ch04_net", "labels"))};

    wb::Adam adam(parameters, {.learning_rate = single(golden("ch04_net", "rate"))});
    // All six samples in one batch: whatever their order, the step is the same.
    const wb::History history = fit(*net, adam, samples, samples, {.epochs = 10, .batch_size = 6}, rng);
    const Array losses = golden("ch04_net", "losses");
    REQUIRE(history.size() == 10);
    for (std::size_t epoch = 0; epoch < 10; ++epoch) {
        INFO("the loss of epoch " << epoch + 1 << ", measured before its step");
        CHECK_THAT(history[epoch].train.loss, Near(losses.values()[epoch]));
        // The validation samples are the same six, so what they cost is what the next epoch begins with.
        if (epoch + 1 < 10) CHECK_THAT(history[epoch].validation.loss, Near(losses.values()[epoch + 1]));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        INFO(parameters[i].name << " after ten steps");
        CHECK_THAT(*parameters[i].tensor, IsCloseTo(golden("ch04_net", std::string(keys[i]) + "_after")));
    }
}

TEST_CASE("a schedule lowers Adam's learning rate while fit runs", "[4.5]") {
    wb::Rng rng(14);
    const auto net = wb::make_dense({2, 3, 2}, 0.5, rng);
    wb::Adam adam(net->parameters());
    std::vector<np_tensor> before, after;
    const auto copy = [&] {
        std::vector<np_tensor> all;
        for (const auto& parameter : net->parameters()) all.push_back(*parameter.tensor);
        return all;
    };
    wb::FitOptions options{.epochs = 1, .batch_size = 1};
    options.before_step = [&](std::size_t steps_taken) {
        if (steps_taken == 2) before = copy();
        if (steps_taken >= 2) adam.set_learning_rate(1e-12);
    };
    fit(*net, adam, numbered_from(0, 6), numbered_from(6, 1), options, rng);
    after = copy();
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) CHECK_THAT(after[i], IsCloseTo(before[i], 0, 1e-10));
}

TEST_CASE("the line of an epoch is written when that epoch is over, not at the end", "[4.5]") {
    ModalTable model(indifferent(5));
    Witness optimizer(model);
    wb::Rng rng(11);
    std::ostringstream log;
    wb::FitOptions options{.epochs = 2, .batch_size = 4};
    options.log = &log;
    std::vector<bool> written;
    options.before_step = [&](std::size_t) { written.push_back(!log.str().empty()); };
    fit(model, optimizer, numbered_from(0, 4), numbered_from(4, 1), options, rng);
    INFO("two epochs of one step: is anything in the log before step 0, and before step 1?");
    CHECK(written == std::vector<bool>{false, true});
}
