// Pasted and normalized test images, read with the center of mass brought to the edge between two pixels, 14,
// and to the middle of pixel 14.
#include <fmt/format.h>

#include <cmath>

#include "ch08_draw/center_of_mass.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "ch08_draw/scale_to_fit.hpp"
#include "tests/ch08_draw/reading_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

/// As normalize_drawing(), with another middle.
wb::Images normalized(const wb::np_tensor& canvas, wb::real middle) {
    const wb::np_tensor fitted = wb::scale_to_fit(canvas, wb::bounding_box(canvas).value(), wb::digit_side);
    const wb::Point center = wb::center_of_mass(fitted);
    const auto offset = [&](wb::real from, std::size_t size) {
        return static_cast<std::size_t>(
            std::clamp(std::round(middle - from), wb::real(0), static_cast<wb::real>(wb::field_side - size)));
    };
    return wb::as_bytes(
        wb::place(fitted, {.top = offset(center.y, fitted.dim(0)), .left = offset(center.x, fitted.dim(1))},
                  wb::field_side));
}

void find(wb::Figures& figures) {
    const wb::DatasetFiles files = wb::find_dataset("mnist");
    const wb::DataSet test = wb::load_data_set(files.test_images, files.test_labels);
    const wb::NetworkFromFile dense =
        wb::load_network(figures.results() / "ch04" / (wb::deep_recipe().name + ".npz"));
    const wb::NetworkFromFile cnn28 = wb::load_network(figures.results() / "ch05" / "cnn28.npz");
    for (const wb::real middle : {14.0F, 14.5F}) {
        wb::Rng rng(1);
        const wb::Images images = wb::each(test.images, [&](std::size_t n) {
            return normalized(wb::paste(test.images, n, rng).canvas, middle);
        });
        const auto reads = [&](const wb::NetworkFromFile& network) {
            return 100 * wb::evaluate(*network.model, network.prepare(images), test.labels, 100).accuracy;
        };
        figures.line(
            fmt::format("center of mass at {:.1f}: {:.2f}%, {:.2f}%", middle, reads(dense), reads(cnn28)));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
