/// \file
/// Running other programs: no shell, so nothing to quote; time-outs; Ctrl-C stops what was started.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// A program to run.
struct Command {
    std::vector<std::string> argv;
    fs::path directory{};                              ///< "": the current one
    std::map<std::string, std::string> environment{};  ///< added to ours
    std::chrono::milliseconds timeout{0};              ///< 0: none
    /// false: it writes to our own terminal. true: its output (both streams) is caught, and handed to
    /// on_output piece by piece.
    bool capture = true;
    std::function<void(std::string_view)> on_output{};
    /// Called some ten times a second while it runs, with the seconds so far.
    std::function<void(double)> on_tick{};
    /// Called once the program runs: from then on it does not matter what becomes of its file.
    std::function<void()> on_start{};
    std::size_t most_output = 0;  ///< bytes that are caught; at more than this it is stopped. 0: no limit
    std::size_t most_memory = 0;  ///< bytes that each of its processes may ask the system for. 0: no limit
};

/// What came of it.
struct Outcome {
    int exit_code = -1;  ///< as a shell has it: 128 + signal when it was killed
    int signal = 0;      ///< that killed it, or 0
    bool timed_out = false;
    bool too_much_output = false;  ///< it was stopped for that; `output` is the beginning
    std::string output;            ///< when it was captured
    double seconds = 0;
    double peak_mib = 0;  ///< the most memory that it, or one of those it waited for, had at a time

    bool ok() const noexcept { return exit_code == 0 && !timed_out && !too_much_output; }
};

/// Runs the command to its end. The child leads its own process group; on a time-out or Ctrl-C the whole
/// group is stopped: politely, and after two seconds by force. So it is when this program is killed (-9).
/// \throws Failure when the program cannot be started
/// \throws Interrupted on Ctrl-C (only when catch_interrupts() was called)
Outcome run(const Command& command);

/// From now on Ctrl-C, SIGTERM and SIGHUP make run() stop the child and throw Interrupted; outside of run()
/// they end the program as ever.
void catch_interrupts();

/// Whether a program of that name is on the PATH.
bool on_path(const std::string& program);

/// The command as one could type it.
std::string typed(const std::vector<std::string>& argv);

}  // namespace wb::cli
