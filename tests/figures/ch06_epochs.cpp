// The network of chapter 04, judged after other numbers of epochs, and with other seeds, as lab 6 judges it.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/averages.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confusion_matrix.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "ch06_evaluation/top_k_accuracy.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

wb::np_tensor probabilities(const wb::TrainAndTest& set, std::size_t epochs, std::uint32_t seed) {
    wb::NetworkRecipe recipe = wb::deep_recipe();
    recipe.epochs = epochs;
    const wb::ThreeSets sets = wb::three_sets(set, seed);
    wb::Rng rng(seed);
    const auto model = recipe.make(rng);
    model->need_input_gradient(false);
    wb::Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    wb::fit(*model, adam, sets.train, sets.validation,
            wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
    return wb::predict_probabilities(*model, set.test.x);
}

void find(wb::Figures& figures) {
    const wb::TrainAndTest set("mnist");
    const wb::Labels& labels = set.test.labels;
    const auto row = [&](std::size_t epochs) {
        const wb::np_tensor p = probabilities(set, epochs, 1);
        const auto reports = wb::class_reports(wb::confusion_matrix(labels, wb::argmax(p)));
        const auto bins = wb::reliability_bins(p, labels);
        figures.line(fmt::format(
            "epochs {}: macro F1 {:.2f}%, top-2 {:.2f}%, ECE {:.2f}%, from 0.8 to 0.9: {} images, "
            "accuracy {:.3f}",
            epochs, 100 * wb::macro_average(reports).f1, 100 * wb::top_k_accuracy(p, labels, 2),
            100 * wb::expected_calibration_error(bins), bins[8].count, bins[8].accuracy));
    };
    const auto seed_row = [&](std::uint32_t seed) {
        const wb::np_tensor p = probabilities(set, wb::deep_recipe().epochs, seed);
        const auto matrix = wb::confusion_matrix(labels, wb::argmax(p));
        std::string worst;
        for (const auto& mistake : wb::most_confident_mistakes(p, labels, 10))
            worst += fmt::format(" {}", mistake.sample);
        figures.line(
            fmt::format("seed {}: 5 read as 3 {} times, 4 as 9 {}, 9 as 4 {}, 8 as 3 {}, 3 as 5 {}; "
                        "most confident mistakes{}",
                        seed, matrix(5, 3), matrix(4, 9), matrix(9, 4), matrix(8, 3), matrix(3, 5), worst));
    };
    row(1);
    row(3);
    if (!figures.all()) return;  // CI repeats four epochs of 44
    row(10);
    row(30);
    for (const std::uint32_t seed : {1, 2, 3}) seed_row(seed);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
