#include "common/web/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <exception>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "common/web/json_body.hpp"
#include "common/web/loop.hpp"
#include "common/web/request_error.hpp"

namespace {

using namespace wb::web;

/// How many clients may wait to be let in.
constexpr int waiting_at_the_door = 128;

/// A socket that listens on 127.0.0.1, or none.
Descriptor listen_on(int port) {
    Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!listener.is_open()) return {};
    // A port that was ours a moment ago may be ours again; two servers on one port are not allowed.
    const int yes = 1;
    ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener.number(), waiting_at_the_door) != 0)
        return {};
    return listener;
}

int port_of(const Descriptor& listener) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

Answer json_answer(const nlohmann::json& json) {
    return {.type = "application/json; charset=utf-8", .body = to_text(json)};
}

}  // namespace

class wb::web::Server::Impl {
public:
    explicit Impl(ServerOptions options) : options_(std::move(options)) {}

    int bind() {
        Descriptor listener = listen_on(options_.port);
        if (!listener.is_open())
            throw port_error(options_.port == 0
                                 ? std::string("No port of this machine is free.")
                                 : "Port " + std::to_string(options_.port) +
                                       " cannot be used: " + std::strerror(errno) +
                                       ". Choose another one, or leave --port out to get a free one.");
        port_ = port_of(listener);
        loop_.emplace(
            std::move(listener),
            Limits{
                .patience = options_.patience, .workers = options_.workers, .clients = options_.most_clients},
            Handler{.judge = [this](const Request& request) { return judge(request); },
                    .answer = [this](const Request& request) { return answer(request); }});
        return port_;
    }

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

    ServerOptions options_;
    std::map<std::string, Answer> files_;
    std::map<std::string, Get> gets_;
    std::map<std::string, Post> posts_;
    std::optional<Loop> loop_;

private:
    /// Checks what can be checked before the body is read.
    std::variant<std::size_t, Answer> judge(const Request& request) const {
        try {
            check_sender(request);
            const bool can_get = files_.contains(request.path) || gets_.contains(request.path),
                       can_post = posts_.contains(request.path);
            if (!can_get && !can_post) throw request_error("There is nothing at this address.", 404);
            if (can_get && (request.method == "GET" || request.method == "HEAD")) return std::size_t{0};
            if (can_post && request.method == "POST") return body_length(request);
            const std::string allowed = can_post ? (can_get ? "GET, HEAD, POST" : "POST") : "GET, HEAD";
            Answer refusal = error_answer(405, "This address takes " + allowed + " only.");
            refusal.headers.emplace_back("Allow", allowed);
            return refusal;
        } catch (const request_error& error) {
            return error_answer(error.status(), error.what());
        }
    }

    /// Only pages of ours may ask.
    void check_sender(const Request& request) const {
        const std::string host = lower(request.value("host")), port = ":" + std::to_string(port_);
        if (request.count("host") != 1 || (host != "127.0.0.1" + port && host != "localhost" + port))
            throw request_error("This server is " + address() + " and answers to no other name.", 403);
        if (request.method != "POST" || request.count("origin") == 0) return;
        if (request.count("origin") != 1 || lower(request.value("origin")) != "http://" + host)
            throw request_error("Only the page at " + address() + " may send this.", 403);
    }

    /// Of a body of JSON, whose length is given and not too large.
    std::size_t body_length(const Request& request) const {
        const std::string type = lower(request.value("content-type"));
        if (type.substr(0, type.find_first_of("; ")) != "application/json")
            throw request_error("The request's body must be JSON: Content-Type: application/json.", 415);
        if (request.count("content-encoding") > 0)
            throw request_error("The request's body must not be packed: no Content-Encoding.", 415);
        const std::string length = request.value("content-length");
        if (request.count("transfer-encoding") > 0 || request.count("content-length") != 1 || length.empty())
            throw request_error("The request must say once how long its body is: Content-Length.", 411);
        if (!std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; }))
            throw request_error("Content-Length must be a number.");
        if (length.size() > 18 || std::stoull(length) > options_.most_bytes)
            throw request_error("The request's body is too large: at most " +
                                    std::to_string(options_.most_bytes) + " bytes are taken.",
                                413);
        return std::stoull(length);
    }

    /// Answers what judge() has let pass. Whatever a handler throws becomes an answer.
    Answer answer(const Request& request) const {
        try {
            if (request.method == "POST")
                return json_answer(posts_.at(request.path)(parse_json_body(request.body)));
            const auto file = files_.find(request.path);
            return file != files_.end() ? file->second : json_answer(gets_.at(request.path)());
        } catch (const request_error& error) {
            return error_answer(error.status(), error.what());
        } catch (const std::exception& error) {
            if (options_.log) options_.log(error.what());
            return error_answer(500, error.what());
        } catch (...) {
            return error_answer(500, "unknown");
        }
    }

    int port_ = 0;
};

wb::web::Server::Server(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

wb::web::Server::~Server() = default;

wb::web::Server& wb::web::Server::file(const std::string& path, const std::string& type,
                                       std::string content) {
    impl_->files_[path] = {.type = type, .body = std::move(content)};
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
    return impl_->bind();
}

std::string wb::web::Server::url() const {
    return impl_->address();
}

void wb::web::Server::run() {
    impl_->loop_->run();
}

void wb::web::Server::stop() {
    impl_->loop_->stop();
}
