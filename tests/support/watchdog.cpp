#include "tests/support/watchdog.hpp"

#include <chrono>

wb::judge::Watchdog::Watchdog(double seconds, std::function<void()> on_timeout)
    : on_timeout_(std::move(on_timeout)) {
    if (seconds > 0)
        thread_ = std::jthread([this, seconds](const std::stop_token& stop) { wait(stop, seconds); });
}

void wb::judge::Watchdog::wait(const std::stop_token& stop, double seconds) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, std::chrono::duration<double>(seconds), [] { return false; });
    if (!stop.stop_requested()) on_timeout_();
}
