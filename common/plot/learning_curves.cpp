#include "common/plot/learning_curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ostream>
#include <stdexcept>

#include "common/plot/axes.hpp"
#include "common/plot/gnuplot.hpp"

namespace {

using namespace wb::plot;

/// Marks and dashes: curves differ without their colors.
constexpr std::array<int, categories.size()> marks{7, 5, 9, 13, 11, 7};
constexpr std::array<const char*, categories.size()> dashes{"1",          "(12,5)", "(2,4)",
                                                            "(12,4,2,4)", "1",      "(12,5)"};

/// What can be drawn of the curves of one half.
struct Extent {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
    std::size_t epochs = 0;
    std::size_t gaps = 0;  ///< values that are not numbers
};

Extent extent_of(const std::vector<Curve>& curves) {
    Extent extent;
    for (const Curve& curve : curves) {
        extent.epochs = std::max(extent.epochs, curve.values.size());
        for (const double value : curve.values) {
            if (!std::isfinite(value)) {
                ++extent.gaps;
                continue;
            }
            extent.least = std::min(extent.least, value);
            extent.greatest = std::max(extent.greatest, value);
        }
    }
    return extent;
}

void require(const std::vector<Curve>& curves, const char* quantity, const Picture& picture) {
    if (curves.size() > categories.size())
        throw std::invalid_argument(
            fmt::format("learning_curves: {} curves of the {}, but only {} can be told apart", curves.size(),
                        quantity, categories.size()));
    if (!curves.empty() && extent_of(curves).least > extent_of(curves).greatest)
        throw wb::plot_error(
            fmt::format("No picture {}.png: no value of the {} is a number. Has the training diverged? "
                        "Try a smaller learning rate.",
                        picture.stem.string(), quantity));
}

/// From 0 for a loss. For an accuracy from a round number below the least to 100%: what happens near the top
/// matters.
std::string y_range(const Extent& extent, bool is_share) {
    if (!is_share)
        return fmt::format("set yrange [{}:{}]\n", std::min(0.0, 1.05 * extent.least),
                           extent.greatest > 0 ? 1.05 * extent.greatest : 1.0);
    const double percent = 100 * extent.least;
    const double step = percent > 80 ? 2 : 10;
    const double from = std::max(0.0, step * std::floor((percent - 0.2) / step));
    return fmt::format("set yrange [{}:{}]\nset ytics format '%g%%'\n", from,
                       std::max(100.0, 100 * extent.greatest));
}

void panel(std::ostream& gnuplot, const std::vector<Curve>& curves, const char* quantity, bool is_share,
           std::size_t first_epoch) {
    const Extent extent = extent_of(curves);
    const double first = static_cast<double>(first_epoch);
    const double last = first + static_cast<double>(extent.epochs) - 1;
    gnuplot << axes_commands() << x_name("epoch", static_cast<double>(Size{}.height)) << y_name(quantity)
            << y_range(extent, is_share);
    // Half a step of air; and no ticks between whole epochs.
    gnuplot << fmt::format("set xrange [{}:{}]\n", first - 0.5, last + 0.5)
            << fmt::format("set xtics {}\n",
                           std::max(1.0, std::ceil(static_cast<double>(extent.epochs) / 10)));
    std::vector<std::string> names;
    for (const Curve& curve : curves) names.push_back(curve.name);
    gnuplot << legend_commands(is_share ? "bottom right" : "top right", names);
    if (extent.gaps > 0)
        gnuplot << fmt::format(
            "set label 2 {} at graph 0.98, graph 0.5 right noenhanced textcolor rgb '{}'{}\n",
            literal(fmt::format("{} of the values: not a number", extent.gaps)), wrong_color,
            font_of(small_size));
    for (std::size_t i = 0; i < curves.size(); ++i)
        gnuplot << (i == 0 ? "plot " : ", ")
                << fmt::format(
                       "'-' using 1:2 with linespoints linewidth 3.5 dashtype {} pointtype {} pointsize {} * "
                       "mark_size "
                       "linecolor rgb '{}' title {}",
                       dashes[i], marks[i], extent.epochs > 40 ? 0 : 1, categories[i],
                       literal(curves[i].name));
    gnuplot << "\n";
    for (const Curve& curve : curves) {
        for (std::size_t i = 0; i < curve.values.size(); ++i) {
            // An empty line lifts the pen: no line across a gap.
            if (std::isfinite(curve.values[i]))
                gnuplot << fmt::format("{} {:.9g}\n", first + static_cast<double>(i),
                                       (is_share ? 100 : 1) * curve.values[i]);
            else
                gnuplot << "\n";
        }
        gnuplot << "e\n";
    }
    gnuplot << "unset label\nset ytics format '%h'\n";
}

}  // namespace

void wb::plot::learning_curves(const Picture& picture, const LearningCurves& curves) {
    if (curves.loss.empty() && curves.accuracy.empty())
        throw std::invalid_argument("learning_curves: there is no curve to draw");
    require(curves.loss, "loss", picture);
    require(curves.accuracy, "accuracy", picture);

    const Size size;
    const double width = static_cast<double>(size.width), height = static_cast<double>(size.height);
    const double top = title_height + 70, bottom = height - 140;
    const bool both = !curves.loss.empty() && !curves.accuracy.empty();
    draw(picture, [&](std::ostream& gnuplot) {
        gnuplot << "set multiplot\n" << title_command(picture, size);
        if (!curves.loss.empty()) {
            gnuplot << frame_at(120, both ? width / 2 - 20 : width - margin, top, bottom, width, height);
            panel(gnuplot, curves.loss, "loss", false, curves.first_epoch);
        }
        if (!curves.accuracy.empty()) {
            gnuplot << frame_at(both ? width / 2 + 110 : 120, width - margin, top, bottom, width, height);
            panel(gnuplot, curves.accuracy, "accuracy", true, curves.first_epoch);
        }
        gnuplot << "unset multiplot\n";
    });
}
