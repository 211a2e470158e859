// The reliability diagram of chapter 06's page, for one temperature after another
// (docs/widgets/temperature.js): of the network of lab 4, on MNIST's test images.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::Samples test = wb::TrainAndTest("mnist").test;
    wb::Rng rng(1);
    const wb::NetworkRecipe recipe = wb::deep_recipe();
    const auto model = recipe.make(rng);
    wb::load(*model, figures.results() / "ch04" / (recipe.name + ".npz"));
    model->eval();
    const wb::np_tensor scores = model->forward(test.x);

    for (int tenths = 6; tenths <= 30; ++tenths) {
        const wb::np_tensor tempered = scores * static_cast<wb::real>(10.0 / tenths);
        const std::vector<wb::ReliabilityBin> bins = wb::reliability_bins(wb::softmax(tempered), test.labels);
        const auto n = static_cast<double>(test.labels.size());
        double confidence = 0;
        std::string said;
        for (const wb::ReliabilityBin& bin : bins) {
            if (bin.count == 0) continue;
            confidence += bin.confidence * static_cast<double>(bin.count) / n;
            said += fmt::format("; above {:.1f} {} images {:.3f} {:.3f}", bin.from, bin.count, bin.confidence,
                                bin.accuracy);
        }
        const double accuracy = static_cast<double>(wb::count_correct(tempered, test.labels)) / n;
        figures.line(fmt::format(
            "temperature {:.1f}: accuracy {:.2f}%, confidence {:.2f}%, calibration error {:.2f}%{}",
            tenths / 10.0, 100 * accuracy, 100 * confidence, 100 * wb::expected_calibration_error(bins),
            said));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
