// Chapter 05's networks with one thing changed: each row of the lesson's table, with the fast layers on one
// thread.
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "tests/ch05_cnn/training_run.hpp"
#include "tests/figures/figures.hpp"
#include "tests/figures/he_weights.hpp"

namespace {

/// What is changed.
struct Change {
    std::string name;
    wb::NetworkRecipe recipe;
    bool he = true;
    bool dropout = true;
    std::vector<std::uint32_t> seeds{1};
};

double accuracy(const Change& change, const wb::TrainAndTest& set, std::uint32_t seed) {
    const wb::ThreeSets sets = wb::set_aside(set.train, set.test, seed);
    wb::Rng rng(seed);
    auto model = change.recipe.make_fast(rng, 1);
    if (change.he) wb::draw_as_he(*model, rng);
    if (!change.dropout) {
        auto without = std::make_unique<wb::Sequential>();
        const auto add = wb::fast_convolution(1);
        wb::Rng same(seed);
        add(*without, "1", {.channels = 1, .filters = 16, .side = 3, .padding = 1}, same);
        add(*without, "2", {.channels = 16, .filters = 32, .side = 3, .padding = 1}, same);
        without->add("flatten", std::make_unique<wb::Flatten>());
        without->add("fc1", std::make_unique<wb::Linear>(1568, 128, same));
        without->add("relu3", std::make_unique<wb::ReLU>());
        without->add("fc2", std::make_unique<wb::Linear>(128, 10, same));
        model = std::move(without);
    }
    model->need_input_gradient(false);
    wb::Adam adam(model->parameters(), {.learning_rate = change.recipe.learning_rate});
    wb::fit(*model, adam, sets.train, sets.validation,
            wb::fit_options(change.recipe, adam, sets.train.labels.size()), rng);
    return wb::evaluate(*model, sets.test.x, sets.test.labels).accuracy;
}

wb::NetworkRecipe with(wb::NetworkRecipe recipe, double learning_rate, std::size_t epochs) {
    recipe.learning_rate = learning_rate;
    recipe.epochs = epochs;
    return recipe;
}

void find(wb::Figures& figures) {
    const auto small = wb::cnn16_recipe(), large = wb::cnn28_recipe();
    const auto rows = [&](const wb::TrainAndTest& set, const std::vector<Change>& changes) {
        for (const Change& change : changes) {
            for (const std::uint32_t seed : change.seeds)
                figures.line(fmt::format("{}, {}, seed {}: {:.2f}%", change.recipe.name, change.name, seed,
                                         100 * accuracy(change, set, seed)));
        }
    };
    {
        const wb::TrainAndTest set = wb::images_for(small, "mnist");
        rows(set, {{"He's weights, learning rate 0.001 falling to 0", with(small, 0.001, 5)}});
        if (!figures.all()) return;  // CI repeats one training
        rows(set, {{"nothing changed", small, false, true, {1, 2, 3}},
                   {"He's weights", small, true, true, {1, 2}},
                   {"He's weights, learning rate 0.002 falling to 0", with(small, 0.002, 5)}});
    }
    const wb::TrainAndTest set = wb::images_for(large, "mnist");
    rows(set, {{"nothing changed", large, false, true, {1, 2, 3}},
               {"without dropout", large, false, false},
               {"He's weights", large, true, true, {1, 2, 3}},
               {"He's weights, 8 epochs", with(large, 0.003, 8), true, true, {1, 2}},
               {"He's weights, learning rate 0.001 falling to 0, 5 epochs",
                with(large, 0.001, 5),
                true,
                true,
                {1, 2, 3}}});
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
