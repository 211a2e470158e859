#include "common/cli/support/text.hpp"

#include <time.h>  // localtime_r is POSIX, not C++

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

}  // namespace

std::string_view wb::cli::trim(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string wb::cli::squeezed(std::string_view text) {
    std::string result;
    for (const char c : trim(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) result += c;
        if (blank && result.back() != ' ') result += ' ';
    }
    return result;
}

std::string_view wb::cli::indentation(std::string_view line) {
    return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

std::string wb::cli::lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::vector<std::string> wb::cli::split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string wb::cli::join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

std::vector<std::string> wb::cli::split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    while (true) {
        const auto end = std::min(text.find(separator), text.size());
        if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
        if (end == text.size()) return parts;
        text.remove_prefix(end + separator.size());
    }
}

std::string wb::cli::join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

std::string wb::cli::last_lines(std::string_view text, std::size_t count) {
    auto lines = split_lines(text);
    if (lines.size() > count) lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(count));
    return join_lines(lines);
}

std::string wb::cli::counted(std::size_t count, std::string_view singular, std::string_view plural) {
    const auto noun = count == 1 || plural.empty() ? singular : plural;
    return std::to_string(count) + " " + std::string(noun) + (count != 1 && plural.empty() ? "s" : "");
}

std::size_t wb::cli::edit_distance(std::string_view a, std::string_view b) {
    // One row of the table at a time: row[j] is the distance of a's first i letters and b's first j.
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[b.size()];
}

std::string wb::cli::nearest(std::string_view word, const std::vector<std::string>& candidates) {
    // More than two slips, or more than half of the word, is another word.
    std::size_t best = std::min<std::size_t>(2, word.size() / 2) + 1;
    std::string answer;
    for (const auto& candidate : candidates) {
        const auto distance =
            candidate.starts_with(word) && word.size() >= 2 ? std::size_t{0} : edit_distance(word, candidate);
        if (distance < best) {
            best = distance;
            answer = candidate;
        }
    }
    return answer;
}

std::string wb::cli::local_time(std::time_t time, const char* format) {
    std::tm local{};
    ::localtime_r(&time, &local);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &local)};
}
