/// \file
/// What may be done with the terminal: colors and one updating line, when there is one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wb {

/// How a word is painted.
enum class Color { none, green, red, yellow, cyan, bold, dim };

/// Whether standard output is a terminal that understands more than text.
bool is_terminal();
/// Columns of the terminal; 100 when there is none.
std::size_t terminal_width();
/// `text` in a color; as it is without a terminal, or when NO_COLOR is set (https://no-color.org).
std::string paint(Color color, std::string_view text);

}  // namespace wb
