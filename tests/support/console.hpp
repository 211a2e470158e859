/// \file
/// The lines of the report.
#pragma once

#include <string>
#include <string_view>

namespace wb::judge {

/// Prints at once, after whatever the code under test has printed.
void print(std::string_view text);

/// The text with each line after the first indented, and long lines broken between words.
std::string indented(std::string_view text, std::size_t indent, std::size_t width = 110);

}  // namespace wb::judge
