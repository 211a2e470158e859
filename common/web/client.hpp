/// \file
/// One client's connection. For the .cpp files of this folder only.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "common/web/descriptor.hpp"
#include "common/web/request.hpp"

namespace wb::web {

/// A connection, which takes one request and gives one answer. Nothing here waits: the owner calls
/// receive() and send() when the socket is ready, and looks at `deadline`.
///
/// A deadline is for the request as a whole, and another one for the answer as a whole. With a limit for
/// each single read, a client that sends a byte now and then could stay connected forever.
class Client {
public:
    /// The clock of the deadlines: it never goes back.
    using Clock = std::chrono::steady_clock;
    /// What happens now. In this order; `gone` can come at any time.
    enum class State {
        reading_head,  ///< the request line and the headers arrive
        reading_body,  ///< the rest arrives
        working,       ///< the request is there, its answer is not
        sending,       ///< the answer is on its way
        parting,       ///< it is sent; what the client still sends is heard and forgotten
        gone           ///< to be closed
    };

    /// A connection from which nothing has been read.
    /// \param socket    connected; never waits
    /// \param deadline  for the request
    Client(Descriptor socket, Clock::time_point deadline) : socket_(std::move(socket)), deadline_(deadline) {}

    /// The socket, for poll().
    int socket() const { return socket_.number(); }
    /// What happens now.
    State state() const { return state_; }
    /// Whether the request is still arriving.
    bool is_reading() const { return state_ == State::reading_head || state_ == State::reading_body; }
    /// Whether a part of a request has come.
    bool has_said_something() const {
        return is_reading() && (!arrived_.empty() || !request_.method.empty());
    }
    /// When the present state has lasted too long. A request that we work on has no deadline.
    std::optional<Clock::time_point> deadline() const;
    /// What poll() is to wait for: POLLIN, POLLOUT, or 0.
    short awaited() const;

    /// Takes what has come.
    /// \return whether that completes the head or the body: see request()
    /// \throws request_error if the head breaks the rules or is too large, or if the client stops in the
    ///         middle
    bool receive();
    /// What has arrived: the head, and the body once it is there.
    const Request& request() const { return request_; }
    /// Goes on to the body. After receive() has returned true for the head.
    /// \return whether the body is there already
    bool expect_body(std::size_t length);
    /// The request is complete: no deadline runs until the answer is there.
    void start_work() { state_ = State::working; }

    /// Begins to send the answer.
    /// \param bytes     of it
    /// \param deadline  for the client to take it
    void answer(std::string bytes, Clock::time_point deadline);
    /// Sends as much of the answer as the client takes.
    void send();
    /// Lets the client go, without a word.
    void drop() { state_ = State::gone; }

private:
    /// All that can be had at once. \return how many bytes; 0 at the end of what the client sends
    std::optional<std::size_t> take();
    void part();

    Descriptor socket_;
    Clock::time_point deadline_;
    State state_ = State::reading_head;
    std::string arrived_;  ///< not yet understood
    Request request_;
    std::size_t body_length_ = 0;
    std::string answer_;
    std::size_t sent_ = 0;
    std::size_t forgotten_ = 0;
};

}  // namespace wb::web
