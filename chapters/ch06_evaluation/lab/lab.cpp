/// \file
/// The lab of chapter 06: a trained network, evaluated by every measure of the chapter.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch04_adam/lab/parts/training.hpp"
#include "ch06_evaluation/averages.hpp"
#include "ch06_evaluation/confident_mistakes.hpp"
#include "ch06_evaluation/confused_pairs.hpp"
#include "ch06_evaluation/lab/parts/show.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "ch06_evaluation/top_k_accuracy.hpp"
#include "common/lab/checkpoint.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/text_confusion_matrix.hpp"

namespace {

constexpr std::size_t classes = 10;

/// The network that chapter 04's lab has saved, if it was trained on this data set; otherwise one that is
/// trained now.
std::unique_ptr<wb::Sequential> network(wb::Rng& rng, const wb::Lab& lab) {
    const wb::NetworkRecipe recipe = wb::deep_recipe();
    const auto file = wb::earlier_checkpoint(lab, recipe.chapter, recipe.name);
    if (!file) return wb::trained_here(recipe, 3, rng, lab);
    auto model = recipe.make(rng);
    wb::load(*model, *file);
    return model;
}

// The measures, as they look on a terminal.

void print_reports(const std::vector<wb::ClassReport>& reports) {
    fmt::print("\nclass      precision  recall     F1  support\n");
    for (std::size_t k = 0; k < reports.size(); ++k)
        fmt::print("{:<10} {:9.3f} {:7.3f} {:6.3f} {:8}\n", k, reports[k].precision, reports[k].recall,
                   reports[k].f1, reports[k].support);
    const auto line = [](const char* name, const wb::Averages& a) {
        fmt::print("{:<10} {:9.3f} {:7.3f} {:6.3f}\n", name, a.precision, a.recall, a.f1);
    };
    line("macro", wb::macro_average(reports));
    line("weighted", wb::weighted_average(reports));
}

void print_pairs(const std::vector<wb::ConfusedPair>& pairs) {
    fmt::print("\nThe most confused pairs:\n");
    for (const wb::ConfusedPair& pair : pairs)
        fmt::print("  {} read as {}: {} {}\n", pair.truth, pair.predicted, pair.count,
                   pair.count == 1 ? "time" : "times");
}

void print_mistakes(const std::vector<wb::Mistake>& mistakes) {
    fmt::print("\nThe most confident mistakes:\n");
    for (const wb::Mistake& mistake : mistakes)
        fmt::print("  test image {:5}: {} read as {}, with probability {:.6f}\n", mistake.sample,
                   mistake.truth, mistake.predicted, mistake.probability);
}

void print_reliability(const std::vector<wb::ReliabilityBin>& bins) {
    fmt::print("\nconfidence    samples  mean confidence  accuracy     gap\n");
    for (const wb::ReliabilityBin& bin : bins) {
        fmt::print("{:.2f} to {:.2f}  {:7}", bin.from, bin.to, bin.count);
        if (bin.count > 0)
            fmt::print("  {:15.3f}  {:8.3f}  {:+6.3f}", bin.confidence, bin.accuracy,
                       bin.accuracy - bin.confidence);
        fmt::print("\n");
    }
}

// And how it looks in a picture.

void draw(const wb::ConfusionMatrix& matrix, const std::vector<wb::Mistake>& mistakes,
          const wb::Images& images, const std::vector<wb::ReliabilityBin>& bins, wb::Lab& lab) {
    const std::string name = wb::deep_recipe().name;
    lab.pictures.add({.name = "confusion_matrix",
                      .title = name + ": which digit is taken for which",
                      .reading = "Each row is a true digit, each column a prediction: a dark cell off the "
                                 "diagonal is a pair that the network confuses."},
                     [&](const wb::plot::Picture& picture) {
                         wb::plot::confusion_matrix(picture, wb::counts_to_draw(matrix));
                     });
    if (!mistakes.empty())
        lab.pictures.add({.name = "confident_mistakes",
                          .title = name + ": its most confident mistakes",
                          .reading = "The network was most confident here, and wrong. Some of these would "
                                     "puzzle you too, and some labels are doubtful."},
                         [&](const wb::plot::Picture& picture) {
                             wb::plot::prediction_gallery(picture, wb::mistakes_to_draw(mistakes, images));
                         });
    lab.pictures.add({.name = "reliability",
                      .title = name + ": is it right as often as it says?",
                      .reading = "Below the diagonal the network is overconfident: of the answers with a "
                                 "confidence of 80%, fewer than 80% are right."},
                     [&](const wb::plot::Picture& picture) {
                         wb::plot::reliability_diagram(picture, wb::bins_to_draw(bins),
                                                       wb::expected_calibration_error(bins));
                     });
}

void lab06(wb::Lab& lab) {
    const wb::Stopwatch watch;
    wb::Rng rng(lab.options.seed);
    const auto model = network(rng, lab);
    const wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    const wb::np_tensor p = wb::predict_probabilities(*model, wb::as_rows(test.images));

    const wb::ConfusionMatrix matrix = wb::confusion_matrix(test.labels, wb::argmax(p), classes);
    const std::vector<wb::ClassReport> reports = wb::class_reports(matrix);
    print_reports(reports);
    fmt::print("\n{}", wb::plot::text_confusion_matrix(wb::counts_to_draw(matrix)));
    print_pairs(wb::most_confused_pairs(matrix, 5));
    const std::vector<wb::Mistake> mistakes = wb::most_confident_mistakes(p, test.labels, 30);
    print_mistakes({mistakes.begin(), mistakes.begin() + std::min<std::ptrdiff_t>(10, std::ssize(mistakes))});

    const std::vector<wb::ReliabilityBin> bins = wb::reliability_bins(p, test.labels, 10);
    print_reliability(bins);

    fmt::print("\n");
    for (const std::size_t k : {1, 2, 3})
        fmt::print("Top {}: the true class is among these guesses for {:.2f}% of the images\n", k,
                   100 * wb::top_k_accuracy(p, test.labels, k));
    const auto add = [&](const char* metric, double value) {
        lab.summary.add({.chapter = 6,
                         .model = wb::deep_recipe().name,
                         .data = lab.data.name,
                         .metric = metric,
                         .value = value,
                         .promised = std::nullopt,
                         .seconds = watch.seconds()});
    };
    add("macro F1", wb::macro_average(reports).f1);
    add("top-2 accuracy", wb::top_k_accuracy(p, test.labels, 2));
    add("calibration error (0 is best)", wb::expected_calibration_error(bins));
    draw(matrix, mistakes, test.images, bins, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab06);
}
