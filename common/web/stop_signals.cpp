#include "common/web/stop_signals.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace {

// A signal may interrupt anything, so its handler may do next to nothing: it writes a byte to a pipe, and the
// thread that waits at the other end does the work. (Holding the signals back and waiting for them would be
// simpler, but libraries start threads of their own before main() begins, and a signal that one thread holds
// back goes to another.)
int pipe_end = -1;
constexpr char stop_byte = 's', quit_byte = 'q';

extern "C" void pass_on(int) {
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(pipe_end, &stop_byte, 1);
    errno = error;
}

}  // namespace

wb::web::StopSignals::StopSignals(std::function<void()> stop) {
    if (::pipe2(pipe_.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    pipe_end = pipe_[1];
    waiting_ = std::thread([this, stop = std::move(stop)] {
        char byte = quit_byte;
        while (::read(pipe_[0], &byte, 1) < 0 && errno == EINTR) continue;
        if (byte == stop_byte) stop();
    });
    struct sigaction action {};
    action.sa_handler = pass_on;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);  // the second one is the system's again
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &action, &before_[i]);
}

wb::web::StopSignals::~StopSignals() {
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
    [[maybe_unused]] const auto written = ::write(pipe_[1], &quit_byte, 1);
    waiting_.join();
    pipe_end = -1;
    for (const int end : pipe_) ::close(end);
}
