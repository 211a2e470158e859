/// \file
/// How all pictures look: one size, one font, one set of colors.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace wb::plot {

/// Of a picture, in pixels.
struct Size {
    std::size_t width = 1600;   ///< from left to right
    std::size_t height = 1000;  ///< from top to bottom
};

/// The font that fontconfig gives for this name: DejaVu Sans on a bare Debian, which has all our characters.
inline constexpr std::string_view font = "sans-serif";

/// Height of a title's letters in pixels. All three can be read on a projector from the last row.
inline constexpr double title_size = 38;
/// Of the letters of axes and captions.
inline constexpr double text_size = 30;
/// Of the letters of numbers at ticks.
inline constexpr double small_size = 26;

/// From the edge of a picture to what is on it, in pixels.
inline constexpr double margin = 40;
/// The height of the strip for the title, in pixels.
inline constexpr double title_height = 100;

inline constexpr std::string_view black = "#000000";       ///< text
inline constexpr std::string_view dark_gray = "#4d4d4d";   ///< what explains: axes, captions
inline constexpr std::string_view light_gray = "#d0d0d0";  ///< what may be overlooked: grids, thin frames

/// Categories, by Okabe and Ito ("Color universal design", 2008): told apart by color-blind readers, too.
/// Their order is ours; each category also has a mark or a dash of its own.
inline constexpr std::array<std::string_view, 6> categories{"#0072b2", "#d55e00", "#009e73",
                                                            "#cc79a7", "#56b4e9", "#000000"};
/// One category alone: bars, and what is right.
inline constexpr std::string_view right_color = categories[0];
/// What is wrong.
inline constexpr std::string_view wrong_color = categories[1];

}  // namespace wb::plot
