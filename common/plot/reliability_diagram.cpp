#include "common/plot/reliability_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <stdexcept>

#include "common/plot/axes.hpp"
#include "common/plot/gnuplot.hpp"

std::vector<wb::plot::ReliabilityBin> wb::plot::reliability_bins(const std::vector<double>& confidence,
                                                                 const std::vector<bool>& right,
                                                                 std::size_t bins) {
    if (confidence.size() != right.size() || bins == 0)
        throw std::invalid_argument(fmt::format("reliability_bins: {} confidences and {} verdicts in {} bins",
                                                confidence.size(), right.size(), bins));
    std::vector<ReliabilityBin> result(bins);
    const auto width = 1 / static_cast<double>(bins);
    for (std::size_t b = 0; b < bins; ++b) {
        result[b].from = static_cast<double>(b) * width;
        result[b].to = static_cast<double>(b + 1) * width;
    }
    for (std::size_t n = 0; n < confidence.size(); ++n) {
        if (!(confidence[n] >= 0 && confidence[n] <= 1))
            throw std::invalid_argument(
                fmt::format("reliability_bins: a confidence of {}; it is from 0 to 1", confidence[n]));
        // The first whose upper bound is not below it.
        const auto bin = std::ranges::lower_bound(result, confidence[n], {}, &ReliabilityBin::to);
        ReliabilityBin& its = bin != result.end() ? *bin : result.back();
        ++its.count;
        its.mean_confidence += confidence[n];
        its.accuracy += right[n] ? 1 : 0;
    }
    for (ReliabilityBin& bin : result) {
        if (bin.count == 0) continue;
        bin.mean_confidence /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
    }
    return result;
}

double wb::plot::expected_calibration_error(const std::vector<ReliabilityBin>& bins) {
    double sum = 0, count = 0;
    for (const ReliabilityBin& bin : bins) {
        const auto weight = static_cast<double>(bin.count);
        sum += weight * std::abs(bin.accuracy - bin.mean_confidence);
        count += weight;
    }
    return count > 0 ? sum / count : 0;
}

void wb::plot::reliability_diagram(const Picture& picture, const std::vector<ReliabilityBin>& bins) {
    if (bins.empty()) throw std::invalid_argument("reliability_diagram: there is no bin");
    for (const ReliabilityBin& bin : bins)
        if (!(bin.from < bin.to))
            throw std::invalid_argument(
                fmt::format("reliability_diagram: a bin from {} to {}", bin.from, bin.to));
    const bool empty = std::ranges::all_of(bins, [](const ReliabilityBin& bin) { return bin.count == 0; });
    if (empty)
        throw plot_error("No picture " + picture.stem.string() +
                         ".png: there is not one sample in its bins.");

    const Size size{.width = 1300, .height = 1200};
    const double width = static_cast<double>(size.width), height = static_cast<double>(size.height);
    const std::string title_of_line = fmt::format("expected calibration error: {:.1f} percentage points",
                                                  100 * expected_calibration_error(bins));
    const std::vector<std::string> names{"share read right", "as sure as right",
                                         "mean confidence of the bin"};
    draw(
        picture,
        [&](std::ostream& gnuplot) {
            gnuplot
                << "set multiplot\n"
                << title_command(picture, size)
                << frame_at(170, width - 60, title_height + 110, 820, width, height) << axes_commands()
                << "set xrange [0:100]\nset yrange [0:100]\n"
                << "set xtics 20 format ''\nset ytics 20 format '%g%%'\nset style fill solid noborder\n"
                << y_name("read right") << legend_commands("top left", names)
                << fmt::format(
                       "set label 2 {} at screen {}, screen {} left noenhanced textcolor rgb '{}'{}\n",
                       literal(title_of_line), margin / width, 1 - (title_height + 14) / height, dark_grey,
                       font_of(small_size))
                << fmt::format(
                       "plot '-' using 1:2:3 with boxes linecolor rgb '{}' title 'share read right', "
                       "x with lines linewidth 3 dashtype (10,6) linecolor rgb '{}' title 'as sure as "
                       "right', "
                       "'-' using 1:2 with points pointtype 7 pointsize 1.25 * mark_size linecolor rgb '{}' "
                       "title 'mean confidence of the bin'\n",
                       categories[4], black, wrong_colour);
            for (const ReliabilityBin& bin : bins)
                if (bin.count > 0)
                    gnuplot << fmt::format("{} {} {}\n", 50 * (bin.from + bin.to), 100 * bin.accuracy,
                                           90 * (bin.to - bin.from));
            gnuplot << "e\n";
            for (const ReliabilityBin& bin : bins)
                if (bin.count > 0)
                    gnuplot << fmt::format("{} {}\n", 100 * bin.mean_confidence, 100 * bin.accuracy);
            gnuplot << "e\nunset label\nunset key\n";

            // Below, how many samples each bin has: on a scale of powers of ten, for most networks are mostly
            // sure.
            gnuplot << frame_at(170, width - 60, 920, height - 140, width, height)
                    << "set xtics 20 format '%g%%'\nset logscale y\nset yrange [0.7:*]\nset ytics autofreq "
                       "format '%g'\n"
                    << x_name("confidence: the probability of what the network says", height)
                    << y_name("samples")
                    << fmt::format("plot '-' using 1:2:3 with boxes linecolor rgb '{}' notitle\n", dark_grey);
            for (const ReliabilityBin& bin : bins)
                if (bin.count > 0)
                    gnuplot << fmt::format("{} {} {}\n", 50 * (bin.from + bin.to), bin.count,
                                           90 * (bin.to - bin.from));
            gnuplot << "e\nunset multiplot\n";
        },
        size);
}
