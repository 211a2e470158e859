/// \file
/// One client's connection. For the .cpp files of this folder only.
#pragma once

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace wb::web {

/// What a connection has to know of all the others.
struct Crowd {
    std::size_t places;                    ///< how many can be served at a time
    std::atomic<std::size_t> clients = 0;  ///< connected: being served, or waiting for it
    std::atomic<bool> closing = false;     ///< the server is to end

    /// Whether somebody waits for a place.
    bool is_waiting() const { return clients > places; }
};

/// How long a client may keep us waiting while others wait for its place. Who has something to say, says it
/// sooner.
inline constexpr std::chrono::milliseconds patience_in_a_crowd{100};

/// A socket as cpp-httplib reads and writes it, but with an end to everything: so many bytes, so much time
/// for the request as a whole, and so much for the answer. (cpp-httplib's own limits are for a single read:
/// whoever sends one byte every four seconds stays for ever.)
class Connection : public httplib::Stream {
public:
    /// A connection from which nothing has been read.
    /// \param socket  is not closed by this
    Connection(socket_t socket, std::chrono::milliseconds patience, std::size_t most_bytes,
               const Crowd& crowd)
        : socket_(socket), patience_(patience), bytes_left_(most_bytes), crowd_(crowd) {}

    /// Waits for something to read, as long as patience lasts. \return false if nothing comes
    bool is_readable() const override;
    /// Waits until something can be written, as long as patience lasts. \return false if it cannot
    bool is_writable() const override;
    /// As POSIX' recv(): up to `size` bytes. \return how many; 0 at the end, -1 for too late or too many
    ssize_t read(char* to, std::size_t size) override;
    /// As POSIX' send(): up to `size` bytes. \return how many; -1 if the client does not take them in time
    ssize_t write(const char* from, std::size_t size) override;
    /// The other end: always 127.0.0.1, since nobody else can connect.
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    /// This end: 127.0.0.1.
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    /// The socket itself.
    socket_t socket() const override { return socket_; }

    /// Whether the request has not arrived because the client was too slow.
    bool too_slow() const { return too_slow_; }
    /// Whether it has not arrived because it was too large.
    bool too_large() const { return too_large_; }
    /// Whether anything has been read.
    bool has_read() const { return filled_ > 0; }
    /// Whether anything has been written.
    bool has_written() const { return has_written_; }

    /// Ends the conversation so that the answer arrives even if the client is still sending: says that
    /// nothing more will come, and hears it out for a moment. Without that, the system would tell the client
    /// to forget the answer.
    void part();

private:
    using Clock = std::chrono::steady_clock;

    /// Waits for the socket to be ready, as long as there is patience.
    bool wait_for(short event) const;

    socket_t socket_;
    std::chrono::milliseconds patience_;
    std::size_t bytes_left_;
    const Crowd& crowd_;
    Clock::time_point start_ = Clock::now();  ///< of the request; later, of the answer
    std::array<char, 4096> buffer_{};
    std::size_t taken_ = 0, filled_ = 0;
    bool too_slow_ = false, too_large_ = false, has_written_ = false;
};

}  // namespace wb::web
