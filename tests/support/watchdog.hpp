/// \file
/// The end of endless loops, and of endless waiting.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace wb::judge {

/// How long a test program may take, in seconds. 0 stands for no limit.
///
/// An endless loop is known by the processor time of the process: what a busy machine takes away does not
/// count. A program that waits forever uses no processor time, so the clock on the wall ends it, much later.
struct Limits {
    double computing = 20;
    double waiting = 300;
};

/// The limits of an exercise: its own processor time, and a wall limit many times as long. The environment
/// has the last word: WORKBOOK_TIMEOUT sets the processor time, WORKBOOK_WAIT_LIMIT the wall limit.
/// \throws misuse if one of the two is not a number of seconds
Limits limits_for(double computing);

/// Which limit was passed, and how much processor time was used until then.
struct Overrun {
    bool computed = true;  ///< it used its processor time; false: the wall limit was passed
    double limit = 0;
    double processor_time = 0;
};

/// The processor time of this process, all threads together, in seconds.
double processor_time();

/// Calls a function on a thread of its own once a limit is passed, unless it is destroyed before.
class Watchdog {
public:
    /// \param on_overrun  must end the program, as nothing can end a loop of the main thread
    Watchdog(const Limits& limits, std::function<void(const Overrun&)> on_overrun);

private:
    void wait(const std::stop_token& stop);

    Limits limits_;
    std::function<void(const Overrun&)> on_overrun_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;  ///< the last member: it is joined before the others go
};

}  // namespace wb::judge
