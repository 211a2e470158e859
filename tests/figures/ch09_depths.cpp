// Chapter 09's deep networks, plain and residual, from the weights of Linear and from He's.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/initialization.hpp"
#include "ch09_autograd/given/networks.hpp"
#include "ch09_autograd/given/training.hpp"
#include "tests/ch03_mlp/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

enum class Weights { of_linear, of_he };

std::string result_of(const wb::ResidualRecipe& recipe, Weights weights, std::uint32_t seed,
                      const wb::TrainAndTest& set) {
    const wb::ThreeSets sets = wb::set_aside(set.train.first(recipe.samples), set.test, seed);
    wb::Rng rng(seed);
    wb::ForwardNetwork network = wb::forward_residual(recipe, sets.train.x.dim(1), rng);
    if (weights == Weights::of_he) wb::initialize(network, rng);
    const wb::Score untrained = wb::evaluate(network, sets.validation.x, sets.validation.labels);
    wb::Adam adam(network.parameters(), {.learning_rate = recipe.learning_rate});
    wb::fit_by_autograd(network, adam, sets.train, sets.validation,
                        wb::fit_options(recipe, adam, sets.train.labels.size()), rng);
    return fmt::format("{:.2f}%, before any step validation cost {:.2f}",
                       100 * wb::evaluate(network, sets.test.x, sets.test.labels).accuracy, untrained.loss);
}

void find(wb::Figures& figures) {
    const wb::TrainAndTest set("mnist");
    // CI repeats the first seed: seconds.
    for (std::uint32_t seed = 1; seed <= (figures.all() ? 10U : 1U); ++seed)
        for (const std::size_t blocks : {10, 20})
            for (const Weights weights : {Weights::of_linear, Weights::of_he})
                for (const bool residual : {false, true})
                    figures.line(fmt::format(
                        "{} layers, {}, {} weights, seed {}: {}", blocks + 2, residual ? "residual" : "plain",
                        weights == Weights::of_he ? "He's" : "Linear's", seed,
                        result_of({.residual = residual, .blocks = blocks}, weights, seed, set)));
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
