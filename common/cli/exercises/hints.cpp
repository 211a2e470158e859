#include "common/cli/exercises/hints.hpp"

#include "common/cli/support/text.hpp"

std::vector<std::string> wb::cli::hints_of(std::string_view hints_md, std::string_view id) {
    std::vector<std::string> hints;
    bool in_section = false;
    bool in_hint = false;
    for (const auto& line : split_lines(hints_md)) {
        if (line.starts_with("## ")) {
            const auto words = split(std::string_view(line).substr(3), " ");
            in_section = !words.empty() && words.front() == id;
            in_hint = false;
        } else if (in_section && line.starts_with("### ")) {
            hints.emplace_back();
            in_hint = true;
        } else if (in_section && in_hint) {
            hints.back() += line + "\n";
        }
    }
    for (auto& hint : hints) hint = std::string(trim(hint)) + "\n";
    return hints;
}
