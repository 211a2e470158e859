#include "common/cli/support/progress.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "common/io/terminal.hpp"

using namespace std::chrono_literals;

wb::cli::Progress::Progress(std::string label, std::chrono::milliseconds patience)
    : label_(std::move(label)), next_(start_ + patience), terminal_(wb::is_terminal()) {}

wb::cli::Progress::~Progress() {
    if (!shown_ || !terminal_) return;
    std::fputs("\r\033[K", stdout);
    std::fflush(stdout);
}

void wb::cli::Progress::tick() {
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + (terminal_ ? 100ms : 15'000ms);
    show(std::chrono::duration<double>(now - start_).count());
}

void wb::cli::Progress::show(double seconds) {
    // The first plain line, after `patience`, only announces the work.
    std::string line = label_;
    if (!where_.empty()) line += "  " + where_;
    if (terminal_ || shown_) line += fmt::format("  {:.0f} s", seconds);
    shown_ = true;
    if (terminal_) {
        fmt::print("\r{}\033[K", line.substr(0, wb::terminal_width() - 1));
    } else {
        fmt::print("{}\n", line);
    }
    std::fflush(stdout);
}
