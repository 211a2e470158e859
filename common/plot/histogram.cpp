#include "common/plot/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <stdexcept>

#include "common/plot/axes.hpp"
#include "common/plot/gnuplot.hpp"

void wb::plot::histogram(const Picture& picture, const Histogram& histogram) {
    const std::size_t K = histogram.names.size();
    if (K < 1 || K > 40 || histogram.counts.size() != K)
        throw std::invalid_argument(fmt::format(
            "histogram: {} names and {} counts; it can show 1 to 40 of both", K, histogram.counts.size()));
    for (const double count : histogram.counts)
        if (!(count >= 0) || std::isinf(count))
            throw plot_error(
                fmt::format("No picture {}.png: a bar cannot be {} high.", picture.stem.string(), count));

    const Size size;
    const double width = static_cast<double>(size.width), height = static_cast<double>(size.height);
    const double most = std::max(1.0, std::ranges::max(histogram.counts));
    const double room = (width - 200) / static_cast<double>(K);  // for a bar and its texts
    draw(
        picture,
        [&](std::ostream& gnuplot) {
            gnuplot << title_command(picture, size)
                    << frame_at(130, width - margin, title_height + 70, height - 140, width, height)
                    << axes_commands() << x_name(histogram.x_axis, height) << y_name(histogram.y_axis)
                    << fmt::format("set xrange [-0.6:{}]\nset yrange [0:{}]\n", static_cast<double>(K) - 0.4,
                                   1.08 * most)
                    << "set boxwidth 0.7\nset style fill solid noborder\nset xtics scale 0 format ' '\n";
            double name_size = text_size;
            for (const std::string& name : histogram.names)
                name_size = std::min(name_size, fitting(name, text_size, room));
            for (std::size_t k = 0; k < K; ++k) {
                const std::string count = fmt::format("{:.10g}", histogram.counts[k]);
                gnuplot << fmt::format("set label {} at {},{} center offset 0,0.6 noenhanced{}\n",
                                       literal(count), k, histogram.counts[k],
                                       font_of(fitting(count, text_size, room)))
                        << fmt::format(
                               "set label {} at {},0 center offset 0,-1 noenhanced textcolor rgb '{}'{}\n",
                               literal(histogram.names[k]), k, dark_gray, font_of(name_size));
            }
            gnuplot << fmt::format("plot '-' using 1:2 with boxes linecolor rgb '{}' notitle\n", right_color);
            for (std::size_t k = 0; k < K; ++k) gnuplot << fmt::format("{} {}\n", k, histogram.counts[k]);
            gnuplot << "e\n";
        },
        size);
}
