/// \file
/// A web server from which files are fetched, and which fails in every way that was met in practice.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "common/web/descriptor.hpp"
#include "common/web/request.hpp"

/// How a mirror answers the request for a file.
struct MirrorAnswer {
    std::string body;
    std::size_t breaks_off_after = std::string::npos;  ///< bytes, counted from the start of the file
    bool stalls = false;                               ///< then says nothing more, but keeps the connection
    bool knows_ranges = true;                          ///< can send a part of a file
    std::string redirect = {};                         ///< the place it sends to instead
};

/// A web server on a free port of this machine, which serves one client after another. It counts what it is
/// asked for and what it sends.
class Mirror {
public:
    Mirror() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
            ::listen(listener_.number(), 16) != 0 ||
            ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("a mirror could not listen");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    Mirror(const Mirror&) = delete;
    Mirror& operator=(const Mirror&) = delete;
    ~Mirror() { stop(); }

    /// From here on it is not there any more.
    void stop() {
        stopping_ = true;
        if (thread_.joinable()) thread_.join();
        listener_ = wb::web::Descriptor();
    }

    /// To be called before the mirror is used, or between runs: it is not guarded against requests.
    MirrorAnswer& operator[](const std::string& name) { return answers_[name + ".gz"]; }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/some/folder/"; }
    int requests() const { return requests_; }
    std::size_t bytes_sent() const { return bytes_sent_; }

private:
    using Socket = const wb::web::Descriptor&;

    /// Whether there is something to read before the mirror is stopped.
    bool can_read(Socket socket) const {
        while (!stopping_) {
            pollfd one{.fd = socket.number(), .events = POLLIN, .revents = 0};
            if (::poll(&one, 1, 10) > 0) return true;
        }
        return false;
    }

    void serve() {
        while (can_read(listener_)) {
            const wb::web::Descriptor client(::accept(listener_.number(), nullptr, nullptr));
            std::string head;
            char byte = 0;
            while (!head.ends_with("\r\n\r\n") && can_read(client) &&
                   ::recv(client.number(), &byte, 1, 0) == 1)
                head += byte;
            if (!head.ends_with("\r\n\r\n")) continue;
            ++requests_;
            head.resize(head.size() - 4);
            answer(client, wb::web::parse_head(head));
        }
    }

    static bool send(Socket client, std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(client.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// An answer without content.
    static void send_status(Socket client, const std::string& status, const std::string& headers = "") {
        send(client,
             "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }

    void answer(Socket client, const wb::web::Request& request) {
        const auto found = answers_.find(std::filesystem::path(request.path).filename().string());
        if (found == answers_.end()) return send_status(client, "404 Not Found");
        const MirrorAnswer& answer = found->second;
        if (!answer.redirect.empty())
            return send_status(client, "302 Found", "Location: " + answer.redirect + "\r\n");

        const std::size_t size = answer.body.size();
        std::size_t begin = 0;
        std::string status = "200 OK", headers;
        const std::string range = request.value("range"), wanted = "bytes=";
        if (answer.knows_ranges && range.starts_with(wanted)) {
            begin = std::stoull(range.substr(wanted.size()));
            if (begin >= size) return send_status(client, "416 Range Not Satisfiable");
            status = "206 Partial Content";
            headers = "Content-Range: bytes " + std::to_string(begin) + "-" + std::to_string(size - 1) + "/" +
                      std::to_string(size) + "\r\n";
        }
        send(client, "HTTP/1.1 " + status + "\r\n" + headers +
                         "Content-Type: application/gzip\r\nContent-Length: " + std::to_string(size - begin) +
                         "\r\nConnection: close\r\n\r\n");
        const std::size_t end = std::min(size, answer.breaks_off_after);
        if (begin < end && send(client, std::string_view(answer.body).substr(begin, end - begin)))
            bytes_sent_ += end - begin;
        // Until the client gives up: then there is an end to read.
        if (answer.stalls) can_read(client);
    }

    wb::web::Descriptor listener_;
    int port_ = 0;
    std::map<std::string, MirrorAnswer> answers_;
    std::atomic<int> requests_ = 0;
    std::atomic<std::size_t> bytes_sent_ = 0;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};
