/// \file
/// The end of endless loops.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace wb::judge {

/// Calls a function on a thread of its own once the time is over, unless it is destroyed before.
class Watchdog {
public:
    /// \param seconds     0 for no limit: to look at a test in a debugger
    /// \param on_timeout  must end the program, as nothing can end a loop of the main thread
    Watchdog(double seconds, std::function<void()> on_timeout);

private:
    void wait(const std::stop_token& stop, double seconds);

    std::function<void()> on_timeout_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;  ///< the last member: it is joined before the others go
};

}  // namespace wb::judge
