/// \file
/// One line that says how far a long piece of work is.
#pragma once

#include <chrono>
#include <string>

namespace wb::cli {

/// On a terminal one line that is written again and again: "Building the tests  [12/80]  8 s". Otherwise a
/// plain line now and then, so that a log shows that something happens and stays short.
class Progress {
public:
    /// Nothing is shown before `patience` has passed: what is quick needs no progress.
    explicit Progress(std::string label, std::chrono::milliseconds patience = std::chrono::milliseconds(400));
    /// Removes the line.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// How far it is, such as "[12/80]".
    void at(std::string where) { where_ = std::move(where); }
    /// Shows it, if it is time to. To be called often.
    void tick();

private:
    using Clock = std::chrono::steady_clock;
    void show(double seconds);

    std::string label_;
    std::string where_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point next_;
    bool terminal_;
    bool shown_ = false;
};

}  // namespace wb::cli
