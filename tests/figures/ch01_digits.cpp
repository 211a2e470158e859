// The pixels of digits, standardized with the constants of MNIST.
#include <fmt/format.h>

#include <cmath>

#include "ch01_data/idx_files.hpp"
#include "ch01_data/normalize.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::Images images = wb::load_images(wb::find_dataset("digits").train_images);
    double sum = 0, squares = 0;
    const auto pixels = wb::standardize(images);
    for (const double x : pixels) {
        sum += x;
        squares += x * x;
    }
    const double mean = sum / static_cast<double>(pixels.size());
    const double std = std::sqrt(squares / static_cast<double>(pixels.size()) - mean * mean);
    figures.line(
        fmt::format("digits, standardized as for MNIST: mean {:.4f}, standard deviation {:.4f}", mean, std));
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "digits", find);
}
