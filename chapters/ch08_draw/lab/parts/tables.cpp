#include "ch08_draw/lab/parts/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch08_draw/center_of_mass.hpp"
#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/lab/parts/sample_drawings.hpp"
#include "ch08_draw/lab/parts/ways.hpp"
#include "ch08_draw/read_drawing.hpp"
#include "ch08_draw/temperature.hpp"
#include "common/lab/progress_bar.hpp"

namespace {

// Appends one image.
void append(wb::Images& images, const wb::Images& one) {
    images.rows = one.rows;
    images.cols = one.cols;
    images.count += one.count;
    images.pixels.insert(images.pixels.end(), one.pixels.begin(), one.pixels.end());
}

}  // namespace

wb::lab08::PastedTest wb::lab08::paste_all(const DataSet& test, Rng& rng) {
    const std::size_t count = test.labels.size();
    PastedTest pasted{.scales = {}, .by_way = std::vector<Images>(ways().size())};
    ProgressBar bar("pasting");
    for (std::size_t n = 0; n < count; ++n) {
        const Pasted one = paste(test.images, n, rng);
        pasted.scales.push_back(one.scale);
        for (std::size_t i = 0; i < ways().size(); ++i) append(pasted.by_way[i], ways()[i].image(one.canvas));
        bar.update(n + 1, count);
    }
    return pasted;
}

void wb::lab08::print_centers(const Images& images) {
    Point least{28, 28}, most{0, 0}, sum{0, 0};
    for (std::size_t n = 0; n < images.count; ++n) {
        np_tensor image({images.rows, images.cols});
        std::ranges::transform(images.image(n), image.values().begin(),
                               [](std::uint8_t byte) { return static_cast<real>(byte) / 255; });
        const Point c = center_of_mass(image);
        least = {std::min(least.x, c.x), std::min(least.y, c.y)};
        most = {std::max(most.x, c.x), std::max(most.y, c.y)};
        sum = {sum.x + c.x, sum.y + c.y};
    }
    const auto count = static_cast<real>(images.count);
    fmt::print(
        "\nThe center of mass of {} test images: x from {:.2f} to {:.2f}, on average {:.2f};\n"
        "                                         y from {:.2f} to {:.2f}, on average {:.2f}.\n",
        images.count, least.x, most.x, sum.x / count, least.y, most.y, sum.y / count);
}

void wb::lab08::print_accuracies(const std::vector<NetworkFromFile>& networks,
                                 const std::vector<AllVerdicts>& verdicts) {
    fmt::print("\n{:43}", "right, and how sure it is on average");
    for (const NetworkFromFile& network : networks) fmt::print("{:>20}", network.name);
    fmt::print("\n");
    for (std::size_t row = 0; row <= ways().size(); ++row) {
        fmt::print("{:43}", row == 0 ? "the test images as they are" : ways()[row - 1].name);
        for (const AllVerdicts& of_network : verdicts)
            fmt::print("{:11.2f}% {:6.1f}%", 100 * of_network[row].accuracy,
                       100 * of_network[row].confidence);
        fmt::print("\n");
    }
}

void wb::lab08::print_by_size(const std::string& network, const AllVerdicts& verdicts,
                              const PastedTest& pasted, const Labels& labels) {
    fmt::print("\n{}, by the size of the digit on the canvas of 280 x 280\n", network);
    fmt::print("{:>16} {:>8} {:>26} {:>14}\n", "pixels", "digits", "the canvas, made smaller", "MNIST's way");
    constexpr double edges[] = {1.5, 3, 5, 7, 10};
    for (std::size_t bin = 0; bin + 1 < std::size(edges); ++bin) {
        std::size_t count = 0, raw = 0, normalized = 0;
        for (std::size_t n = 0; n < labels.size(); ++n) {
            const bool last = bin + 2 == std::size(edges);
            if (pasted.scales[n] < edges[bin] || (pasted.scales[n] >= edges[bin + 1] && !last)) continue;
            ++count;
            raw += verdicts[1].digits[n] == labels[n];
            normalized += verdicts.back().digits[n] == labels[n];
        }
        const auto percent = [&](std::size_t right) {
            return 100 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(count, 1));
        };
        fmt::print("{:>16} {:8} {:25.1f}% {:13.1f}%\n",
                   fmt::format("{:.0f} to {:.0f}", 20 * edges[bin], 20 * edges[bin + 1]), count, percent(raw),
                   percent(normalized));
    }
}

void wb::lab08::print_temperatures(NetworkFromFile& network, const Images& images, const Labels& labels) {
    fmt::print("\n{}, MNIST's way\n{:>11} {:>9} {:>18} {:>20}\n", network.name, "temperature", "right",
               "how sure it is", "loss (less is best)");
    // Logarithms of probabilities can replace the scores: they differ by a constant in each row, which does
    // not change softmax().
    const np_tensor scores =
        log(predict_probabilities(*network.model, network.prepare(images), 100) + 1e-30F);
    for (const real t : {0.5F, 1.0F, 1.5F, 2.0F, 4.0F}) {
        const np_tensor p = probabilities_at(scores, t);
        double loss = 0;
        for (std::size_t n = 0; n < labels.size(); ++n)
            loss -= std::log(std::max(static_cast<double>(p(n, labels[n])), 1e-30));
        const auto count = static_cast<double>(labels.size());
        fmt::print("{:11.1f} {:8.2f}% {:17.2f}% {:20.4f}\n", t,
                   100 * static_cast<double>(count_correct(p, labels)) / count,
                   100 * static_cast<double>(mean(max(p, {.axis = -1})).item()), loss / count);
    }
}

void wb::lab08::print_pens(std::vector<NetworkFromFile>& networks) {
    fmt::print("\nTen digits drawn {} pixels tall: how many are read, by the width of the pen\n{:>8}",
               sample_height, "pixels");
    for (const NetworkFromFile& network : networks) fmt::print("{:>20}", network.name);
    fmt::print("\n");
    for (const real width : {2.0F, 5.0F, 10.0F, 20.0F, 30.0F, 45.0F, 60.0F}) {
        fmt::print("{:8}", width);
        for (NetworkFromFile& network : networks) {
            std::size_t right = 0;
            for (std::size_t digit = 0; digit < 10; ++digit) {
                const auto reading =
                    read_drawing(*network.model, network.prepare, sample_canvas(digit, width));
                right += reading.value().digit == digit;
            }
            fmt::print("{:20}", right);
        }
        fmt::print("\n");
    }
}
