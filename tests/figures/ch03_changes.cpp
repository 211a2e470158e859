// Chapter 03's network with one thing changed, seed 1: each row of the lesson's table.
#include <fmt/format.h>

#include <memory>

#include "ch03_mlp/given/three_sets.hpp"
#include "tests/ch03_mlp/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

double accuracy(const wb::ThreeSets& set, wb::MlpRecipe recipe, bool relu = true) {
    wb::Rng rng(1);
    const std::size_t pixels = set.train.x.dim(1);
    auto model = std::make_unique<wb::Sequential>();
    if (relu) {
        model = wb::make_mlp(pixels, recipe.hidden, 10, rng);
    } else {
        model->add("fc1", std::make_unique<wb::Linear>(pixels, recipe.hidden, rng));
        model->add("fc2", std::make_unique<wb::Linear>(recipe.hidden, 10, rng));
    }
    model->need_input_gradient(false);
    wb::SGD sgd(model->parameters(), recipe.learning_rate);
    wb::train(*model, sgd, set.train.x, set.train.labels,
              {.epochs = recipe.epochs, .batch_size = recipe.batch_size}, rng);
    return wb::evaluate(*model, set.test.x, set.test.labels).accuracy;
}

void find(wb::Figures& figures) {
    const wb::TrainAndTest mnist("mnist");
    const wb::ThreeSets set = wb::set_aside(mnist.train, mnist.test, 1);  // as the lab does
    const auto row = [&](const char* name, const wb::MlpRecipe& recipe, bool relu = true) {
        figures.line(fmt::format("{}: {:.2f}%", name, 100 * accuracy(set, recipe, relu)));
    };
    if (figures.all()) {
        row("200 hidden units, learning rate 0.2, 20 epochs", {});
        row("learning rate 0.02", {.learning_rate = 0.02});
        row("no ReLU, 10 epochs", {.epochs = 10}, false);
    }
    row("10 hidden units", {.hidden = 10});
    row("learning rate 5, one epoch", {.learning_rate = 5, .epochs = 1});
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
