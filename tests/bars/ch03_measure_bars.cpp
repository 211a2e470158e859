// How good is good enough? Trains the reference's 784-200-10 network under 20 seeds and writes the bars
// tests/bars/ch03_mlp_*.json.
//
//     ch03_measure_bars_double digits DIR     ch03_mlp_subset.json and ch03_mlp_digits.json
//     ch03_measure_bars_float mnist DIR       ch03_mlp_mnist.json: 20 times the lab, some minutes
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <string>

#include "tests/bars/write_bar.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace {

void measure(const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
    const wb::TrainAndTest set(data.c_str());
    const auto measure_bar = [&](const std::string& name, const std::string& part, const wb::Samples& samples,
                                 std::size_t epochs) {
        wb::measure_bar(
            folder / ("ch03_mlp_" + name + ".json"),
            {.model = "784-200-10, SGD", .data = part, .metric = "test accuracy", .seeds = {}},
            [&](std::uint32_t seed) { return wb::accuracy_after_training(samples, set.test, epochs, seed); },
            seeds);
    };
    if (data == "digits")
        measure_bar("subset", "a tenth of digits", set.train.first(wb::subset_size), wb::subset_epochs);
    measure_bar(data, data, set.train, wb::MlpRecipe().epochs);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::measure_bars(argc, argv, measure);
}
