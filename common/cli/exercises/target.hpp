/// \file
/// How exercises and chapters are named on the command line.
#pragma once

#include <optional>
#include <string_view>

namespace wb::cli {

/// "3", "03" and "ch03_mlp" are chapter 3; "3.2" is none.
std::optional<int> chapter_number(std::string_view word);

}  // namespace wb::cli
