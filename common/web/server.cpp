#include "common/web/server.hpp"

#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>
#include <utility>

#include "common/web/connection.hpp"
#include "common/web/json_body.hpp"
#include "common/web/request_error.hpp"

namespace {

using namespace wb::web;

constexpr auto json_type = "application/json; charset=utf-8";

/// Request line and headers, besides the body.
constexpr std::size_t most_head_bytes = 32 * 1024;

/// What goes with every answer.
const httplib::Headers safety{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

void answer_error(httplib::Response& response, int status, const std::string& message) {
    response.status = status;
    response.set_content(to_text({{"error", message}}), json_type);
}

/// The connection that this thread serves.
thread_local const Connection* here = nullptr;

/// Threads that serve.
class Workers : public httplib::ThreadPool {
public:
    explicit Workers(Crowd& crowd) : ThreadPool(crowd.places), crowd_(crowd) {}

    void enqueue(std::function<void()> serve) override {
        ++crowd_.clients;
        ThreadPool::enqueue([this, serve = std::move(serve)] {
            serve();
            --crowd_.clients;
        });
    }

private:
    Crowd& crowd_;
};

/// cpp-httplib's server, with connections of ours: see Connection.
class PatientServer : public httplib::Server {
public:
    PatientServer(const ServerOptions& options, const Crowd& crowd) : options_(options), crowd_(crowd) {}

    /// Lets more clients wait at the door than cpp-httplib's five: those beyond are told to come back in a
    /// second.
    void widen_door() { ::listen(svr_sock_, 128); }

private:
    bool process_and_close_socket(socket_t socket) override {
        Connection connection(socket, options_.patience, options_.most_bytes + most_head_bytes, crowd_);
        here = &connection;
        try {
            bool closed = false;
            // One request a connection: a browser keeps idle ones open, and each would keep a worker.
            const bool answered = process_request(connection, true, closed, [](httplib::Request& request) {
                request.ranges.clear();  // whole answers only
                // Nor packed ones: brotli takes a tenth of a second to save a millisecond.
                request.headers.erase("Accept-Encoding");
            });
            if (!answered && !connection.has_written() && connection.has_read()) say_too_late(connection);
        } catch (...) {
            // Whatever it was, it was about this client.
        }
        here = nullptr;
        connection.part();
        ::close(socket);
        return true;
    }

    /// Where cpp-httplib would hang up without a word.
    static void say_too_late(Connection& connection) {
        static constexpr std::string_view words =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        if (connection.too_slow()) connection.write(words.data(), words.size());
    }

    const ServerOptions& options_;
    const Crowd& crowd_;
};

}  // namespace

class wb::web::Server::Impl {
public:
    explicit Impl(ServerOptions options)
        : options_(std::move(options)), crowd_{.places = options_.workers}, server_(options_, crowd_) {
        server_.new_task_queue = [this] { return new Workers(crowd_); };
        server_.set_address_family(AF_INET);
        server_.set_tcp_nodelay(true);
        server_.set_payload_max_length(options_.most_bytes);
        server_.set_default_headers(safety);
        server_.set_socket_options([](socket_t socket) {
            // A port that was ours a moment ago may be ours again; two servers on one port are not allowed.
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            return receive(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                              : httplib::Server::HandlerResponse::Handled;
        });
        server_.Post("/.*", [this](const httplib::Request& request, httplib::Response& response) {
            respond(response, [&] { return posts_.at(request.path)(parse_json_body(request.body)); });
        });
        server_.set_error_handler(httplib::Server::Handler(
            [](const httplib::Request&, httplib::Response& response) { explain(response); }));
        server_.set_exception_handler(
            [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
                answer_error(response, 500, "The server made a mistake with this request.");
            });
    }

    struct File {
        std::string type, content;
    };

    ServerOptions options_;
    Crowd crowd_;
    PatientServer server_;
    std::map<std::string, File> files_;
    std::map<std::string, Get> gets_;
    std::map<std::string, Post> posts_;
    int port_ = 0;
    std::mutex mutex_;
    bool begun_ = false, stopped_ = false;
    std::atomic<bool> ended_ = false;

private:
    /// Checks what can be checked before the body is read, and answers what needs none.
    /// \return whether the body is to be read
    bool receive(const httplib::Request& request, httplib::Response& response) {
        try {
            check_sender(request);
            const bool is_get = request.method == "GET" || request.method == "HEAD";
            const auto file = files_.find(request.path);
            if (file != files_.end() && is_get) {
                response.set_content(file->second.content, file->second.type.c_str());
                return false;
            }
            const auto get = gets_.find(request.path);
            if (get != gets_.end() && is_get) {
                respond(response, get->second);
                return false;
            }
            const bool can_get = file != files_.end() || get != gets_.end(),
                       can_post = posts_.contains(request.path);
            if (!can_get && !can_post) throw request_error("There is nothing at this address.", 404);
            if (!can_post || request.method != "POST") {
                response.set_header("Allow", can_post ? (can_get ? "GET, HEAD, POST" : "POST") : "GET, HEAD");
                throw request_error("This address takes " + response.get_header_value("Allow") + " only.",
                                    405);
            }
            check_body(request);
            return true;
        } catch (const request_error& error) {
            answer_error(response, error.status(), error.what());
            return false;
        }
    }

    /// Only pages of ours may ask.
    void check_sender(const httplib::Request& request) const {
        const std::string host = lower(request.get_header_value("Host")), port = ":" + std::to_string(port_);
        if (request.get_header_value_count("Host") != 1 ||
            (host != "127.0.0.1" + port && host != "localhost" + port))
            throw request_error("This server is " + address() + " and answers to no other name.", 403);
        if (request.method != "POST" || !request.has_header("Origin")) return;
        if (request.get_header_value_count("Origin") != 1 ||
            lower(request.get_header_value("Origin")) != "http://" + host)
            throw request_error("Only the page at " + address() + " may send this.", 403);
    }

    /// A body of JSON, whose length is said and not too large.
    void check_body(const httplib::Request& request) const {
        const std::string type = lower(request.get_header_value("Content-Type"));
        if (type.substr(0, type.find_first_of("; ")) != "application/json")
            throw request_error("The request's body must be JSON: Content-Type: application/json.", 415);
        if (request.has_header("Content-Encoding"))
            throw request_error("The request's body must not be packed: no Content-Encoding.", 415);
        const std::string length = request.get_header_value("Content-Length");
        if (request.has_header("Transfer-Encoding") || request.get_header_value_count("Content-Length") != 1)
            throw request_error("The request must say once how long its body is: Content-Length.", 411);
        if (length.empty() || !std::ranges::all_of(length, [](unsigned char c) { return std::isdigit(c); }))
            throw request_error("Content-Length must be a number.");
        if (length.size() > 18 || std::stoull(length) > options_.most_bytes)
            throw request_error("The request's body is too large: at most " +
                                    std::to_string(options_.most_bytes) + " bytes are taken.",
                                413);
    }

    /// Runs a handler; whatever it throws becomes an answer.
    template <class Handler>
    void respond(httplib::Response& response, const Handler& handler) const {
        try {
            response.set_content(to_text(handler()), json_type);
        } catch (const request_error& error) {
            answer_error(response, error.status(), error.what());
        } catch (const std::exception& error) {
            answer_error(response, 500, error.what());
            if (options_.log) options_.log(error.what());
        } catch (...) {
            answer_error(response, 500, "unknown");
        }
    }

    /// Errors that cpp-httplib has found, in words.
    static void explain(httplib::Response& response) {
        if (!response.body.empty()) return;
        if (here->too_slow()) return answer_error(response, 408, "The request took too long to arrive.");
        if (here->too_large()) return answer_error(response, 413, "The request is too large.");
        switch (response.status) {
            case 413:
                return answer_error(response, 413, "The request's body is too large.");
            case 414:
                return answer_error(response, 414, "The address is too long.");
            case 404:
                return answer_error(response, 404, "There is nothing at this address.");
            default:
                if (response.status >= 500)
                    answer_error(response, response.status, "The server made a mistake with this request.");
                else
                    answer_error(response, response.status, "This is not a request as HTTP has them.");
        }
    }

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
};

wb::web::Server::Server(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

wb::web::Server::~Server() = default;

wb::web::Server& wb::web::Server::file(const std::string& path, const std::string& type,
                                       std::string content) {
    impl_->files_[path] = {type, std::move(content)};
    return *this;
}

wb::web::Server& wb::web::Server::get(const std::string& path, Get answer) {
    impl_->gets_[path] = std::move(answer);
    return *this;
}

wb::web::Server& wb::web::Server::post(const std::string& path, Post answer) {
    impl_->posts_[path] = std::move(answer);
    return *this;
}

int wb::web::Server::bind() {
    const int wanted = impl_->options_.port;
    if (wanted == 0) {
        impl_->port_ = impl_->server_.bind_to_any_port("127.0.0.1");
    } else {
        impl_->port_ = impl_->server_.bind_to_port("127.0.0.1", wanted) ? wanted : -1;
    }
    if (impl_->port_ <= 0)
        throw port_error(wanted == 0
                             ? std::string("No port of this machine can be had.")
                             : "Port " + std::to_string(wanted) + " cannot be had: " + std::strerror(errno) +
                                   ". Choose another one, or leave --port out: then a free one is found.");
    impl_->server_.widen_door();
    return impl_->port_;
}

std::string wb::web::Server::url() const {
    return "http://127.0.0.1:" + std::to_string(impl_->port_) + "/";
}

void wb::web::Server::run() {
    {
        const std::lock_guard lock(impl_->mutex_);
        if (impl_->stopped_) return;
        impl_->begun_ = true;
    }
    impl_->server_.listen_after_bind();
    impl_->ended_ = true;
}

void wb::web::Server::stop() {
    impl_->crowd_.closing = true;
    {
        const std::lock_guard lock(impl_->mutex_);
        impl_->stopped_ = true;
        if (!impl_->begun_) return;
    }
    // cpp-httplib can only be stopped once it listens, and it is about to.
    while (!impl_->ended_ && !impl_->server_.is_running())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    impl_->server_.stop();
}
