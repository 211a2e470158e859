/// \file
/// One line of a compiler's messages. Read by hand: <regex> took a fifth of the launcher's compile time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wb::cli {

/// "linear.cpp:31:5: error: what"; the column may be missing.
struct CompilerLine {
    std::string file;
    std::size_t line = 0;
    std::string message;
};

/// \param kind  what follows the place: "error: ", "warning: " or "required from "
/// \returns the parts of `text`, or nothing if it is no such line
std::optional<CompilerLine> compiler_line(std::string_view text, std::string_view kind);

}  // namespace wb::cli
