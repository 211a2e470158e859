// Logistic regression for twice as many epochs as lab 2.
#include <fmt/format.h>

#include "tests/ch02_np_tensor/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const auto set = wb::TrainAndTest::load("mnist");
    const wb::LogisticRecipe recipe;
    wb::Rng rng(1);
    wb::LogisticRegression model(set.train.x.dim(1), set.train.targets.dim(1));
    for (std::size_t epoch = 1; epoch <= 2 * recipe.epochs; ++epoch) {
        wb::learn_epoch(model, set.train.x, set.train.targets, recipe, rng);
        if (epoch % recipe.epochs == 0)
            figures.line(fmt::format("after {} epochs: test accuracy {:.2f}%", epoch,
                                     100 * wb::accuracy(model, set.test.x, set.test.labels)));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
