#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <future>
#include <latch>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/random/rng.hpp"
#include "common/web/descriptor.hpp"
#include "common/web/json_body.hpp"
#include "common/web/request_error.hpp"
#include "common/web/server.hpp"
#include "common/web/stop_signals.hpp"
#include "tests/common/raw_client.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

// The server against clients that keep to the rules, and against those that do not.

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A server at work, with a page, a question and an echo.
class Running {
public:
    explicit Running(wb::web::ServerOptions options = {}) : server(with_log(options)) {
        server.file("/", "text/html; charset=utf-8", "<!doctype html><title>page</title>")
            .file("/large", "text/plain", std::string(16 << 20, 'x'))
            .get("/api/name",
                 [] {
                     return json{{"name", "echo"}};
                 })
            .get("/api/oops", []() -> json { throw std::runtime_error("a fault of ours"); })
            .get("/api/worse", []() -> json { throw 42; })
            .post("/api/echo",
                  [](const json& question) {
                      return json{{"you said", question}};
                  })
            .post("/api/picky",
                  [](const json&) -> json { throw wb::web::request_error("No, thank you.", 422); })
            .post("/api/together", [this](const json&) {
                both_.arrive_and_wait();
                return json(true);
            });
        port = server.bind();
        thread_ = std::thread([this] { server.run(); });
    }
    ~Running() {
        if (thread_.joinable()) stop();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void stop() {
        server.stop();
        thread_.join();
    }

    std::string host() const { return "127.0.0.1:" + std::to_string(port); }
    /// A whole answer to these bytes.
    std::string ask(const std::string& bytes) const { return RawClient(port).ask(bytes); }
    /// A request that has nothing wrong with it but what the caller adds.
    std::string get(const std::string& path, const std::string& headers = "") const {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers + "\r\n");
    }
    std::string post(const std::string& path, const std::string& body,
                     const std::string& headers = "") const {
        return ask(post_head(path, body.size(), headers) + body);
    }
    std::string post_head(const std::string& path, std::size_t length,
                          const std::string& headers = "") const {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host() +
               "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(length) + "\r\n" +
               headers + "\r\n";
    }
    /// Whether it still does what it is for.
    bool answers() const {
        return body_of(get("/api/name")) == R"({"name":"echo"})" &&
               body_of(post("/api/echo", "[1]")) == R"({"you said":[1]})";
    }

    std::vector<std::string> log;
    wb::web::Server server;
    int port = 0;

private:
    wb::web::ServerOptions with_log(wb::web::ServerOptions options) {
        options.log = [this](const std::string& line) { log.push_back(line); };
        return options;
    }

    std::latch both_{2};
    std::thread thread_;
};

std::string error_of(const std::string& answer) {
    return json::parse(body_of(answer)).at("error").get<std::string>();
}

template <class Action>
std::chrono::milliseconds time_of(Action&& action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace

TEST_CASE("a page, a question and an answer", "[web]") {
    const Running server;
    const std::string page = server.get("/");
    CHECK(status_of(page) == 200);
    CHECK_THAT(page, ContainsSubstring("Content-Type: text/html; charset=utf-8\r\n"));
    CHECK(body_of(page) == "<!doctype html><title>page</title>");
    CHECK(server.answers());
    CHECK(status_of(server.ask("HEAD / HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n")) == 200);
    CHECK(status_of(server.get("/", "Host-Not: this\r\nRange: bytes=0-3\r\n")) == 200);
    CHECK_THAT(server.get("/", "Accept-Encoding: br, gzip\r\n"), !ContainsSubstring("Content-Encoding"));
}

TEST_CASE("every answer forbids what a page of ours never does, errors too", "[web]") {
    const Running server;
    for (const std::string& answer : {server.get("/"), server.get("/api/name"), server.get("/nothing"),
                                      server.post("/api/echo", "{"), server.ask("nonsense\r\n\r\n")}) {
        CHECK_THAT(answer,
                   ContainsSubstring("Content-Security-Policy: default-src 'none'; script-src 'self'; "));
        CHECK_THAT(answer, ContainsSubstring("X-Content-Type-Options: nosniff\r\n"));
        CHECK_THAT(answer, ContainsSubstring("Cache-Control: no-store\r\n"));
        CHECK_THAT(answer, ContainsSubstring("Connection: close\r\n"));
        CHECK_THAT(answer, !ContainsSubstring("unsafe"));
        CHECK_THAT(answer, !ContainsSubstring("Access-Control-Allow"));
    }
}

TEST_CASE("only this machine is listened to", "[web]") {
    const Running server;
    CHECK_NOTHROW(RawClient(server.port, "127.0.0.1"));
    // Another address of this machine; a server that listens on all of them would answer here.
    CHECK(thrown_by<std::system_error>([&] { RawClient(server.port, "127.0.0.2"); }).code() ==
          std::errc::connection_refused);
}

TEST_CASE("a request under another host name is refused", "[web]") {
    const Running server;
    const std::string port = ":" + std::to_string(server.port);
    const auto status = [&](const std::string& hosts) {
        return status_of(server.ask("GET / HTTP/1.1\r\n" + hosts + "\r\n"));
    };
    CHECK(status("Host: 127.0.0.1" + port + "\r\n") == 200);
    CHECK(status("Host: LocalHost" + port + "\r\n") == 200);
    CHECK(status("Host: evil.example" + port + "\r\n") == 403);
    CHECK(status("Host: 127.0.0.1" + port + ".evil.example\r\n") == 403);
    CHECK(status("Host: 127.0.0.1:1\r\n") == 403);
    CHECK(status("Host: 127.0.0.1\r\n") == 403);
    CHECK(status("Host: \r\n") == 403);
    CHECK(status("") == 403);
    CHECK(status("Host: 127.0.0.1" + port + "\r\nHost: evil.example\r\n") == 403);
    CHECK_THAT(error_of(server.ask("GET / HTTP/1.1\r\nHost: evil\r\n\r\n")),
               ContainsSubstring("http://127.0.0.1" + port));
}

TEST_CASE("other pages may not post", "[web]") {
    const Running server;
    const auto status = [&](const std::string& origin) {
        return status_of(server.post("/api/echo", "1", "Origin: " + origin + "\r\n"));
    };
    CHECK(status("http://" + server.host()) == 200);
    CHECK(status("http://evil.example") == 403);
    CHECK(status("https://" + server.host()) == 403);
    CHECK(status("http://localhost:" + std::to_string(server.port)) == 403);  // not where this request went
    CHECK(status("null") == 403);
}

TEST_CASE("wrong addresses and methods are told what there is", "[web]") {
    const Running server;
    for (const std::string path : {"/nothing", "/../CMakeLists.txt", "/%2e%2e/CMakeLists.txt", "/page.css",
                                   "//", "/api/", "/index.html%00", "/etc/passwd"}) {
        INFO(path);
        CHECK(status_of(server.get(path)) == 404);
    }
    CHECK(status_of(server.get("/" + std::string(7000, 'a'))) == 404);
    CHECK(status_of(server.get("/" + std::string(9000, 'a'))) == 414);
    CHECK(status_of(server.get("/api/echo")) == 405);
    CHECK_THAT(server.get("/api/echo"), ContainsSubstring("Allow: POST\r\n"));
    CHECK(status_of(server.post("/", "1")) == 405);
    CHECK_THAT(server.post("/", "1"), ContainsSubstring("Allow: GET, HEAD\r\n"));
    for (const std::string method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) {
        INFO(method);
        CHECK(status_of(server.ask(method + " / HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n")) == 405);
    }
    CHECK(status_of(server.ask("BREW / HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n")) == 400);
    CHECK(server.answers());
}

TEST_CASE("a body must be JSON, and have its length in the header", "[web]") {
    const Running server;
    const auto ask = [&](const std::string& headers, const std::string& body = "1") {
        return server.ask("POST /api/echo HTTP/1.1\r\nHost: " + server.host() + "\r\n" + headers + "\r\n" +
                          body);
    };
    const std::string type = "Content-Type: application/json\r\n", length = "Content-Length: 1\r\n";
    CHECK(status_of(ask(type + length)) == 200);
    CHECK(status_of(ask("Content-Type: application/json; charset=utf-8\r\n" + length)) == 200);
    CHECK(status_of(ask(length)) == 415);
    CHECK(status_of(ask("Content-Type: text/plain\r\n" + length)) == 415);
    CHECK(status_of(ask("Content-Type: application/jsonp\r\n" + length)) == 415);
    CHECK(status_of(ask("Content-Type: multipart/form-data; boundary=x\r\n" + length)) == 415);
    CHECK(status_of(ask(type + length + "Content-Encoding: gzip\r\n")) == 415);
    CHECK(status_of(ask(type)) == 411);
    CHECK(status_of(ask(type + length + length)) == 411);
    CHECK(status_of(ask(type + "Transfer-Encoding: chunked\r\n", "1\r\n1\r\n0\r\n\r\n")) == 411);
    CHECK(status_of(ask(type + "Content-Length: -1\r\n")) == 400);
    CHECK(status_of(ask(type + "Content-Length: 0x1\r\n")) == 400);
    CHECK(status_of(ask(type + "Content-Length: \r\n")) == 411);
    CHECK(status_of(ask(type + "Content-Length: 99999999999999999999999999\r\n")) == 413);
    CHECK(status_of(ask(type + "Content-Length: 1048577\r\n")) == 413);
}

TEST_CASE("a body that is too large is refused before it is sent, and after", "[web]") {
    const Running server({.most_bytes = 100'000});
    CHECK(status_of(server.post("/api/echo", "\"" + std::string(99'990, 'x') + "\"")) == 200);
    const std::string refused = server.post("/api/echo", std::string(8 << 20, '1'));
    CHECK(status_of(refused) == 413);
    CHECK_THAT(error_of(refused), ContainsSubstring("100000 bytes"));
    // Headers without end.
    std::string headers;
    for (int i = 0; i < 40'000; ++i) headers += "X-" + std::to_string(i) + ": y\r\n";
    const int status = status_of(server.get("/", headers));
    CHECK((status == 400 || status == 413 || status == 431));
    CHECK(server.answers());
}

TEST_CASE("a request may come in any pieces", "[web]") {
    const Running server;
    for (const std::size_t piece : {1, 2, 3, 7}) {
        INFO(piece);
        const RawClient client(server.port);
        const std::string whole = server.post_head("/api/echo", 5) + "[1,2]";
        for (std::size_t i = 0; i < whole.size(); i += piece) client.send(whole.substr(i, piece));
        CHECK(body_of(client.answer()) == R"({"you said":[1,2]})");
    }
}

TEST_CASE("a client that asks before it sends its body is told to go on", "[web]") {
    const Running server;
    const RawClient client(server.port);
    client.send(server.post_head("/api/echo", 5, "Expect: 100-continue\r\n"));
    std::this_thread::sleep_for(50ms);
    client.send("[1,2]");
    const std::string answer = client.answer();
    CHECK(status_of(answer) == 100);
    CHECK(body_of(body_of(answer)) == R"({"you said":[1,2]})");
    // But not to go on with what is refused.
    const RawClient other(server.port);
    other.send(server.post_head("/api/nothing", 5, "Expect: 100-continue\r\n"));
    CHECK(status_of(other.answer()) == 404);
}

TEST_CASE("what breaks the rules of HTTP is refused", "[web]") {
    const Running server;
    const std::string host = "Host: " + server.host() + "\r\n";
    for (const std::string& head :
         {"GET  / HTTP/1.1\r\n" + host, "GET\t/\tHTTP/1.1\r\n" + host, "GET / HTTP/2\r\n" + host,
          "GET /\r\n" + host, "get / HTTP/1.1\r\n" + host, "GET * HTTP/1.1\r\n" + host,
          "GET http://evil/ HTTP/1.1\r\n" + host, "GET / HTTP/1.1\r\nHost : " + server.host() + "\r\n",
          "GET / HTTP/1.1\r\n" + host + " folded: yes\r\n",
          "GET / HTTP/1.1\r\n" + host + "X: a\rHost: evil\r\n",
          "GET / HTTP/1.1\r\n" + host + "X: a\nHost: evil\r\n",
          "GET / HTTP/1.1\r\n" + host + ": nameless\r\n", "GET / HTTP/1.1\r\n" + host + "no colon\r\n"}) {
        INFO(head);
        CHECK(status_of(server.ask(head + "\r\n")) == 400);
    }
    CHECK(status_of(server.ask("GET /?x=1 HTTP/1.0\r\n" + host + "\r\n")) == 200);
}

TEST_CASE("the answer says what is wrong with the JSON", "[web]") {
    const Running server;
    for (const std::string text : {"", "{", "nonsense", "[1,]", "NaN", "[Infinity]", "-inf", "1e400",
                                   "{\"x\":-1e999}", "\"\xff\"", "[1] 2", "\xef\xbb\xbf", "'1'"}) {
        INFO(text);
        CHECK(status_of(server.post("/api/echo", text)) == 400);
    }
    CHECK_THAT(error_of(server.post("/api/echo", "[1, 2, x]")), ContainsSubstring("byte 8 of 9"));
    CHECK_THAT(error_of(server.post("/api/echo", "1e400")), ContainsSubstring("too large"));
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(status_of(server.post("/api/echo", nested(wb::web::deepest_json))) == 200);
    CHECK(status_of(server.post("/api/echo", nested(wb::web::deepest_json + 1))) == 400);
    CHECK(status_of(server.post("/api/echo", nested(500'000))) == 400);
    CHECK(server.answers());
}

TEST_CASE("what a handler throws becomes an answer", "[web]") {
    Running server;
    CHECK(status_of(server.post("/api/picky", "1")) == 422);
    CHECK(error_of(server.post("/api/picky", "1")) == "No, thank you.");
    CHECK(server.log.empty());
    const std::string oops = server.get("/api/oops");
    CHECK(status_of(oops) == 500);
    CHECK(error_of(oops) == "a fault of ours");
    CHECK(server.log == std::vector<std::string>{"a fault of ours"});
    CHECK(status_of(server.get("/api/worse")) == 500);
    CHECK(server.answers());
}

TEST_CASE("a text that is no UTF-8 is still an answer", "[web]") {
    CHECK(wb::web::to_text("a\xff z") == "\"a\xef\xbf\xbd z\"");
}

TEST_CASE("two clients are answered at a time", "[web]") {
    // Each waits for the other one.
    const Running server;
    auto first = std::async(std::launch::async, [&] { return server.post("/api/together", "1"); });
    CHECK(status_of(server.post("/api/together", "2")) == 200);
    CHECK(status_of(first.get()) == 200);
}

TEST_CASE("a client that breaks off does no harm", "[web]") {
    const Running server;
    const std::string whole = server.post_head("/api/echo", 5) + "[1,2]";
    for (std::size_t length = 0; length < whole.size(); length += 3) {
        const RawClient client(server.port);
        client.send(whole.substr(0, length));
        if (length % 2 == 0) client.end();  // or hang up without a word
    }
    CHECK(server.answers());
}

TEST_CASE("a client that is slow is let go, however diligently it trickles", "[web]") {
    const Running server({.patience = 300ms});
    const RawClient client(server.port);
    const std::string whole = server.post_head("/api/echo", 1000);
    std::string answer;
    const auto time = time_of([&] {
        auto listening = std::async(std::launch::async, [&] { return client.answer(); });
        for (const char byte : whole) {
            if (!client.send(std::string(1, byte)) || listening.wait_for(20ms) == std::future_status::ready)
                break;
        }
        answer = listening.get();
    });
    CHECK(status_of(answer) == 408);
    CHECK(time >= 250ms);
    CHECK(time < 2s);

    // The same, when the body does not come.
    const RawClient silent(server.port);
    silent.send(server.post_head("/api/echo", 1000) + "[");
    const std::string words = silent.answer();
    CHECK(status_of(words) == 408);
    CHECK_THAT(error_of(words), ContainsSubstring("too long"));
}

TEST_CASE("a client that does not take its answer is let go", "[web]") {
    const Running server({.patience = 300ms, .workers = 1});
    const RawClient client(server.port);
    client.send("GET /large HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    CHECK(time_of([&] { CHECK(server.answers()); }) < 3s);
}

namespace {

/// So many clients that say half a word and wait.
std::vector<RawClient> silent_clients(int port, std::size_t count) {
    std::vector<RawClient> clients;
    for (std::size_t i = 0; i < count; ++i) {
        clients.emplace_back(port);
        if (i % 2 == 0) clients.back().send("GET / HT");
    }
    return clients;
}

}  // namespace

TEST_CASE("silent clients in any number keep no other client out", "[web]") {
    const Running server({.patience = 20s, .workers = 8});
    const auto silent = silent_clients(server.port, 200);
    CHECK(time_of([&] { CHECK(server.answers()); }) < 5s);
}

TEST_CASE("more silent clients than there are places: those that came first make room", "[web]") {
    const Running server({.patience = 20s, .most_clients = 50});
    const auto silent = silent_clients(server.port, 120);
    CHECK(time_of([&] { CHECK(server.answers()); }) < 5s);
    // The first was let go without a word; the last still waits.
    CHECK(time_of([&] { CHECK(silent.front().answer(1s).empty()); }) < 900ms);
    CHECK(time_of([&] { CHECK(silent.back().answer(1s).empty()); }) >= 900ms);
}

TEST_CASE("a server that reads from one client after another is kept busy by a silent one", "[web]") {
    // The control: what the cases above measure does happen to a server without our precautions.
    const wb::web::Descriptor listener(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    REQUIRE(::listen(listener.number(), 100) == 0);
    std::thread serving([&] {
        for (int served = 0; served < 2; ++served) {
            const wb::web::Descriptor client(::accept(listener.number(), nullptr, nullptr));
            char byte = 0;
            while (::recv(client.number(), &byte, 1, 0) == 1 && byte != '\n') continue;
            ::send(client.number(), "here", 4, MSG_NOSIGNAL);
        }
    });
    auto silent = std::make_unique<RawClient>(ntohs(address.sin_port));
    const RawClient client(ntohs(address.sin_port));
    client.send("GET / HTTP/1.1\r\n\r\n");
    CHECK(client.answer(500ms).empty());
    silent.reset();
    CHECK(client.answer() == "here");
    serving.join();
}

TEST_CASE("a thousand malformed requests leave the server answering", "[web]") {
    const Running server({.patience = 2s});
    wb::Rng rng(8);
    const auto pick = [&rng](const std::vector<std::string>& from) {
        return from[rng.below(static_cast<std::uint32_t>(from.size()))];
    };
    const auto noise = [&rng](std::size_t length) {
        std::string bytes;
        for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(rng.below(256));
        return bytes;
    };
    const std::vector<std::string> ranges{"bytes=0-99999999999999999999999999", "bytes=5-1", "bytes=-",
                                          "bytes=a-b", "bytes=0-1" + [] {
                                              std::string many;
                                              for (int i = 0; i < 2000; ++i) many += ",0-";
                                              return many;
                                          }()};
    std::size_t refused = 0, hung_up = 0;
    for (int i = 0; i < 1000; ++i) {
        std::string bytes;
        switch (i % 8) {
            case 0:  // no HTTP at all
                bytes = noise(1 + rng.below(3000));
                break;
            case 1:  // a request line of strange parts
                bytes = pick({"GET", "POST", "", "get", "G\0T", noise(5)}) + pick({" ", "  ", "\t", ""}) +
                        pick({"/", "*", "", "http://evil.example/", "/%", "/%zz",
                              "/" + std::string(8200, 'a'), noise(50)}) +
                        " HTTP/" + pick({"9.9", "1.1", "", "1.", "x"}) + "\r\n\r\n";
                break;
            case 2:  // strange headers
                bytes = "GET /nothing HTTP/1.1\r\nHost: " + server.host() + "\r\n" +
                        pick({"Range: " + pick(ranges), ": empty", "No-Colon", "X: " + std::string(9000, 'y'),
                              noise(100), "Content-Length: 5", "Expect: 100-continue", "Cookie: \xff\xfe",
                              "Connection: Upgrade"}) +
                        "\r\n\r\n";
                break;
            case 3:  // ends too early
                bytes = server.post_head("/api/echo", 100) + noise(rng.below(99));
                break;
            case 4:  // JSON with a byte changed: most often no JSON any more
                bytes = "{\"strokes\": [[1.5, -2e3], {\"a\": null}]";
                bytes[rng.below(static_cast<std::uint32_t>(bytes.size()))] =
                    static_cast<char>(rng.below(256));
                bytes = server.post_head("/api/echo", bytes.size()) + bytes;
                break;
            case 5:  // numbers that are none
                bytes = pick({"NaN", "1e400", "-Infinity", "[1e309]", "0x10", "01", "+1", "1.", ".5"});
                bytes = server.post_head("/api/echo", bytes.size()) + bytes;
                break;
            case 6:  // deep or long
                bytes = std::string(1 + rng.below(50'000), pick({"[", "{", "\"", "1"})[0]) + "x";
                bytes = server.post_head("/api/echo", bytes.size()) + bytes;
                break;
            default:  // wrong about itself
                bytes = server.post_head("/api/echo", 2,
                                         pick({"Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n",
                                               "Content-Encoding: br\r\n", "Origin: http://evil\r\n",
                                               "Host: again\r\n"})) +
                        "[]";
        }
        const RawClient client(server.port);
        client.send(bytes);
        client.end();
        std::string answer = client.answer();
        if (answer.starts_with("HTTP/1.1 100 ")) answer = body_of(answer);  // what "Expect" asks for
        const int status = status_of(answer);
        if (answer.empty()) {
            ++hung_up;
        } else if (status >= 400 && status < 500) {
            ++refused;
        } else {
            FAIL("request " << i << " was answered: " << answer.substr(0, 300));
        }
    }
    WARN("refused with a reason: " << refused << ", hung up on: " << hung_up);
    CHECK(refused > 700);
    CHECK(server.log.empty());
    CHECK(server.answers());
}

TEST_CASE("it stops at once, even with clients connected", "[web]") {
    auto server = std::make_unique<Running>(wb::web::ServerOptions{.patience = 20s});
    const auto silent = silent_clients(server->port, 10);
    CHECK(server->answers());
    CHECK(time_of([&] { server->stop(); }) < 3s);
    CHECK(thrown_by<std::system_error>([&] { RawClient(server->port); }).code() ==
          std::errc::connection_refused);
}

TEST_CASE("it can be stopped before it runs", "[web]") {
    wb::web::Server server;
    server.bind();
    server.stop();
    CHECK(time_of([&] { server.run(); }) < 1s);
}

TEST_CASE("a taken port is named, with what to do", "[web]") {
    const Running first;
    wb::web::Server second({.port = first.port});
    const auto error = thrown_by<wb::web::port_error>([&] { second.bind(); });
    CHECK_THAT(error.what(), StartsWith("Port " + std::to_string(first.port) + " cannot be used: "));
    CHECK_THAT(error.what(), ContainsSubstring("leave --port out"));
}

TEST_CASE("a port can be had again at once", "[web]") {
    int port = 0;
    {
        const Running first;
        port = first.port;
        CHECK(first.answers());
    }
    const Running second({.port = port});
    CHECK(second.port == port);
    CHECK(second.answers());
}

TEST_CASE("Ctrl-C and SIGTERM stop a server cleanly", "[web]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const pid_t child = ::fork();
        if (child == 0) {
            // A thread that knows nothing of signals: libraries start such ones.
            std::thread([] { std::this_thread::sleep_for(10s); }).detach();
            wb::web::Server server;
            const wb::web::StopSignals signals([&server] { server.stop(); });
            server.bind();
            std::thread([&] {
                std::this_thread::sleep_for(100ms);
                ::kill(::getpid(), signal);
            }).detach();
            server.run();
            ::_exit(7);  // reached: run() has returned, and no process was killed
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 7);
    }
}

TEST_CASE("an answer never holds what JSON cannot: it is refused, and not turned into null", "[web]") {
    for (const double number : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        CHECK_THROWS_AS(wb::web::to_text({{"a", {1, {{"b", number}}}}}), std::domain_error);
        CHECK_THROWS_AS(wb::web::to_text(nlohmann::json(static_cast<float>(number))), std::domain_error);
    }
    CHECK(wb::web::to_text({{"a", {1, 2.5, "nan", nullptr}}}) == R"({"a":[1,2.5,"nan",null]})");
}
