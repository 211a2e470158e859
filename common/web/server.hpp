/// \file
/// A small web server for this machine alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>

namespace wb::web {

/// What a server allows.
struct ServerOptions {
    int port = 0;                                   ///< 0: any that is free
    std::size_t most_bytes = std::size_t{1} << 20;  ///< of a request's body
    std::chrono::milliseconds patience{5000};  ///< for a request to arrive, and for its answer to be taken
    std::size_t workers = 4;                   ///< requests that are answered at a time
    std::size_t most_clients = 256;            ///< connections at a time
    std::function<void(const std::string&)> log{};  ///< told of faults of our own (status 500); may be empty
};

/// The port is taken, or forbidden. The message says what to do.
class port_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Serves a page and answers its questions, to programs on this machine only.
///
/// It listens on 127.0.0.1. A page from elsewhere cannot use it either: the Host of every request must be
/// this server (otherwise a foreign name that resolves to this address would do), and so must the Origin of a
/// POST. What may be asked for is a fixed list: nothing is ever looked up on the disk. No answer may be kept
/// by the browser, framed, or taken for another type, and the pages may run no script and load nothing but
/// what lies here.
///
/// Whatever arrives, the server goes on: a faulty request is an error in the answer, `{"error": ...}`
/// with a status of 400 to 499. A client has `patience` to send its request as a whole, and as long to take
/// the answer. When there are `most_clients`, the one that has been silent longest makes room.
class Server {
public:
    /// Gives the answer.
    using Get = std::function<nlohmann::json()>;
    /// Takes the question and gives the answer.
    using Post = std::function<nlohmann::json(const nlohmann::json&)>;

    /// A server that does not listen yet.
    /// \param options  where to listen, and how patiently
    explicit Server(ServerOptions options = {});
    /// Once run() has ended: the port is free again.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves `content` at `path`.
    /// \param type  such as "text/css; charset=utf-8"
    Server& file(const std::string& path, const std::string& type, std::string content);
    /// Answers GET with JSON. Like post(), from several threads at a time.
    Server& get(const std::string& path, Get answer);
    /// Answers POST, which takes JSON and gives JSON.
    /// \param answer  throws request_error if the question is wrong; anything else it throws becomes a 500
    Server& post(const std::string& path, Post answer);

    /// Takes a port. From here on clients can connect; they are answered by run().
    /// \return the port
    /// \throws port_error if it cannot be used
    int bind();
    /// Such as "http://127.0.0.1:8123/". After bind().
    std::string url() const;
    /// Serves until stop(). After bind().
    void run();
    /// Ends run(): no more clients, slow ones are let go, answers under way are finished. From any thread, at
    /// any time after bind(), also before run().
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wb::web
