// Chapter 04's networks with one thing changed: each row of the lesson's table.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "tests/ch04_adam/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

/// What is changed.
struct Change {
    std::string name;
    wb::NetworkRecipe recipe;
    bool constant_rate = false;
    bool sgd = false;
    double dropout = 0;
    std::optional<double> weights = {};  ///< their standard deviation, instead of He's
    std::uint32_t seed = 1;
};

std::string result_of(const Change& change, const wb::TrainAndTest& set) {
    const wb::ThreeSets sets = wb::three_sets(set, change.seed);
    wb::Rng rng(change.seed);
    const auto& units = change.recipe.name == wb::small_recipe().name ? wb::small_units : wb::deep_units;
    const auto model = wb::make_dense(units, change.dropout, rng);
    if (change.weights) {
        for (const wb::Parameter& parameter : model->parameters()) {
            if (!parameter.name.ends_with("weight")) continue;
            for (wb::real& w : parameter.tensor->values())
                w = static_cast<wb::real>(*change.weights * rng.normal());
        }
    }
    model->need_input_gradient(false);
    wb::Adam adam(model->parameters(), {.learning_rate = change.recipe.learning_rate});
    wb::SGD sgd(model->parameters(), change.recipe.learning_rate);
    wb::FitOptions options = wb::fit_options(change.recipe, adam, sets.train.labels.size());
    if (change.constant_rate) options.before_step = {};
    wb::Optimizer& optimizer = change.sgd ? static_cast<wb::Optimizer&>(sgd) : adam;
    const wb::History history = wb::fit(*model, optimizer, sets.train, sets.validation, options, rng);
    return fmt::format("{:.2f}%, at the end training cost {:.3f}, accuracy {:.2f}%, validation cost {:.3f}",
                       100 * wb::evaluate(*model, sets.test.x, sets.test.labels).accuracy,
                       history.back().train.loss, 100 * history.back().train.accuracy,
                       history.back().validation.loss);
}

wb::NetworkRecipe with_rate(wb::NetworkRecipe recipe, double learning_rate) {
    recipe.learning_rate = learning_rate;
    return recipe;
}

wb::NetworkRecipe for_two_epochs(wb::NetworkRecipe recipe) {
    recipe.epochs = 2;
    return recipe;
}

void find(wb::Figures& figures) {
    const wb::TrainAndTest set("mnist");
    const auto small = wb::small_recipe(), deep = wb::deep_recipe();
    const auto row = [&](const Change& change) {
        figures.line(fmt::format("{}, {}, seed {}: {}", change.recipe.name, change.name, change.seed,
                                 result_of(change, set)));
    };
    // CI repeats what takes a second or two.
    row({.name = "learning rate 0.001, constant", .recipe = with_rate(small, 0.001), .constant_rate = true});
    row({.name = "SGD, learning rate 0.005",
         .recipe = with_rate(small, 0.005),
         .constant_rate = true,
         .sgd = true});
    row({.name = "2 epochs, He's weights", .recipe = for_two_epochs(deep)});
    row({.name = "2 epochs, weights of standard deviation 0.01",
         .recipe = for_two_epochs(deep),
         .weights = 0.01});
    row({.name = "2 epochs, weights of standard deviation 1",
         .recipe = for_two_epochs(deep),
         .weights = 1.0});
    if (!figures.all()) return;

    for (const std::uint32_t seed : {1, 2, 3}) {
        row({.name = "nothing changed", .recipe = small, .seed = seed});
        row({.name = "learning rate 0.005, constant", .recipe = small, .constant_rate = true, .seed = seed});
        row({.name = "nothing changed", .recipe = deep, .seed = seed});
        row({.name = "learning rate 0.001, constant", .recipe = deep, .constant_rate = true, .seed = seed});
    }
    row({.name = "learning rate 0.1 falling to 0", .recipe = with_rate(small, 0.1)});
    row({.name = "SGD, learning rate 0.2",
         .recipe = with_rate(small, 0.2),
         .constant_rate = true,
         .sgd = true});
    row({.name = "SGD, learning rate 0.1",
         .recipe = with_rate(deep, 0.1),
         .constant_rate = true,
         .sgd = true});
    row({.name = "dropout 0.2", .recipe = deep, .dropout = 0.2});
    row({.name = "dropout 0.5", .recipe = deep, .dropout = 0.5});
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
