/// \file
/// How diagrams with axes look.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wb::plot {

/// Commands for a light frame: two axes, ticks outside, a grid that may be overlooked.
std::string axes_commands();

/// What the axis along the bottom counts. As label 4, at the lower edge of a page of this height.
std::string x_name(std::string_view text, double height);

/// What the other axis counts: above it, to be read without turning one's head. As label 3.
std::string y_name(std::string_view text);

/// Commands for a legend on white ground.
/// \param corner  "top right"
/// \param names   of what it lists
std::string legend_commands(std::string_view corner, const std::vector<std::string>& names);

/// Commands that put the diagram's frame at these places, in pixels of a page of this size.
std::string frame_at(double left, double right, double top, double bottom, double width, double height);

}  // namespace wb::plot
