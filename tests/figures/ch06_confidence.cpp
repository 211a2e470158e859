// How sure the network of lab 4 is, beyond what lab 6 prints.
#include <fmt/format.h>

#include <algorithm>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch06_evaluation/reliability.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::TrainAndTest mnist("mnist"), digits("digits");
    wb::Rng rng(1);
    const wb::NetworkRecipe recipe = wb::deep_recipe();
    const auto model = recipe.make(rng);
    wb::load(*model, figures.results() / "ch04" / (recipe.name + ".npz"));
    const wb::Labels& labels = mnist.test.labels;

    const wb::np_tensor p = wb::predict_probabilities(*model, mnist.test.x);
    const wb::np_tensor confidence = wb::max(p, {.axis = 1});
    const wb::Indices predicted = wb::argmax(p);
    std::size_t sure = 0, mistakes = 0;
    double sum = 0;
    for (std::size_t n = 0; n < labels.size(); ++n) {
        if (!(confidence(n) > 0.99f)) continue;
        ++sure;
        sum += confidence(n);
        if (predicted[n] != labels[n]) ++mistakes;
    }
    const double mean = sum / static_cast<double>(sure);
    figures.line(fmt::format("above 0.99: {} images, mean {:.5f}, so {:.1f} mistakes expected, and {} made",
                             sure, mean, (1 - mean) * static_cast<double>(sure), mistakes));

    model->eval();
    const wb::np_tensor scores = model->forward(mnist.test.x);
    for (const double T : {1.0, 1.5, 1.9, 2.3}) {
        const wb::np_tensor tempered = wb::softmax(scores * static_cast<wb::real>(1 / T));
        figures.line(
            fmt::format("temperature {}: calibration error {:.1f}%", T,
                        100 * wb::expected_calibration_error(wb::reliability_bins(tempered, labels))));
    }

    const wb::Samples some = digits.test.first(1000);
    const wb::np_tensor q = wb::predict_probabilities(*model, some.x);
    figures.line(fmt::format("a thousand of digits: accuracy {:.1f}%, calibration error {:.1f}%",
                             100 * wb::evaluate(*model, some.x, some.labels).accuracy,
                             100 * wb::expected_calibration_error(wb::reliability_bins(q, some.labels))));
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
