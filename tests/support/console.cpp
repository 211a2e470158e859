#include "tests/support/console.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace {

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
