// How good is good enough? Trains the reference's dense networks under 20 seeds and writes the bars
// tests/bars/ch04_*.json.
//
//     ch04_measure_bars_double digits DIR     ch04_small_digits.json and ch04_deep_digits.json
//     ch04_measure_bars_float mnist DIR       ch04_small_mnist.json and ch04_deep_mnist.json, some minutes
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <string>

#include "tests/bars/write_bar.hpp"
#include "tests/ch04_adam/training_run.hpp"

namespace {

void measure(const wb::TrainAndTest& set, const wb::NetworkRecipe& recipe, const std::string& data,
             const std::filesystem::path& file, std::uint32_t seeds) {
    wb::measure_bar(
        file, {.model = recipe.name + ", Adam", .data = data, .metric = "test accuracy", .seeds = {}},
        [&](std::uint32_t seed) {
            return wb::accuracy_after_fitting(recipe, wb::three_sets(set, seed), seed);
        },
        seeds);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::measure_bars(
        argc, argv, [](const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
            const wb::TrainAndTest set(data.c_str());
            measure(set, wb::small_recipe(), data, folder / ("ch04_small_" + data + ".json"), seeds);
            measure(set, wb::deep_recipe(), data, folder / ("ch04_deep_" + data + ".json"), seeds);
        });
}
