// What trained networks read when the test images are moved: mean of up, down, left and right.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "tests/ch04_adam/training_run.hpp"
#include "tests/ch05_cnn/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

/// Every image moved by so many pixels; what leaves is gone, what comes in is blank.
wb::Images moved(const wb::Images& images, int down, int right) {
    wb::Images result = images;
    std::ranges::fill(result.pixels, std::uint8_t{0});
    const int H = static_cast<int>(images.rows), W = static_cast<int>(images.cols);
    for (std::size_t n = 0; n < images.count; ++n) {
        for (int h = std::max(0, -down); h < std::min(H, H - down); ++h) {
            for (int w = std::max(0, -right); w < std::min(W, W - right); ++w) {
                const auto at = [&](int row, int col) {
                    return (n * images.rows + static_cast<std::size_t>(row)) * images.cols +
                           static_cast<std::size_t>(col);
                };
                result.pixels[at(h + down, w + right)] = images.pixels[at(h, w)];
            }
        }
    }
    return result;
}

void find(wb::Figures& figures) {
    const wb::DatasetFiles files = wb::find_dataset("mnist");
    const wb::DataSet test = wb::load_data_set(files.test_images, files.test_labels);
    wb::Rng rng(1);
    const auto dense_recipe = wb::deep_recipe();
    const auto small_recipe = wb::cnn16_recipe(), large_recipe = wb::cnn28_recipe();
    const auto dense = dense_recipe.make(rng);
    const auto small = small_recipe.make_fast(rng, 1), large = large_recipe.make_fast(rng, 1);
    wb::load(*dense, figures.results() / "ch04" / (dense_recipe.name + ".npz"));
    wb::load(*small, figures.results() / "ch05" / "cnn16.npz");
    wb::load(*large, figures.results() / "ch05" / "cnn28.npz");
    for (wb::Module* model : {dense.get(), small.get(), large.get()}) model->eval();

    const auto reads = [&](wb::Module& model, const wb::np_tensor& x) {
        return wb::evaluate(model, x, test.labels).accuracy;
    };
    for (int by = 0; by <= 4; ++by) {
        std::vector<std::pair<int, int>> ways{{-by, 0}, {by, 0}, {0, -by}, {0, by}};
        if (by == 0) ways.resize(1);
        const double share = 1 / static_cast<double>(ways.size());
        double of_dense = 0, of_small = 0, of_large = 0;
        for (const auto& [down, right] : ways) {
            const wb::Images images = moved(test.images, down, right);
            of_dense += share * reads(*dense, wb::as_rows(images));
            of_small += share * reads(*small, small_recipe.prepare(images));
            of_large += share * reads(*large, large_recipe.prepare(images));
        }
        figures.line(fmt::format("moved by {}: {:.1f}%, {:.1f}%, {:.1f}%", by, 100 * of_dense, 100 * of_small,
                                 100 * of_large));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
