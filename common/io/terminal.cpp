#include "common/io/terminal.hpp"

#include <fmt/color.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace {

bool has_colors() {
    const char* no_color = std::getenv("NO_COLOR");
    return wb::is_terminal() && (no_color == nullptr || *no_color == '\0');
}

fmt::text_style style_of(wb::Color color) {
    switch (color) {
        case wb::Color::green:
            return fmt::fg(fmt::terminal_color::green);
        case wb::Color::red:
            return fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red);
        case wb::Color::yellow:
            return fmt::fg(fmt::terminal_color::yellow);
        case wb::Color::cyan:
            return fmt::fg(fmt::terminal_color::cyan);
        case wb::Color::bold:
            return fmt::emphasis::bold;
        case wb::Color::dim:
            return fmt::emphasis::faint;
        case wb::Color::none:
            break;
    }
    return {};
}

}  // namespace

bool wb::is_terminal() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::size_t wb::terminal_width() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 100;
}

std::string wb::paint(Color color, std::string_view text) {
    if (color == Color::none || !has_colors()) return std::string(text);
    return fmt::format(style_of(color), "{}", text);
}
