#include "ch06_evaluation/predict.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "ch04_adam/dense.hpp"
#include "tests/ch03_mlp/score_table.hpp"
#include "tests/support/judge.hpp"

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
    CHECK_THAT(predict_probabilities(model, sample_numbers(2)), IsCloseTo({{0.5, 0.5}, {0.25, 0.75}}));
}

TEST_CASE("NumPy's probabilities come out, whatever the batches, and in the order of the samples", "[6.1]") {
    const Array scores = golden("ch06_guesses", "scores");
    for (const std::size_t batch_size : {1, 7, 45, 89, 90, 91, 1000}) {
        INFO("90 samples in batches of " << batch_size << "; the last batch may hold fewer");
        ScoreTable model(scores);
        CHECK_THAT(predict_probabilities(model, sample_numbers(90), batch_size),
                   IsCloseTo(golden("ch06_guesses", "p")));
    }
}

TEST_CASE("each sample runs once, in batches of at most batch_size", "[6.1]") {
    ScoreTable model(Array({7, 2}, std::vector<double>(14, 0.0)));
    predict_probabilities(model, sample_numbers(7), 3);
    CHECK(model.times_run() == std::vector<int>(7, 1));
    CHECK(model.largest_batch() == 3);
}

TEST_CASE("the network is judged in eval mode, and stays in it", "[6.1]") {
    ModalTable model({{0, std::log(3.0)}, {0, std::log(3.0)}});
    INFO("a fresh network is in train mode, where this one's answers are wrong");
    CHECK_THAT(predict_probabilities(model, sample_numbers(2), 1), IsCloseTo({{0.25, 0.75}, {0.25, 0.75}}));
    CHECK_FALSE(model.learning());
}

TEST_CASE("a network with dropout gives the same answer twice", "[6.1]") {
    wb::Rng rng(1);
    const auto model = wb::make_dense({5, 20, 4}, 0.5, rng);
    const np_tensor x = tensor(random_array({6, 5}, 3));
    const np_tensor first = predict_probabilities(*model, x);
    CHECK_THAT(predict_probabilities(*model, x), IsCloseTo(first, 0, 0));
}

TEST_CASE("nothing is learnt: no backward, no gradient", "[6.1]") {
    ScoreTable model(Array({4, 2}, std::vector<double>(8, 0.0)));
    predict_probabilities(model, sample_numbers(4), 2);
    CHECK(model.backward_calls() == 0);
    CHECK_FALSE(model.weight.has_grad());
}

TEST_CASE("samples of any number of axes are handed on as they are", "[6.1]") {
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

TEST_CASE("predict_probabilities refuses no samples and empty batches, before it changes the mode", "[6.1]") {
    ModalTable model(Array({4, 2}, std::vector<double>(8, 0.0)));
    CHECK_THROWS_MATCHES(predict_probabilities(model, np_tensor({0, 2})), std::invalid_argument,
                         MessageHas("sample"));
    CHECK_THROWS_MATCHES(predict_probabilities(model, sample_numbers(4), 0), std::invalid_argument,
                         MessageHas("batch"));
    CHECK(model.events.empty());
}
