#include "common/web/client.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "common/web/request_error.hpp"

namespace {

/// Request line and headers.
constexpr std::size_t most_head_bytes = 32 * 1024;
constexpr std::string_view end_of_head = "\r\n\r\n";

/// What is heard out at the end, at most.
constexpr std::size_t most_forgotten = std::size_t{8} << 20;
constexpr std::chrono::milliseconds longest_farewell{500};

}  // namespace

std::optional<wb::web::Client::Clock::time_point> wb::web::Client::deadline() const {
    if (state_ == State::working) return std::nullopt;
    return deadline_;
}

short wb::web::Client::awaited() const {
    if (is_reading() || state_ == State::parting) return POLLIN;
    return state_ == State::sending ? POLLOUT : short{0};
}

std::optional<std::size_t> wb::web::Client::take() {
    std::array<char, 64 * 1024> buffer;
    const ssize_t got = ::recv(socket(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0) {
        if (errno != EAGAIN && errno != EINTR) drop();
        return std::nullopt;
    }
    if (state_ != State::parting) arrived_.append(buffer.data(), static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
}

bool wb::web::Client::receive() {
    const std::size_t before = arrived_.size();
    const auto got = take();
    if (!got) return false;
    if (state_ == State::parting) {
        forgotten_ += *got;
        if (*got == 0 || forgotten_ > most_forgotten) drop();
        return false;
    }
    if (*got == 0) {
        if (state_ == State::reading_head && arrived_.empty())
            drop();  // it connected, and changed its mind
        else
            throw request_error("The request stops in the middle.");
        return false;
    }
    if (state_ == State::reading_body) return expect_body(body_length_);
    // The mark may have begun in what was there before.
    const auto end = arrived_.find(end_of_head, before - std::min(before, end_of_head.size() - 1));
    if (std::min(end, arrived_.size()) > most_head_bytes)
        throw request_error("The headers of the request are too large.", 431);
    if (end == arrived_.npos) return false;
    request_ = parse_head(std::string_view(arrived_).substr(0, end));
    arrived_.erase(0, end + end_of_head.size());
    return true;
}

bool wb::web::Client::expect_body(std::size_t length) {
    if (state_ == State::reading_head && arrived_.empty() && length > 0 &&
        lower(request_.value("expect")) == "100-continue") {
        // The client waits for this before it sends the body. Nothing has been sent yet, so there is room.
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        ::send(socket(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    state_ = State::reading_body;
    body_length_ = length;
    if (arrived_.size() < length) return false;
    request_.body = arrived_.substr(0, length);
    return true;
}

void wb::web::Client::answer(std::string bytes, Clock::time_point deadline) {
    answer_ = std::move(bytes);
    deadline_ = deadline;
    state_ = State::sending;
    send();
}

void wb::web::Client::send() {
    const ssize_t sent =
        ::send(socket(), answer_.data() + sent_, answer_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
        if (errno != EAGAIN && errno != EINTR) drop();
        return;
    }
    sent_ += static_cast<std::size_t>(sent);
    if (sent_ == answer_.size()) part();
}

// Closing a socket on which there is something unread makes the system tell the client to forget the answer.
// So the client is told that nothing more will come, and heard out for a moment.
void wb::web::Client::part() {
    ::shutdown(socket(), SHUT_WR);
    deadline_ = Clock::now() + longest_farewell;
    state_ = State::parting;
}
