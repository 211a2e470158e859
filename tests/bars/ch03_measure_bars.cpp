// How good is good enough? Trains the reference's 784-200-10 network under 20 seeds and writes the bars
// tests/bars/ch03_mlp_*.json.
//
//     ch03_measure_bars_double digits DIR     ch03_mlp_subset.json and ch03_mlp_digits.json
//     ch03_measure_bars_float mnist DIR       ch03_mlp_mnist.json: 20 times the lab, some minutes
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <cstdint>
#include <functional>
#include <string>

#include "ch03_mlp/given/three_sets.hpp"
#include "tests/bars/write_bar.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace {

void measure(const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
    const wb::TrainAndTest set(data.c_str());
    const auto measure_bar = [&](const std::string& name, const std::string& part,
                                 const std::function<double(std::uint32_t)>& accuracy) {
        wb::measure_bar(folder / ("ch03_mlp_" + name + ".json"),
                        {.model = "784-200-10, SGD", .data = part, .metric = "test accuracy", .seeds = {}},
                        accuracy, seeds);
    };
    const std::size_t epochs = wb::MlpRecipe().epochs;
    if (data == "digits") {
        const wb::Samples subset = set.train.first(wb::subset_size);
        measure_bar("subset", "a tenth of digits", [&](std::uint32_t seed) {
            return wb::accuracy_after_training(subset, set.test, wb::subset_epochs, seed);
        });
        measure_bar(data, data, [&](std::uint32_t seed) {
            return wb::accuracy_after_training(set.train, set.test, epochs, seed);
        });
        return;
    }
    // The lab sets a validation set aside, and so does this.
    measure_bar(data, data, [&](std::uint32_t seed) {
        const wb::ThreeSets sets = wb::set_aside(set.train, set.test, seed);
        return wb::accuracy_after_training(sets.train, sets.test, epochs, seed);
    });
}

}  // namespace

int main(int argc, char** argv) {
    return wb::measure_bars(argc, argv, measure);
}
