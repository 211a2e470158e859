#include "tests/dev/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

void wb::cli::for_each_at_once(std::size_t count, const std::function<void(std::size_t)>& work,
                               const std::function<void(std::size_t)>& on_tick) {
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::mutex mutex;
    std::exception_ptr error;
    const auto take_turns = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!error) error = std::current_exception();
                next = count;  // no thread starts another
            }
            ++done;
        }
    };
    std::atomic<std::size_t> running{
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, std::max<std::size_t>(count, 1))};
    std::vector<std::jthread> threads;
    for (std::size_t i = running; i > 0; --i) {
        threads.emplace_back([&] {
            take_turns();
            --running;
        });
    }
    while (running > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        on_tick(done);
    }
    threads.clear();  // joins them
    if (error) std::rethrow_exception(error);
}
