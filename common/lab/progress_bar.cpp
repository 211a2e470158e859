#include "common/lab/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

wb::ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)), on_terminal_(isatty(STDERR_FILENO) == 1) {}

void wb::ProgressBar::update(std::size_t done, std::size_t total) {
    const Clock::time_point now = Clock::now();
    if (!on_terminal_ || total == 0 || now - last_drawn_ < std::chrono::milliseconds(100)) return;
    last_drawn_ = now;
    drawn_ = true;
    constexpr std::size_t width = 30;
    const std::size_t filled = done >= total ? width : done * width / total;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    fmt::print(stderr, "\r{} [{:=<{}}>{: <{}}] {}/{}  {:.1f} s\033[K", label_, "", filled, "", width - filled,
               done, total, seconds);
    std::fflush(stderr);
}

void wb::ProgressBar::clear() {
    if (!drawn_) return;
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
    drawn_ = false;
}
