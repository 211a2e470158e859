#include "common/cli/support/table.hpp"

#include <algorithm>

#include "common/cli/support/text.hpp"

namespace {

// Letters, not bytes: a byte 10xxxxxx continues a letter of UTF-8.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) line += (line.empty() ? "" : "  ") + cell;
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line + "\n";
}

// One line of a .csv file: quoted where a comma, a quote or a new line would be misread.
std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (!line.empty()) line += ',';
        if (cell.find_first_of(",\"\n") == std::string::npos) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\n";
}

}  // namespace

void wb::cli::Table::add(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    rows_.push_back(std::move(cells));
}

std::string wb::cli::Table::text() const {
    std::vector<std::string> titles;
    std::vector<std::string> dashes;
    std::vector<std::vector<std::string>> padded(rows_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::size_t widest = width(columns_[c].title);
        for (const auto& row : rows_) widest = std::max(widest, width(row[c]));
        const auto pad = [&](const std::string& cell) {
            const std::string spaces(widest - width(cell), ' ');
            return columns_[c].align == Align::right ? spaces + cell : cell + spaces;
        };
        titles.push_back(pad(columns_[c].title));
        dashes.emplace_back(widest, '-');
        for (std::size_t r = 0; r < rows_.size(); ++r) padded[r].push_back(pad(rows_[r][c]));
    }
    std::string text = line_of(titles) + line_of(dashes);
    for (const auto& row : padded) text += line_of(row);
    return text;
}

std::string wb::cli::Table::markdown() const {
    const auto escaped = [](const std::string& cell) {
        std::string result;
        for (const char c : cell) result += c == '|' ? std::string("\\|") : std::string(1, c);
        return result;
    };
    std::string titles = "|";
    std::string rule = "|";
    for (const auto& column : columns_) {
        titles += " " + escaped(column.title) + " |";
        rule += column.align == Align::right ? "---:|" : "---|";
    }
    std::string text = titles + "\n" + rule + "\n";
    for (const auto& row : rows_) {
        text += "|";
        for (const auto& cell : row) text += " " + escaped(cell) + " |";
        text += "\n";
    }
    return text;
}

std::string wb::cli::Table::csv() const {
    std::vector<std::string> titles;
    for (const auto& column : columns_) titles.push_back(column.title);
    std::string text = csv_line(titles);
    for (const auto& row : rows_) text += csv_line(row);
    return text;
}
