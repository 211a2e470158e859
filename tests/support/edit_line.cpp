#include "tests/support/edit_line.hpp"

#include <cctype>
#include <fstream>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string> read_lines(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

/// Whether the line holds the word, and the word ends there: "3.1" is not found in "3.10".
bool holds(std::string_view line, std::string_view word) {
    const auto at = line.find(word);
    if (at == std::string_view::npos) return false;
    const char after = at + word.size() < line.size() ? line[at + word.size()] : ' ';
    return std::isalnum(static_cast<unsigned char>(after)) == 0;
}

/// The number of the first line that holds the word, counted from 1; 0 without one.
int line_with(const std::vector<std::string>& lines, std::string_view word) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (holds(lines[i], word)) return static_cast<int>(i + 1);
    return 0;
}

/// The same for the definition of a symbol: its name and an opening parenthesis, not inside a comment.
int line_defining(const std::vector<std::string>& lines, const std::string& symbol) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto at = lines[i].find(symbol + "(");
        if (at != std::string::npos && lines[i].find("//") > at) return static_cast<int>(i + 1);
    }
    return 0;
}

}  // namespace

std::string wb::judge::shown_path(const std::filesystem::path& path, const Program& tested) {
    const auto relative = path.lexically_normal().lexically_relative(
        std::filesystem::path(tested.source_dir).lexically_normal());
    const bool inside = !relative.empty() && *relative.begin() != "..";
    return inside ? relative.string() : path.string();
}

wb::judge::EditLine wb::judge::find_edit_line(const Unit& unit, const Program& tested) {
    if (unit.file.empty()) return {};
    const auto path = std::filesystem::path(tested.code_dir).parent_path() / unit.directory / unit.file;
    const auto lines = read_lines(path);
    int line = line_with(lines, "// EXERCISE " + unit.id);
    if (line == 0) line = line_with(lines, "// BEGIN SOLUTION " + unit.id);
    if (line == 0 && !unit.symbol.empty()) line = line_defining(lines, unit.symbol);
    return {shown_path(path, tested), line == 0 ? 1 : line};
}
