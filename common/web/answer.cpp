#include "common/web/answer.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "common/web/json_body.hpp"

namespace {

/// What goes with every answer.
constexpr std::string_view safety =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Cache-Control: no-store\r\n"
    "Connection: close\r\n";

/// The words for a status. No program reads them.
std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 431:
            return "Request Header Fields Too Large";
        default:
            return status < 500 ? "Refused" : "Internal Server Error";
    }
}

}  // namespace

wb::web::Answer wb::web::error_answer(int status, const std::string& message) {
    return {
        .status = status, .type = "application/json; charset=utf-8", .body = to_text({{"error", message}})};
}

std::string wb::web::to_bytes(const Answer& answer, bool with_body) {
    std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    bytes.append(reason(answer.status)).append("\r\n").append(safety);
    for (const auto& [name, value] : answer.headers) bytes += name + ": " + value + "\r\n";
    bytes += "Content-Type: " + answer.type + "\r\n";
    bytes += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n";
    if (with_body) bytes += answer.body;
    return bytes;
}
