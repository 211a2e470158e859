#include "ch06_evaluation/predict.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "ch04_adam/given/dense.hpp"
#include "tests/ch03_mlp/score_table.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::predict_probabilities;

// Tolerances: a softmax of scores around 1, whose sums of at most five exponentials agree to 1e-15 in any
// order.

namespace {

/// A ScoreTable whose scores are turned round while it learns, and that writes down its mode.
class ModalTable : public ScoreTable {
public:
    using ScoreTable::ScoreTable;
    np_tensor forward(const np_tensor& x) override {
        np_tensor scores = ScoreTable::forward(x);
        if (learning_)
            for (double& score : scores.values()) score = -score;
        return scores;
    }
    void train() override { learning_ = true; }
    void eval() override { learning_ = false; }
    bool learning() const { return learning_; }

private:
    bool learning_ = true;
};

/// Takes images (n, 1, 2, 2): the score of class 0 is ln of the first pixel, that of class 1 ln of the last.
class FirstAndLast : public wb::Module {
public:
    np_tensor forward(const np_tensor& x) override {
        if (x.shape() != wb::Shape{x.dim(0), 1, 2, 2}) throw std::runtime_error("not (n, 1, 2, 2)");
        np_tensor scores({x.dim(0), 2});
        for (std::size_t n = 0; n < x.dim(0); ++n) {
            scores(n, 0) = std::log(x(n, 0, 0, 0));
            scores(n, 1) = std::log(x(n, 0, 1, 1));
        }
        return scores;
    }
    np_tensor backward(const np_tensor& dy) override { return dy; }
};

}  // namespace

TEST_CASE("scores become probabilities, a row for each sample", "[6.1]") {
    ScoreTable model({{0, 0}, {0, std::log(3.0)}});
    INFO("the scores [0 0] and [0 1.0986]: exp of the second are 1 and 3");
    INFO("two samples are less than batch_size: they are one batch, the last one");
    CHECK_THAT(predict_probabilities(model, sample_numbers(2)),
               IsCloseTo({{0.5, 0.5}, {0.25, 0.75}},
                         KnownMistakes{{"the scores come out as they are, without a softmax",
                                        {{0, 0}, {0, std::log(3.0)}}},
                                       {"the exponentials are not divided by their sum", {{1, 1}, {1, 3}}},
                                       {"the sum goes over the whole batch, not along each row",
                                        {{1.0 / 6, 1.0 / 6}, {1.0 / 6, 0.5}}},
                                       {"the softmax goes down the columns", {{0.5, 0.25}, {0.5, 0.75}}},
                                       {"the softmax is taken twice",
                                        {{0.5, 0.5}, {1 / (1 + std::exp(0.5)), 1 / (1 + std::exp(-0.5))}}}}));
}

TEST_CASE("probabilities keep all 16 digits of a double", "[6.1]") {
    ScoreTable model(Array({1, 2}, {0, std::log(2.0)}));
    CHECK_THAT(predict_probabilities(model, sample_numbers(1)), IsCloseTo({{1.0 / 3, 2.0 / 3}}, 1e-13, 0));
}

TEST_CASE("the same probabilities as NumPy, for any batch size, in the order of the samples", "[6.1]") {
    const Array scores = golden("ch06_guesses", "scores");
    for (const std::size_t batch_size : {1, 7, 45, 89, 90, 91, 1000}) {
        INFO("90 samples in batches of "
             << batch_size << ", each beginning where the last one ended; the last may be smaller");
        ScoreTable model(scores);
        CHECK_THAT(predict_probabilities(model, sample_numbers(90), batch_size),
                   IsCloseTo(golden("ch06_guesses", "p")));
    }
}

TEST_CASE("a batch may be as large as any number", "[6.1]") {
    ScoreTable model({{0, 0}, {0, std::log(3.0)}, {std::log(3.0), 0}});
    INFO("3 samples, batch_size the largest std::size_t");
    CHECK_THAT(predict_probabilities(model, sample_numbers(3), std::numeric_limits<std::size_t>::max()),
               IsCloseTo({{0.5, 0.5}, {0.25, 0.75}, {0.75, 0.25}}));
}

TEST_CASE("each sample runs once, in batches of at most batch_size", "[6.1]") {
    ScoreTable model(Array({7, 2}, std::vector<double>(14, 0.0)));
    predict_probabilities(model, sample_numbers(7), 3);
    INFO("7 samples, batch_size 3: how often each sample ran, and the largest batch");
    CHECK(model.times_run() == std::vector<int>(7, 1));
    INFO("the largest batch is larger than batch_size if the batch size is ignored");
    CHECK(model.largest_batch() <= 3);
}

TEST_CASE("the network runs in eval mode, and stays in it", "[6.1]") {
    ModalTable model({{0, std::log(3.0)}, {0, std::log(3.0)}});
    INFO("a new network is in train mode, where the answers of this one are wrong");
    CHECK_THAT(predict_probabilities(model, sample_numbers(2), 1), IsCloseTo({{0.25, 0.75}, {0.25, 0.75}}));
    INFO("the network is back in train mode: it should stay in eval mode");
    CHECK_FALSE(model.learning());
}

TEST_CASE("a network with dropout gives the same answer twice", "[6.1]") {
    wb::Rng rng(1);
    const auto model = wb::make_dense({5, 20, 4}, 0.5, rng);
    const np_tensor x = tensor(random_array({6, 5}, 3));
    const np_tensor first = predict_probabilities(*model, x);
    INFO("the same question again: a static array would still hold the first answer");
    CHECK_THAT(predict_probabilities(*model, x), IsCloseTo(first, 0, 0));
}

TEST_CASE("nothing is trained: no backward, no gradient", "[6.1]") {
    ScoreTable model(Array({4, 2}, std::vector<double>(8, 0.0)));
    predict_probabilities(model, sample_numbers(4), 2);
    CHECK(model.backward_calls() == 0);
    CHECK_FALSE(model.weight.has_grad());
}

TEST_CASE("samples with any number of axes are passed on as they are", "[6.1]") {
    FirstAndLast model;
    const np_tensor x({3, 1, 2, 2}, {1, 9, 9, 1, 1, 9, 9, 3, 4, 9, 9, 1});
    CHECK_THAT(predict_probabilities(model, x, 2), IsCloseTo({{0.5, 0.5}, {0.25, 0.75}, {0.8, 0.2}}));
}

TEST_CASE("one sample, or one class, is enough", "[6.1]") {
    ScoreTable one_sample(Array({1, 2}, {std::log(3.0), 0}));
    CHECK_THAT(predict_probabilities(one_sample, sample_numbers(1)), IsCloseTo(Array({1, 2}, {0.75, 0.25})));
    ScoreTable one_class(Array({2, 1}, {-2, 5}));
    CHECK_THAT(predict_probabilities(one_class, sample_numbers(2)), IsCloseTo(Array({2, 1}, {1, 1})));
}

TEST_CASE("predict_probabilities rejects an empty set and a batch size of 0, before it runs the network",
          "[6.1]") {
    ModalTable model(Array({4, 2}, std::vector<double>(8, 0.0)));
    INFO("no samples; then four samples in batches of 0");
    CHECK_THROWS_AS(predict_probabilities(model, np_tensor({0, 2})), std::invalid_argument);
    CHECK_THROWS_AS(predict_probabilities(model, sample_numbers(4), 0), std::invalid_argument);
    CHECK(model.events.empty());
}

TEST_CASE("each call looks at its own network and its own samples", "[6.1]") {
    ScoreTable one({{0, 0}, {0, std::log(3.0)}}), other({{std::log(3.0), 0}, {0, 0}, {0, 0}});
    predict_probabilities(other, sample_numbers(3), 2);
    INFO("another network and three samples first; then the scores [0 0] and [0 1.0986]");
    CHECK_THAT(predict_probabilities(one, sample_numbers(2), 2), IsCloseTo({{0.5, 0.5}, {0.25, 0.75}}));
    INFO("and the same once more");
    CHECK_THAT(predict_probabilities(one, sample_numbers(2), 1), IsCloseTo({{0.5, 0.5}, {0.25, 0.75}}));
}

TEST_CASE("the number of classes is the network's: three, or twelve", "[6.1]") {
    ScoreTable three(Array({2, 3}, {0, 0, 0, 0, 0, 0}));
    CHECK_THAT(predict_probabilities(three, sample_numbers(2), 1), HasShape({2, 3}));
    ScoreTable twelve(Array({5, 12}, std::vector<double>(60, 0.0)));
    CHECK_THAT(predict_probabilities(twelve, sample_numbers(5), 2), HasShape({5, 12}));
}

TEST_CASE("large scores do not overflow", "[6.1]") {
    ScoreTable model(Array({2, 2}, {1000, 1000, -1000, 1000}));
    INFO("scores [1000 1000] and [-1000 1000]: exp(1000) is infinite, so take softmax() of chapter 02");
    CHECK_THAT(predict_probabilities(model, sample_numbers(2)), IsCloseTo({{0.5, 0.5}, {0, 1}}));
}
