#include "common/plot/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace {

using wb::plot::Rgb;

constexpr Rgb not_a_number{0xbb, 0xbb, 0xbb};

// Nuñez, Anderton and Renslow, "Optimizing colormaps with consideration for color vision deficiency" (2018):
// ten colors, evenly spread.
constexpr std::array<Rgb, 10> cividis{{{0x00, 0x20, 0x4d},
                                       {0x00, 0x33, 0x6f},
                                       {0x39, 0x48, 0x6b},
                                       {0x57, 0x5c, 0x6d},
                                       {0x70, 0x71, 0x73},
                                       {0x8a, 0x87, 0x79},
                                       {0xa6, 0x9d, 0x75},
                                       {0xc4, 0xb5, 0x6c},
                                       {0xe4, 0xcf, 0x5b},
                                       {0xff, 0xea, 0x46}}};

// Blue and orange differ for every kind of color vision.
constexpr std::array<Rgb, 5> blue_white_orange{
    {{0x00, 0x3f, 0x7f}, {0x56, 0x9d, 0xd0}, {0xff, 0xff, 0xff}, {0xf0, 0x9a, 0x4a}, {0xa5, 0x40, 0x00}}};

constexpr std::array<Rgb, 2> paper_to_ink{{{0xff, 0xff, 0xff}, {0x00, 0x00, 0x00}}};

/// The color at t, from 0 to 1, between evenly spread colors.
Rgb between(std::span<const Rgb> colors, double t) {
    const double at = t * static_cast<double>(colors.size() - 1);
    const std::size_t i = std::min(static_cast<std::size_t>(at), colors.size() - 2);
    const double part = at - static_cast<double>(i);
    const auto mix = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround((1 - part) * a + part * b));
    };
    const Rgb& a = colors[i];
    const Rgb& b = colors[i + 1];
    return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

/// A range for values that are all equal. (Of a large one, value + 1 would be the value again.)
wb::plot::Range around(double value) {
    return {value, value + std::max(1.0, 0.5 * std::abs(value))};
}

}  // namespace

Rgb wb::plot::color_of(double value, Scale scale, Range range) {
    if (std::isnan(value)) return not_a_number;
    // Halves: the width of a range may be more than a double can hold.
    const double part = (value / 2 - range.least / 2) / (range.greatest / 2 - range.least / 2);
    if (std::isnan(part)) return not_a_number;
    const double t = std::clamp(part, 0.0, 1.0);
    switch (scale) {
        case Scale::ink:
            return between(paper_to_ink, t);
        case Scale::sequential:
            return between(cividis, t);
        case Scale::diverging:
            break;
    }
    return between(blue_white_orange, t);
}

void wb::plot::widen(std::optional<Range>& range, const std::vector<double>& values) {
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        if (!range) range = Range{value, value};
        range->least = std::min(range->least, value);
        range->greatest = std::max(range->greatest, value);
    }
}

wb::plot::Range wb::plot::range_of(Scale scale, Range values) {
    if (scale == Scale::ink) return {0, 1};
    if (scale == Scale::diverging) {
        const double most = std::max(std::abs(values.least), std::abs(values.greatest));
        return most > 0 ? Range{-most, most} : Range{-1, 1};
    }
    return values.least < values.greatest ? values : around(values.least);
}

double wb::plot::lightness(Rgb color) {
    const auto linear = [](std::uint8_t part) {
        const double c = part / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

std::string wb::plot::hex(Rgb color) {
    return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}
