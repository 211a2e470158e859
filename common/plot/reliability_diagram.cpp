#include "common/plot/reliability_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "common/plot/axes.hpp"
#include "common/plot/gnuplot.hpp"

void wb::plot::reliability_diagram(const Picture& picture, const std::vector<ReliabilityBin>& bins,
                                   double calibration_error) {
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
    const std::string title_of_line =
        fmt::format("expected calibration error: {:.1f} percentage points", 100 * calibration_error);
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
                       literal(title_of_line), margin / width, 1 - (title_height + 14) / height, dark_gray,
                       font_of(small_size))
                << fmt::format(
                       "plot '-' using 1:2:3 with boxes linecolor rgb '{}' title 'share read right', "
                       "x with lines linewidth 3 dashtype (10,6) linecolor rgb '{}' title 'as sure as "
                       "right', "
                       "'-' using 1:2 with points pointtype 7 pointsize 1.25 * mark_size linecolor rgb '{}' "
                       "title 'mean confidence of the bin'\n",
                       categories[4], black, wrong_color);
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
                    << fmt::format("plot '-' using 1:2:3 with boxes linecolor rgb '{}' notitle\n", dark_gray);
            for (const ReliabilityBin& bin : bins)
                if (bin.count > 0)
                    gnuplot << fmt::format("{} {} {}\n", 50 * (bin.from + bin.to), bin.count,
                                           90 * (bin.to - bin.from));
            gnuplot << "e\nunset multiplot\n";
        },
        size);
}
