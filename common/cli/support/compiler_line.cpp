#include "common/cli/support/compiler_line.hpp"

#include <charconv>
#include <system_error>

namespace {

bool skip(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// Reads "31:" from the beginning of `text`, and takes it away.
std::optional<std::size_t> number_and_colon(std::string_view& text) {
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end == text.data() + text.size() || *end != ':') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return number;
}

}  // namespace

std::optional<wb::cli::CompilerLine> wb::cli::compiler_line(std::string_view text, std::string_view kind) {
    // A file's name may contain colons: the first one that a line number follows ends it.
    for (auto colon = text.find(':', 1); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
        auto rest = text.substr(colon + 1);
        const auto line = number_and_colon(rest);
        if (!line) continue;
        number_and_colon(rest);  // the column
        if (!skip(rest, " ")) continue;
        while (skip(rest, " ")) {
        }
        if (kind == "error: ") skip(rest, "fatal ");
        if (skip(rest, kind))
            return CompilerLine{std::string(text.substr(0, colon)), *line, std::string(rest)};
    }
    return std::nullopt;
}
