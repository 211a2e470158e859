/// \file
/// The lab of chapter 08: test images, pasted on a large canvas, come back to 28 x 28 in four ways, and are
/// read by networks that earlier labs have trained.

#include "common/lab/lab.hpp"
#include "ch08_draw/lab_pictures.hpp"
#include "ch08_draw/lab_tables.hpp"

using namespace wb::lab08;

namespace {

/// Of a quick look.
constexpr std::size_t quick_tests = 2'000;

/// The most that the normalised digits may be behind the originals.
constexpr double promised = -0.01;

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
    add("accuracy, pasted and normalised", normalized, std::nullopt);
    // The promise holds for real MNIST, all of it.
    const bool full_run = lab.data.name == "mnist" && !lab.options.quick;
    add("pasted and normalised, less the originals", normalized - verdicts.front().accuracy,
        full_run ? std::optional(promised) : std::nullopt);
}

void lab08(wb::Lab& lab) {
    const wb::Stopwatch watch;
    std::vector<wb::NetworkFromFile> all = networks(lab);
    wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    if (lab.options.quick) test = wb::first_of(test, quick_tests);
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
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavour = WORKBOOK_FLAVOUR}, lab08);
}
