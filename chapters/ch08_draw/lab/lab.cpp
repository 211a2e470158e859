/// \file
/// The lab of chapter 08: test images, pasted on a large canvas, come back to 28 x 28 in four ways, and are
/// read by networks that earlier labs have trained.

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/lab/parts/pictures.hpp"
#include "ch08_draw/lab/parts/tables.hpp"
#include "common/errors/data_error.hpp"
#include "common/lab/lab.hpp"

using namespace wb::lab08;

namespace {

/// Of a quick look.
constexpr std::size_t quick_tests = 2'000;

/// How far the accuracy on the normalized digits may be below that on the originals.
constexpr double promised = -0.005;

void sum_up(const std::string& network, const AllVerdicts& verdicts, double seconds, wb::Lab& lab) {
    const auto add = [&](const std::string& metric, double value, std::optional<double> promise) {
        lab.summary.add({.chapter = 8,
                         .model = network,
                         .data = lab.data.name,
                         .metric = metric,
                         .value = value,
                         .promised = promise,
                         .seconds = seconds});
    };
    const double normalized = verdicts.back().accuracy;
    add("accuracy, canvas only made smaller", verdicts[1].accuracy, std::nullopt);
    add("accuracy, pasted and normalized", normalized, std::nullopt);
    // The promise holds for real MNIST, all of it.
    const bool full_run = lab.data.name == "mnist" && !lab.options.quick;
    add("pasted and normalized, less the originals", normalized - verdicts.front().accuracy,
        full_run ? std::optional(promised) : std::nullopt);
}

/// A center of mass needs ink.
void require_ink(const wb::Images& images, const std::filesystem::path& file) {
    for (std::size_t n = 0; n < images.count; ++n)
        if (std::ranges::all_of(images.image(n), [](std::uint8_t byte) { return byte == 0; }))
            throw wb::data_error(file.string(), "image " + std::to_string(n),
                                 "some ink: this lab finds the middle of each digit", "only zeros",
                                 "Remove it and its label, or choose another data set with --data.");
}

void lab08(wb::Lab& lab) {
    const wb::Stopwatch watch;
    wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    if (lab.options.quick) test = wb::first_of(test, quick_tests);
    require_ink(test.images, lab.data.test_images);
    std::vector<wb::NetworkFromFile> all = networks(lab);
    print_centers(test.images);

    wb::Rng rng(lab.options.seed);
    fmt::print("\nPasting each of them on a canvas of {} x {}, 1.5 to 10 times as large.\n", wb::canvas_side,
               wb::canvas_side);
    const PastedTest pasted = paste_all(test, rng);
    std::vector<AllVerdicts> verdicts;
    for (wb::NetworkFromFile& network : all) {
        verdicts.push_back({read_all(network, test.images, test.labels)});
        for (const wb::Images& images : pasted.by_way)
            verdicts.back().push_back(read_all(network, images, test.labels));
    }
    print_accuracies(all, verdicts);
    print_by_size(all.back().name, verdicts.back(), pasted, test.labels);
    print_temperatures(all.back(), pasted.by_way.back(), test.labels);
    print_pens(all);

    for (std::size_t i = 0; i < all.size(); ++i) sum_up(all[i].name, verdicts[i], watch.seconds(), lab);
    draw_stages(test, all.back(), lab);
    draw_means(test.images, pasted.by_way, lab);
    draw_pens(all.back(), lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab08);
}
