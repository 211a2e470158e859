#include "common/curriculum/line_to_edit.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace {

std::vector<std::string_view> lines_without_indentation(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (const auto last = line.find_last_not_of(" \t\r"); last != std::string_view::npos)
            line = line.substr(0, last + 1);
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

std::size_t wb::curriculum::line_to_edit(std::string_view text, const Exercise& exercise) {
    const auto lines = lines_without_indentation(text);
    const auto line_where = [&](auto&& is_it) -> std::size_t {
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (is_it(lines[i])) return i + 1;
        return 0;
    };
    const auto marked = [&](const std::string& marker) {
        return line_where([&](std::string_view line) { return line == marker; });
    };
    const auto with_code = [&](const std::string& code) {
        return line_where([&](std::string_view line) {
            return !line.starts_with("//") && line.find(code) < line.find("//");
        });
    };

    if (const auto line = with_code("todo(\"" + exercise.id + "\")"); line > 0) return line;
    for (const auto* marker : {"// EXERCISE ", "// BEGIN SOLUTION "})
        if (const auto line = marked(marker + exercise.id); line > 0) return line;
    if (exercise.symbol.empty()) return 1;
    if (const auto line = with_code(exercise.symbol + "("); line > 0) return line;
    // "wb::Linear::backward" may be defined where "Linear::backward(" stands.
    if (exercise.symbol.starts_with("wb::"))
        if (const auto line = with_code(exercise.symbol.substr(4) + "("); line > 0) return line;
    return 1;
}
