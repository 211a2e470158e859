/// \file
/// A bar that shows that something is going on.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace wb {

/// Draws `label [=====>    ] 210/469  3.1 s` over itself, on a terminal. Into a file or a pipe it draws
/// nothing.
class ProgressBar {
public:
    /// A bar that is drawn with the first update().
    /// \param label  is printed in front of the bar
    explicit ProgressBar(std::string label);
    /// Wipes the bar away.
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// Shows how far we are. Cheap: it draws at most ten times a second.
    void update(std::size_t done, std::size_t total);
    /// Wipes the bar away, so that a line can be printed in its place.
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    std::string label_;
    bool on_terminal_;
    bool drawn_ = false;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_drawn_ = {};
};

/// Seconds since it was made.
class Stopwatch {
public:
    /// How many by now.
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

}  // namespace wb
