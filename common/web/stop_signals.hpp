/// \file
/// Ctrl-C, as an event and not as an accident.
#pragma once

#include <signal.h>  // sigaction is POSIX, not C++

#include <array>
#include <functional>
#include <thread>

namespace wb::web {

/// As long as it lives, Ctrl-C, SIGTERM and SIGHUP do not end the program, but call a function, in a thread
/// of its own. The second time they end the program at once, because the user does not want to wait. Only one
/// object may exist at a time.
class StopSignals {
public:
    /// From here on the signals call `stop`.
    /// \param stop  is called at most once
    explicit StopSignals(std::function<void()> stop);
    /// Puts things back as they were.
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};
    std::array<struct sigaction, signals.size()> before_{};
    std::array<int, 2> pipe_{};
    std::thread waiting_;
};

}  // namespace wb::web
