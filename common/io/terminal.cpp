#include "common/cli/support/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

bool wb::cli::is_terminal() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::size_t wb::cli::terminal_width() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 100;
}

std::string wb::cli::paint(Color color, std::string_view text) {
    const char* no_color = std::getenv("NO_COLOR");
    if (!is_terminal() || (no_color != nullptr && *no_color != '\0')) return std::string(text);
    std::string_view code;
    switch (color) {
        case Color::green:
            code = "\033[32m";
            break;
        case Color::red:
            code = "\033[31m";
            break;
        case Color::yellow:
            code = "\033[33m";
            break;
        case Color::bold:
            code = "\033[1m";
            break;
        case Color::dim:
            code = "\033[2m";
            break;
    }
    return std::string(code) + std::string(text) + "\033[0m";
}
