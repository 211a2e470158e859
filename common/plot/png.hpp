/// \file
/// Drawing with gnuplot.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>

#include "common/plot/plot_error.hpp"

namespace wb {

/// Lets gnuplot draw a PNG picture.
///
/// The file appears when it is complete: a reader finds the old picture or the new one.
/// \param path      where the picture goes; its folder must exist
/// \param width     in pixels
/// \param height    in pixels
/// \param commands  writes gnuplot's commands, and the data after them, to the stream; the terminal and the
///                  output are already set
/// \throws plot_error if gnuplot is not installed (the message says how to get it), or draws nothing (it
/// holds gnuplot's own complaint)
void draw_png(const std::filesystem::path& path, std::size_t width, std::size_t height,
              const std::function<void(std::ostream&)>& commands);

}  // namespace wb
