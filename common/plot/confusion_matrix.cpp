#include "common/plot/confusion_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "common/plot/canvas.hpp"

namespace {

using namespace wb::plot;

/// How many samples the row has.
std::size_t row_sum(const ConfusionCounts& confusion, std::size_t row) {
    const std::size_t K = confusion.names.size();
    const auto begin = confusion.counts.begin() + static_cast<std::ptrdiff_t>(row * K);
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(K), std::size_t{0});
}

/// The greatest share of a row that a mistake has.
double worst_mistake(const std::vector<double>& shares, std::size_t K) {
    double worst = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (i / K != i % K) worst = std::max(worst, shares[i]);
    return worst;
}

/// With as many digits as tell something: "98.2%", "0.1%", "100%".
std::string share_in_percent(double share) {
    return share > 0.9995 ? fmt::format("{:.0f}%", 100 * share) : fmt::format("{:.1f}%", 100 * share);
}

/// Cividis from its light end, for nothing, to its dark end, for the worst mistake: few mistakes, little ink.
Rgb color_of_mistake(double share, double worst) {
    return color_of(1 - share / worst, Scale::sequential, {0, 1});
}

}  // namespace

std::vector<double> wb::plot::row_shares(const ConfusionCounts& confusion) {
    const std::size_t K = confusion.names.size();
    if (confusion.counts.size() != K * K)
        throw std::invalid_argument(fmt::format("a confusion matrix of {} classes has {} counts, not {}", K,
                                                K * K, confusion.counts.size()));
    std::vector<double> shares(K * K, 0.0);
    for (std::size_t i = 0; i < K; ++i)
        if (const std::size_t samples = row_sum(confusion, i); samples > 0)
            for (std::size_t j = 0; j < K; ++j)
                shares[i * K + j] =
                    static_cast<double>(confusion.counts[i * K + j]) / static_cast<double>(samples);
    return shares;
}

void wb::plot::confusion_matrix(const Picture& picture, const ConfusionCounts& confusion) {
    const std::size_t K = confusion.names.size();
    if (K < 2 || K > 20)
        throw std::invalid_argument(fmt::format("confusion_matrix: {} classes; it can show 2 to 20", K));
    const std::vector<double> shares = row_shares(confusion);
    if (std::ranges::all_of(confusion.counts, [](std::size_t count) { return count == 0; }))
        throw plot_error("No picture " + picture.stem.string() +
                         ".png: there is not one sample in the matrix.");

    // Room for the names at the left, and for a color bar at the right.
    double names_width = 0;
    for (const std::string& name : confusion.names)
        names_width = std::max(names_width, width_of(name, text_size, true));
    names_width = std::min(names_width + 4, 220.0);

    const Size size{.width = 1600, .height = 1200};
    const double worst = worst_mistake(shares, K);
    const auto classes = static_cast<double>(K);
    const double left = margin + 60 + names_width;
    // Names that are wider than the columns are turned.
    const bool upwards = names_width > (1360 - left) / classes;
    const double top = title_height + 40 + (upwards ? names_width + 30 : 50);
    const Box matrix{.x = left, .y = top, .width = 1360 - left, .height = 1160 - top};
    const double w = matrix.width / classes, h = matrix.height / classes;
    // As large as the longest count allows: the cells of the diagonal have the largest.
    const std::size_t most = std::ranges::max(confusion.counts);
    const double count_size = fitting(std::to_string(most), std::min(36.0, 0.38 * h), w - 18, true);
    const double share_size = fitting("99.9%", std::min(small_size, 0.28 * h), w - 18);
    Canvas canvas;
    for (std::size_t i = 0; i < K; ++i) {
        for (std::size_t j = 0; j < K; ++j) {
            const Box cell{matrix.x + static_cast<double>(j) * w + 2,
                           matrix.y + static_cast<double>(i) * h + 2, w - 4, h - 4};
            const std::size_t count = confusion.counts[i * K + j];
            const double share = shares[i * K + j];
            std::string_view ink = black;
            if (i == j) {
                canvas.frame({cell.x + 3, cell.y + 3, cell.width - 6, cell.height - 6}, 3, black);
            } else if (count == 0) {
                canvas.area(cell, "#f4f4f4");
                continue;
            } else {
                const Rgb color = color_of_mistake(share, worst);
                canvas.area(cell, hex(color));
                if (lightness(color) < 0.18) ink = "#ffffff";
            }
            const double x = cell.x + cell.width / 2, y = cell.y + cell.height / 2;
            if (row_sum(confusion, i) == 0) {
                canvas.text({x, y}, "no sample", {.size = fitting("no sample", small_size, w - 18)});
                continue;
            }
            canvas.text({x, y - std::min(0.19 * h, 28.0)}, std::to_string(count),
                        {.size = count_size, .color = ink, .bold = i == j});
            canvas.text({x, y + std::min(0.22 * h, 28.0)}, share_in_percent(share),
                        {.size = share_size, .color = ink});
        }
    }

    // The names: of what it is at the left, of what the network says above, as one reads "a 4 was called 9".
    for (std::size_t k = 0; k < K; ++k) {
        const std::string& name = confusion.names[k];
        const double across = matrix.x + (static_cast<double>(k) + 0.5) * w;
        const double down = matrix.y + (static_cast<double>(k) + 0.5) * h;
        const double size_of_name = fitting(name, text_size, names_width, true);
        canvas.text({matrix.x - 18, down}, name, {.size = size_of_name, .align = Align::right, .bold = true});
        if (upwards)
            canvas.text({across, matrix.y - 14}, name,
                        {.size = size_of_name, .align = Align::left, .bold = true, .upwards = true});
        else
            canvas.text({across, matrix.y - 24}, name, {.size = size_of_name, .bold = true});
    }
    canvas.text({matrix.x + matrix.width / 2, title_height + 20}, "what the network says",
                {.color = dark_gray});
    canvas.text({margin + 14, matrix.y + matrix.height / 2}, "what it is",
                {.color = dark_gray, .upwards = true});

    // A color bar of the mistakes; none if there is no mistake.
    if (worst > 0) {
        const Box strip{matrix.x + matrix.width + 60, matrix.y + 2, 34, matrix.height - 4};
        color_bar(canvas, strip,
                  {.scale = Scale::sequential,
                   .range = {0, 100 * worst},
                   .name = "of the row",
                   .unit_of_ticks = "%",
                   .dark_is_most = true});
    }
    canvas.draw(picture, size);
}
