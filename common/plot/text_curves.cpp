#include "common/plot/text_curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "common/plot/palette.hpp"
#include "common/plot/ticks.hpp"

namespace {

using namespace wb::plot;

constexpr std::size_t columns = 64, lines = 11;  // of the drawing, in characters
constexpr std::array<const char*, 4> marks{"●", "○", "▲", "△"};

/// A value for each column of the drawing, where there is one: between epochs along straight lines.
double value_at(const Curve& curve, double epoch) {
    const auto before = static_cast<std::size_t>(epoch);
    if (before >= curve.values.size()) return std::nan("");
    const double part = epoch - static_cast<double>(before);
    if (part < 1e-9) return curve.values[before];
    if (before + 1 >= curve.values.size()) return std::nan("");
    return (1 - part) * curve.values[before] + part * curve.values[before + 1];
}

}  // namespace

std::string wb::plot::text_curves(const std::string& quantity, const std::vector<Curve>& curves,
                                  std::size_t first_epoch) {
    if (curves.empty() || curves.size() > marks.size())
        throw std::invalid_argument(
            fmt::format("text_curves: {} curves; it can show 1 to {}", curves.size(), marks.size()));
    std::optional<Range> found;
    std::size_t epochs = 0;
    for (const Curve& curve : curves) {
        widen(found, curve.values);
        epochs = std::max(epochs, curve.values.size());
    }
    if (!found) return quantity + ": no value is a number, so there is no curve to draw\n";
    if (found->least == found->greatest) {  // a flat curve in the middle
        const double room = std::max(0.5 * std::abs(found->least), 1e-3);
        found = Range{found->least - room, found->greatest + room};
    }

    // The drawing: later curves cover earlier ones. Marks where epochs are, dots between them.
    std::vector<std::vector<std::string>> page(lines, std::vector<std::string>(columns, " "));
    const double steps = epochs > 1 ? static_cast<double>(epochs - 1) : 1;
    const auto put = [&](std::size_t column, double value, const char* mark) {
        const double t = (value - found->least) / (found->greatest - found->least);
        if (!std::isfinite(t)) return;
        page[lines - 1 - static_cast<std::size_t>(std::lround(t * (lines - 1)))][column] = mark;
    };
    const auto column_of = [&](std::size_t epoch) {
        return epochs == 1 ? columns / 2
                           : static_cast<std::size_t>(
                                 std::lround(static_cast<double>(epoch) / steps * (columns - 1)));
    };
    for (const Curve& curve : curves)
        for (std::size_t c = 0; epochs > 1 && c < columns; ++c)
            put(c, value_at(curve, static_cast<double>(c) / (columns - 1) * steps), "·");
    for (std::size_t i = 0; i < curves.size(); ++i)
        for (std::size_t epoch = 0; epoch < curves[i].values.size(); ++epoch)
            put(column_of(epoch), curves[i].values[epoch], marks[i]);

    std::string text = quantity + "  ";
    for (std::size_t i = 0; i < curves.size(); ++i) text += fmt::format("  {} {}", marks[i], curves[i].name);
    text += "\n";
    for (std::size_t row = 0; row < lines; ++row) {
        const double t = 1 - static_cast<double>(row) / (lines - 1);
        const double value = found->least + t * (found->greatest - found->least);
        text += row % 5 == 0 ? fmt::format("{:>10.4g} ┤", value) : fmt::format("{:>10} │", "");
        std::string line;
        for (const std::string& character : page[row]) line += character;
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    std::string axis;
    for (std::size_t i = 0; i < columns; ++i) axis += "─";
    // The first epoch at the left end, and the last at the right; a single one below its mark.
    const std::string first = std::to_string(first_epoch), last = std::to_string(first_epoch + epochs - 1);
    const std::string names = epochs == 1
                                  ? fmt::format("{:>{}}", "epoch " + last, columns / 2 + 3)
                                  : fmt::format("epoch {:<{}}{}", first, columns - 6 - last.size(), last);
    return text + fmt::format("{:>10} └{}\n{:12}{}\n", "", axis, "", names);
}
