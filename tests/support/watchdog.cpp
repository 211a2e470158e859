#include "tests/support/watchdog.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

#include "tests/support/misuse.hpp"

namespace {

std::optional<double> seconds_in(const char* variable) {
    const char* text = std::getenv(variable);
    if (text == nullptr) return std::nullopt;
    char* end = nullptr;
    const double seconds = std::strtod(text, &end);
    if (end == text || *end != '\0' || !(seconds >= 0))
        throw wb::judge::misuse(std::string(variable) + " must be a number of seconds, not \"" + text + "\"");
    return seconds;
}

}  // namespace

wb::judge::Limits wb::judge::limits_for(double computing) {
    Limits limits;
    limits.computing = seconds_in("WORKBOOK_TIMEOUT").value_or(computing);
    const double patience = limits.computing == 0 ? 0 : std::max(15 * limits.computing, 300.0);
    limits.waiting = seconds_in("WORKBOOK_WAIT_LIMIT").value_or(patience);
    return limits;
}

double wb::judge::processor_time() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

wb::judge::Watchdog::Watchdog(const Limits& limits, std::function<void(const Overrun&)> on_overrun)
    : limits_(limits), on_overrun_(std::move(on_overrun)) {
    if (limits_.computing > 0 || limits_.waiting > 0)
        thread_ = std::jthread([this](const std::stop_token& stop) { wait(stop); });
}

void wb::judge::Watchdog::wait(const std::stop_token& stop) {
    using namespace std::chrono_literals;
    using Seconds = std::chrono::duration<double>;
    const auto start = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        stopped_.wait_for(lock, stop, 50ms, [] { return false; });
        if (stop.stop_requested()) return;
        const double used = processor_time();
        const double passed = Seconds(std::chrono::steady_clock::now() - start).count();
        if (limits_.computing > 0 && used > limits_.computing)
            on_overrun_({true, limits_.computing, used});
        else if (limits_.waiting > 0 && passed > limits_.waiting)
            on_overrun_({false, limits_.waiting, used});
    }
}
