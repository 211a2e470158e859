#include "tests/dev/lesson_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

constexpr std::string_view dots = "...";

std::string_view without_end(std::string_view line) {
    const auto last = line.find_last_not_of(" \t\r");
    return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// The pieces between `...`, as they are.
std::vector<std::string_view> pieces_of(std::string_view line) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto at = line.find(dots);
        pieces.push_back(line.substr(0, at));
        if (at == std::string_view::npos) return pieces;
        line.remove_prefix(at + dots.size());
    }
}

bool fits(std::string_view shown, std::string_view printed) {
    shown = without_end(shown);
    printed = without_end(printed);
    if (shown == printed) return true;
    const auto pieces = pieces_of(shown);
    if (pieces.size() == 1 || !printed.starts_with(pieces.front())) return false;
    std::size_t at = pieces.front().size();
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto found = printed.find(pieces[i], at);
        if (found == std::string_view::npos) return false;
        at = found + pieces[i].size();
    }
    return printed.size() >= at + pieces.back().size() && printed.ends_with(pieces.back());
}

/// The lines between lines of `...`.
std::vector<std::vector<std::string>> parts_of(const std::vector<std::string>& shown) {
    std::vector<std::vector<std::string>> parts(1);
    for (const auto& line : shown) {
        if (trim(line) == dots)
            parts.emplace_back();
        else
            parts.back().push_back(line);
    }
    std::erase_if(parts, [](const auto& part) { return part.empty(); });
    return parts;
}

std::size_t fitting_lines(const std::vector<std::string>& part, const std::vector<std::string>& printed,
                          std::size_t at) {
    std::size_t count = 0;
    while (count < part.size() && at + count < printed.size() && fits(part[count], printed[at + count]))
        ++count;
    return count;
}

std::string without_remark(const std::string& line) {
    static const std::regex remark(R"((^|[^/])//(?!/).*$)");
    return std::regex_replace(line, remark, "$1");
}

}  // namespace

std::string wb::cli::difference(const std::vector<std::string>& shown,
                                const std::vector<std::string>& printed) {
    const auto parts = parts_of(shown);
    if (parts.empty()) return "the block shows nothing";
    std::size_t from = 0;
    for (const auto& part : parts) {
        std::size_t best = 0, best_at = from;
        for (std::size_t at = from; at < printed.size(); ++at) {
            const auto count = fitting_lines(part, printed, at);
            if (count > best) best = count, best_at = at;
            if (count == part.size()) break;
        }
        if (best < part.size()) {
            if (best == 0) return fmt::format("shown:    {}\nwas not printed", part.front());
            const auto next = best_at + best;
            return fmt::format("shown:    {}\nprinted:  {}", part[best],
                               next < printed.size() ? printed[next] : "(nothing more)");
        }
        from = best_at + part.size();
    }
    return "";
}

std::string wb::cli::not_in_header(const std::vector<std::string>& shown, const std::string& header,
                                   bool in_order) {
    const std::string text = squeezed(header);
    std::size_t from = 0;
    bool any = false;
    for (const auto& line : shown) {
        std::size_t at = in_order ? from : 0;
        const std::string declaration = without_remark(line);
        for (const auto piece : pieces_of(declaration)) {
            const auto wanted = squeezed(piece);
            if (wanted.empty()) continue;
            any = true;
            const auto found = text.find(wanted, at);
            if (found == std::string::npos) return wanted;
            at = found + wanted.size();
        }
        from = at;
    }
    return any ? "" : "(the block shows nothing)";
}

std::vector<std::string> wb::cli::numbers_without_origin(const std::vector<Number>& numbers,
                                                         const std::vector<double>& values) {
    std::vector<std::string> orphans;
    for (const auto& number : numbers) {
        if (std::none_of(values.begin(), values.end(),
                         [&](double value) { return is_rounded(number, value); }))
            orphans.push_back(number.text);
    }
    return orphans;
}
