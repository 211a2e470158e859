// How good is good enough? Trains the reference's 784-200-10 network under 20 seeds and writes the bars
// tests/bars/ch03_mlp_*.json.
//
//     ch03_measure_bars_double digits DIR     ch03_mlp_subset.json and ch03_mlp_digits.json
//     ch03_measure_bars_float mnist DIR       ch03_mlp_mnist.json: 20 times the lab, some minutes
//
// The bars are measured as they are used: the milestone trains with double, the lab with float.
#include <exception>
#include <iostream>
#include <string_view>

#include "tests/bars/write_bar.hpp"
#include "tests/ch03_mlp/training_run.hpp"

namespace {

constexpr std::uint32_t seeds = 20;

template <class Run>
std::vector<double> under_all_seeds(const Run& run) {
    std::vector<double> accuracies;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        accuracies.push_back(run(seed));
        std::cout << "seed " << seed << ": " << accuracies.back() << std::endl;
    }
    return accuracies;
}

int measure(const std::string& data, const std::filesystem::path& folder) {
    const wb::TrainAndTest set(data.c_str());
    const std::size_t epochs = wb::MlpRecipe().epochs;
    const std::string model = "784-200-10, SGD";
    if (data == "digits") {
        const wb::Samples subset = set.train.first(wb::subset_size);
        wb::write_bar(folder / "ch03_mlp_subset.json", {.model = model,
                                                        .data = "a tenth of digits",
                                                        .metric = "test accuracy",
                                                        .seeds = under_all_seeds([&](std::uint32_t seed) {
                                                            return wb::accuracy_after_training(
                                                                subset, set.test, wb::subset_epochs, seed);
                                                        })});
    }
    wb::write_bar(folder / ("ch03_mlp_" + data + ".json"), {.model = model,
                                                            .data = data,
                                                            .metric = "test accuracy",
                                                            .seeds = under_all_seeds([&](std::uint32_t seed) {
                                                                return wb::accuracy_after_training(
                                                                    set.train, set.test, epochs, seed);
                                                            })});
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 || (std::string_view(argv[1]) != "digits" && std::string_view(argv[1]) != "mnist")) {
        std::cerr << "usage: ch03_measure_bars_{double,float} digits|mnist FOLDER\n";
        return 2;
    }
    try {
        return measure(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "The bars were not measured: " << error.what() << "\n";
        return 1;
    }
}
