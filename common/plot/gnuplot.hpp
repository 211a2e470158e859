/// \file
/// Drawing with gnuplot.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "common/plot/picture.hpp"
#include "common/plot/style.hpp"

namespace wb::plot {

/// Text as gnuplot reads it literally, in quotes. Control characters become blanks, and bytes that are not
/// UTF-8 question marks, so that the SVG file is well-formed. Not for the names of ticks, in which gnuplot
/// looks for %.
std::string literal(std::string_view text);

/// The words ``font 'sans-serif,26'`` and a blank before them, with `:Bold` if asked for.
std::string font_of(double size, bool bold = false);

/// How wide the text will be, in pixels: an estimate.
double width_of(std::string_view text, double size, bool bold = false);

/// The font size, at most `size`, in which the text is not wider than `width` pixels.
double fitting(std::string_view text, double size, double width, bool bold = false);

/// The command that puts the title in its place, as label 1.
std::string title_command(const Picture& picture, Size size);

/// Lets gnuplot draw a picture twice, as `<stem>.png` and as `<stem>.svg`.
///
/// The files appear when they are complete: a reader finds the old picture or the new one.
/// \param commands  writes gnuplot's commands, and the data after them, to the stream; called once for each
///                  file, with terminal, output and font already set, and mark_size, to be used as a
///                  pointsize
/// \throws plot_error if gnuplot is not installed (the message says how to get it), if the folder is not there, or if
///         gnuplot draws nothing (the message holds gnuplot's own complaint)
void draw(const Picture& picture, const std::function<void(std::ostream&)>& commands, Size size = {});

}  // namespace wb::plot
