// One network, trained on digits, and all that this chapter can say about it. The measures are different
// views of the same 2,000 answers, so they must agree wherever they overlap.
#include <cmath>

#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/averages.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confused_pairs.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "ch06_evaluation/top_k_accuracy.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

/// A network after two epochs on digits, and what it thinks of the test images.
struct Judged {
    wb::Samples test;
    wb::Score score;  ///< by evaluate() of chapter 03
    wb::np_tensor p;

    Judged() {
        wb::NetworkRecipe recipe = wb::small_recipe();
        recipe.epochs = 2;
        const wb::ThreeSets sets = wb::three_sets(wb::TrainAndTest("digits"), 1);
        wb::Rng rng(1);
        const auto model = recipe.make(rng);
        wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
        wb::fit(*model, adam, sets.train, sets.validation,
                wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
        test = sets.test;
        score = wb::evaluate(*model, test.x, test.labels);
        p = wb::predict_probabilities(*model, test.x, 300);
    }
    std::size_t N() const { return test.labels.size(); }
};

const Judged& judged() {
    static const Judged once;
    return once;
}

}  // namespace

TEST_CASE("the loss of the probabilities is that of evaluate()", "[milestone-6]") {
    double loss = 0;
    for (std::size_t n = 0; n < judged().N(); ++n) loss -= std::log(judged().p(n, judged().test.labels[n]));
    CHECK_THAT(loss / static_cast<double>(judged().N()), Near(judged().score.loss));
}

TEST_CASE("diagonal, weighted recall, top-1 and bins all give the same accuracy", "[milestone-6]") {
    const auto N = static_cast<double>(judged().N());
    const auto matrix = wb::confusion_matrix(judged().test.labels, wb::argmax(judged().p), 10);
    std::size_t diagonal = 0;
    for (std::size_t k = 0; k < 10; ++k) diagonal += matrix(k, k);
    CHECK_THAT(static_cast<double>(diagonal) / N, Near(judged().score.accuracy));
    CHECK_THAT(wb::weighted_average(wb::class_reports(matrix)).recall, Near(judged().score.accuracy));
    CHECK_THAT(wb::top_k_accuracy(judged().p, judged().test.labels, 1), Near(judged().score.accuracy));
    double right = 0;
    for (const wb::ReliabilityBin& bin : wb::reliability_bins(judged().p, judged().test.labels))
        right += static_cast<double>(bin.count) * bin.accuracy;
    CHECK_THAT(right / N, Near(judged().score.accuracy));
}

TEST_CASE("the pairs and the list of mistakes count the same mistakes", "[milestone-6]") {
    const auto matrix = wb::confusion_matrix(judged().test.labels, wb::argmax(judged().p), 10);
    const auto mistakes = wb::most_confident_mistakes(judged().p, judged().test.labels, judged().N());
    CHECK(mistakes.size() > 0);
    wb::ConfusionMatrix from_mistakes(10);
    for (const wb::Mistake& mistake : mistakes) ++from_mistakes(mistake.truth, mistake.predicted);
    std::size_t in_pairs = 0;
    for (const wb::ConfusedPair& pair : wb::most_confused_pairs(matrix, 90)) {
        INFO(pair.truth << " read as " << pair.predicted);
        CHECK(from_mistakes(pair.truth, pair.predicted) == pair.count);
        in_pairs += pair.count;
    }
    CHECK(in_pairs == mistakes.size());
}

TEST_CASE("the calibration error is no smaller than the gap of all samples in one bin", "[milestone-6]") {
    const auto error = [](std::size_t bins) {
        return wb::expected_calibration_error(wb::reliability_bins(judged().p, judged().test.labels, bins));
    };
    // Halving each bin can only take apart what canceled in it: |a + b| is at most |a| + |b|.
    INFO("1, 2, 4 and 8 bins");
    CHECK(error(1) <= error(2) + 1e-12);
    CHECK(error(2) <= error(4) + 1e-12);
    CHECK(error(4) <= error(8) + 1e-12);
    CHECK(error(8) < 0.5);
}
