/// \file
/// A client that keeps to no rules: sends bytes, as they are, to a server on this machine.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

/// A connection. Closed at the end of its life.
class RawClient {
public:
    /// \param address  of the server
    /// \throws std::system_error if no server listens there
    explicit RawClient(int port, const char* address = "127.0.0.1")
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET, address, &to.sin_addr);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
            const std::system_error error(errno, std::generic_category(), "connect");
            ::close(socket_);
            throw error;
        }
    }
    ~RawClient() {
        if (socket_ >= 0) ::close(socket_);
    }
    RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
    RawClient& operator=(RawClient&&) = delete;

    /// Sends everything, or as much as the server takes. \return whether it took everything
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Says that nothing more will come.
    void end() const { ::shutdown(socket_, SHUT_WR); }

    /// Everything that the server says until it hangs up, or until the time is over.
    std::string answer(std::chrono::milliseconds time = std::chrono::seconds(5)) const {
        const auto end = std::chrono::steady_clock::now() + time;
        std::string all;
        char buffer[4096];
        while (true) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            pollfd one{.fd = socket_, .events = POLLIN, .revents = 0};
            if (left.count() <= 0 || ::poll(&one, 1, static_cast<int>(left.count())) <= 0) return all;
            const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) return all;
            all.append(buffer, static_cast<std::size_t>(got));
        }
    }

    /// Says something, and hears the answer.
    std::string ask(std::string_view bytes) const {
        send(bytes);
        return answer();
    }

private:
    int socket_;
};

/// The status of an answer, such as 404; 0 if it is no answer.
inline int status_of(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ") || answer.size() < 12) return 0;
    return std::stoi(std::string(answer.substr(9, 3)));
}

/// What stands behind the headers.
inline std::string body_of(std::string_view answer) {
    const auto gap = answer.find("\r\n\r\n");
    return gap == answer.npos ? "" : std::string(answer.substr(gap + 4));
}
