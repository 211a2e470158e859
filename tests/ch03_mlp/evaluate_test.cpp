#include "ch03_mlp/evaluate.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/ch03_mlp/score_table.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::count_correct;
using wb::evaluate;
using wb::Labels;
using wb::np_tensor;

// Tolerances: means of at most seven logarithms around 1; sums in any order agree to 1e-15.

TEST_CASE("a prediction is the class with the largest score", "[3.8]") {
    INFO("scores [1 5] and [7 2] with labels 1 and 1: the first is right, the second is not");
    CHECK(count_correct(np_tensor({2, 2}, {1, 5, 7, 2}), {1, 1}) == 1);
    CHECK(count_correct(np_tensor({3, 3}, {-1, -2, -3, -2, -1, -3, -3, -2, -1}), {0, 1, 2}) == 3);
    CHECK(count_correct(np_tensor({3, 3}, {-1, -2, -3, -2, -1, -3, -3, -2, -1}), {2, 0, 1}) == 0);
}

TEST_CASE("of equal largest scores the first is the prediction, as in argmax", "[3.8]") {
    INFO("scores [2 2] and [1 3 3]: the predictions are 0 and 1");
    CHECK(count_correct(np_tensor({1, 2}, {2, 2}), {0}) == 1);
    CHECK(count_correct(np_tensor({1, 3}, {1, 3, 3}), {1}) == 1);
    CHECK(count_correct(np_tensor({1, 3}, {1, 3, 3}), {2}) == 0);
}

TEST_CASE("without samples, the number of right answers is 0", "[3.8]") {
    CHECK(count_correct(np_tensor({0, 3}), {}) == 0);
}

TEST_CASE("count_correct rejects more or fewer labels than rows, and names both numbers", "[3.8]") {
    CHECK_THROWS_MATCHES(count_correct(np_tensor({12, 3}), Labels(13)), std::invalid_argument,
                         MessageNames(12, 13));
    CHECK_THROWS_MATCHES(count_correct(np_tensor({12, 3}), Labels(11)), std::invalid_argument,
                         MessageNames(12, 11));
}

TEST_CASE("three right of four are an accuracy of 0.75", "[3.8]") {
    ScoreTable model({{2, 0}, {0, 2}, {2, 0}, {0, 2}});
    INFO("samples 0, 1 and 2 are read correctly");
    CHECK_THAT(
        evaluate(model, sample_numbers(4), {0, 1, 0, 0}, 8).accuracy,
        Near(0.75,
             KnownMistakes{{"whole numbers are divided: 3 / 4 of those is 0", {0}},
                           {"a batch that is not full is left out", {0}},
                           {"it is in percent, not a share from 0 to 1", {75}},
                           {"the hits are counted, and not divided by the number of samples", {3}},
                           {"the hits are divided by batch_size, not by the number of samples", {3.0 / 8}}}));
    INFO("and once more: the same network has the same accuracy");
    CHECK_THAT(evaluate(model, sample_numbers(4), {0, 1, 0, 0}).accuracy, Near(0.75));
}

TEST_CASE("the loss is the mean cross-entropy of a sample", "[3.8]") {
    // Equal scores cost ln 2; scores [0 ln 3] cost ln 4 for label 0.
    ScoreTable model({{0, 0}, {0, std::log(3.0)}});
    INFO("one sample has the loss ln 2 = 0.693, the other ln 4 = 1.386");
    CHECK_THAT(evaluate(model, sample_numbers(2), {0, 0}).loss, Near((std::log(2.0) + std::log(4.0)) / 2));
    INFO("all 16 digits of a double: is the sum kept in a float?");
    CHECK_THAT(evaluate(model, sample_numbers(2), {0, 0}).loss,
               Near((std::log(2.0) + std::log(4.0)) / 2, 1e-13, 0));
}

TEST_CASE("the batches do not matter: a smaller last one counts for less", "[3.8]") {
    // Six samples cost ln 2 each, and the last ln 4.
    ScoreTable model({{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, std::log(3.0)}});
    const Labels y{0, 0, 0, 0, 1, 1, 0};
    const double mean = (6 * std::log(2.0) + std::log(4.0)) / 7;
    for (const std::size_t batch_size : {1, 2, 3, 4, 6, 7, 100}) {
        INFO("7 samples in batches of " << batch_size << "; the last batch may hold fewer");
        const wb::Score score = evaluate(model, sample_numbers(7), y, batch_size);
        CHECK_THAT(score.loss, Near(mean));
        CHECK_THAT(score.accuracy, Near(4.0 / 7));  // of equal scores, the first counts
    }
}

TEST_CASE("each sample runs once, in batches of at most batch_size", "[3.8]") {
    ScoreTable model(Array({7, 2}, std::vector<double>(14, 0.0)));
    evaluate(model, sample_numbers(7), Labels(7), 3);
    CHECK(model.times_run() == std::vector<int>(7, 1));
    INFO("the largest batch is larger than batch_size if the batch size is ignored");
    CHECK(model.largest_batch() <= 3);
}

TEST_CASE("evaluate does not train: it calls no backward and leaves no gradient", "[3.8]") {
    ScoreTable model(Array({4, 2}, std::vector<double>(8, 0.0)));
    evaluate(model, sample_numbers(4), Labels(4), 2);
    CHECK(model.backward_calls() == 0);
    CHECK_FALSE(model.weight.has_grad());
}

TEST_CASE("evaluate rejects an empty set, a batch size of 0, and labels that do not fit", "[3.8]") {
    ScoreTable model(Array({12, 2}, std::vector<double>(24, 0.0)));
    CHECK_THROWS_AS(evaluate(model, np_tensor({0, 1}), {}), std::invalid_argument);
    CHECK_THROWS_MATCHES(evaluate(model, sample_numbers(12), Labels(13)), std::invalid_argument,
                         MessageNames(12, 13));
    CHECK_THROWS_MATCHES(evaluate(model, sample_numbers(12), Labels(11)), std::invalid_argument,
                         MessageNames(12, 11));
    CHECK_THROWS_AS(evaluate(model, sample_numbers(12), Labels(12), 0), std::invalid_argument);
}
