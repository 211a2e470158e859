#include "tests/support/console.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace {

bool use_colors() {
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool dumb = term == nullptr || std::string_view(term) == "dumb";
    return ::isatty(STDOUT_FILENO) == 1 && !dumb && (no_color == nullptr || *no_color == '\0');
}

const char* code_of(wb::judge::Color color) {
    using enum wb::judge::Color;
    switch (color) {
        case green:
            return "\033[32m";
        case red:
            return "\033[1;31m";
        case yellow:
            return "\033[33m";
        case cyan:
            return "\033[36m";
        case none:
            break;
    }
    return "";
}

/// Appends one line, broken between words; a line that starts with a blank is a picture or a table and stays.
void append_line(std::string& out, std::string_view line, std::size_t indent, std::size_t width) {
    const std::size_t room = width > indent + 20 ? width - indent : 20;
    while (line.size() > room && line.front() != ' ') {
        const auto blank = line.rfind(' ', room);
        if (blank == std::string_view::npos || blank == 0) break;
        out.append(line.substr(0, blank)).append("\n").append(indent, ' ');
        line.remove_prefix(blank + 1);
    }
    out.append(line);
}

}  // namespace

std::string wb::judge::colored(std::string_view text, Color color) {
    static const bool colors = use_colors();
    if (!colors || color == Color::none) return std::string(text);
    return code_of(color) + std::string(text) + "\033[0m";
}

void wb::judge::print(std::string_view text) {
    // Through stdio, because the code under test may have left std::cout in hexadecimal or in a failed state.
    std::cout.flush();
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

std::string wb::judge::indented(std::string_view text, std::size_t indent, std::size_t width) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (!out.empty()) out.append("\n").append(indent, ' ');
        append_line(out, text.substr(0, end), indent, width);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}
