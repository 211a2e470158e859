// How good is good enough? Trains the reference's residual network under 20 seeds and writes the bars
// tests/bars/ch09_*.json.
//
//     ch09_measure_bars_double digits DIR [SEEDS]     ch09_residual_digits.json
//     ch09_measure_bars_float mnist DIR [SEEDS]       ch09_residual_mnist.json and ch09_cnn16_mnist.json
//
// Beside each accuracy it prints that of the plain network with the same first weights; those make no bar.
#include <iostream>
#include <string>

#include "tests/bars/write_bar.hpp"
#include "tests/ch09_autograd/residual_run.hpp"

int main(int argc, char** argv) {
    return wb::measure_bars(
        argc, argv, [](const std::string& data, const std::filesystem::path& folder, std::uint32_t seeds) {
            const wb::TrainAndTest set(data.c_str());
            wb::measure_bar(
                folder / ("ch09_residual_" + data + ".json"),
                {.model = "12 layers, residual, Adam", .data = data, .metric = "test accuracy", .seeds = {}},
                [&](std::uint32_t seed) {
                    std::cout << "plain: " << wb::accuracy_by_autograd({.residual = false}, set, seed)
                              << "\n";
                    return wb::accuracy_by_autograd({.residual = true}, set, seed);
                },
                seeds);
            if (data != "mnist") return;
            const wb::NetworkRecipe recipe = wb::cnn16_recipe();
            const wb::TrainAndTest images(data.c_str(), recipe.prepare);
            wb::measure_bar(
                folder / "ch09_cnn16_mnist.json",
                {.model = "cnn16, Adam", .data = data, .metric = "test accuracy", .seeds = {}},
                [&](std::uint32_t seed) { return wb::cnn16_by_autograd(images, seed); }, seeds);
        });
}
