#include "common/web/connection.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace {

/// What is heard out at the end, at most.
constexpr std::size_t most_leftover = std::size_t{8} << 20;
constexpr std::chrono::milliseconds longest_farewell{500};

}  // namespace

bool wb::web::Connection::wait_for(short event) const {
    // In small pieces, to see how the others are.
    static constexpr std::chrono::milliseconds piece{50};
    while (!crowd_.closing) {
        const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
        const auto left =
            (crowd_.is_waiting() ? std::min(patience_, patience_in_a_crowd) : patience_) - waited;
        pollfd one{.fd = socket_, .events = event, .revents = 0};
        const int ready =
            ::poll(&one, 1, static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), piece).count()));
        if (ready > 0) return true;
        if (left.count() <= 0 || (ready < 0 && errno != EINTR)) return false;
    }
    return false;
}

bool wb::web::Connection::is_readable() const {
    return taken_ < filled_ || wait_for(POLLIN);
}

bool wb::web::Connection::is_writable() const {
    return wait_for(POLLOUT);
}

ssize_t wb::web::Connection::read(char* to, std::size_t size) {
    if (taken_ == filled_) {
        if (!wait_for(POLLIN)) {
            too_slow_ = true;
            return -1;
        }
        const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (got <= 0) return got;
        if (static_cast<std::size_t>(got) > bytes_left_) {
            too_large_ = true;
            return -1;
        }
        bytes_left_ -= static_cast<std::size_t>(got);
        taken_ = 0;
        filled_ = static_cast<std::size_t>(got);
    }
    const std::size_t count = std::min(size, filled_ - taken_);
    std::memcpy(to, buffer_.data() + taken_, count);
    taken_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t wb::web::Connection::write(const char* from, std::size_t size) {
    if (!has_written_) start_ = Clock::now();
    has_written_ = true;
    if (!wait_for(POLLOUT)) return -1;
    return ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void wb::web::Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";  // nobody else can connect
    port = 0;
}

void wb::web::Connection::get_local_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
}

void wb::web::Connection::part() {
    ::shutdown(socket_, SHUT_WR);
    start_ = Clock::now();
    patience_ = longest_farewell;
    for (std::size_t heard = 0; heard < most_leftover && wait_for(POLLIN);) {
        const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (got <= 0) return;
        heard += static_cast<std::size_t>(got);
    }
}
