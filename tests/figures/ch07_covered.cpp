// What covering a piece of the lab's 3 and 4 does to the scores of cnn28.
#include <fmt/format.h>

#include <algorithm>

#include "ch01_data/normalize.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch07_saliency/given/digits.hpp"
#include "ch07_saliency/occlusion.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::NetworkRecipe recipe = wb::cnn28_recipe();
    const wb::DatasetFiles files = wb::find_dataset("mnist");
    const wb::DataSet test = wb::load_data_set(files.test_images, files.test_labels);
    const auto digits = wb::first_of_each_class(test);
    const wb::np_tensor x = recipe.prepare(digits.images);
    const wb::real baseline = wb::standardize({.count = 1, .rows = 1, .cols = 1, .pixels = {0}}).front();
    wb::Rng rng(1);
    const auto model = recipe.make(rng);
    wb::load(*model, figures.results() / "ch05" / "cnn28.npz");

    for (const auto& [digit, k] : {std::pair<std::size_t, std::size_t>{3, 3}, {4, 4}, {4, 9}}) {
        const wb::np_tensor map = wb::occlusion(*model, x.rows({digit}), {k}, 5, baseline);
        const auto [least, most] = std::ranges::minmax(map.values());
        figures.line(
            fmt::format("the {} as a {}: covering a piece costs {:.1f} at the most, and gains {:.1f}", digit,
                        k, most, -least));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
