// What cnn28 costs before its first step on the test images of digits, with He's weights and with its own.
#include <fmt/format.h>

#include <algorithm>

#include "tests/ch05_cnn/training_run.hpp"
#include "tests/figures/figures.hpp"
#include "tests/figures/he_weights.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::NetworkRecipe recipe = wb::cnn28_recipe();
    const wb::TrainAndTest set = wb::images_for(recipe, "digits");
    const wb::Samples some = set.test.first(500);
    double least = 1e9, most = 0;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        wb::Rng rng(seed);
        const auto model = recipe.make_fast(rng, 1);
        model->eval();
        const double own = wb::evaluate(*model, some.x, some.labels).loss;
        wb::draw_as_he(*model, rng);
        const double he = wb::evaluate(*model, some.x, some.labels).loss;
        least = std::min(least, he);
        most = std::max(most, he);
        figures.line(fmt::format("seed {}: {:.2f} with its own weights, {:.2f} with He's", seed, own, he));
    }
    figures.line(fmt::format("least and most with He's: {:.1f} and {:.1f}", least, most));
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "digits", find);
}
