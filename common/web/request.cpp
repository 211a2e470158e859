#include "common/web/request.hpp"

#include <algorithm>
#include <array>

#include "common/web/request_error.hpp"

namespace {

using wb::web::request_error;

constexpr std::string_view line_end = "\r\n";
constexpr std::array<std::string_view, 9> methods{"GET",   "HEAD",    "POST",  "PUT",    "DELETE",
                                                  "PATCH", "OPTIONS", "TRACE", "CONNECT"};

request_error malformed(const std::string& what) {
    return request_error("This is not a request as HTTP has them: " + what + ".");
}

/// Letters, digits and the signs that a header's name may have.
bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

std::string_view without_spaces_around(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes the first line off.
std::string_view next_line(std::string_view& text) {
    const auto end = text.find(line_end);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + line_end.size());
    return line;
}

/// METHOD SP ADDRESS SP HTTP/1.1
void parse_request_line(std::string_view line, wb::web::Request& request) {
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == line.npos || first == last) throw malformed("its first line has no three parts");
    const std::string_view method = line.substr(0, first), version = line.substr(last + 1);
    const std::string_view address = line.substr(first + 1, last - first - 1);
    if (std::ranges::find(methods, method) == methods.end()) throw malformed("it knows no such method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") throw malformed("the version must be HTTP/1.1");
    if (address.size() > wb::web::longest_address) throw request_error("The address is too long.", 414);
    const auto is_printable = [](char c) { return c > ' ' && c < 0x7f; };
    if (!address.starts_with('/') || !std::ranges::all_of(address, is_printable))
        throw malformed("the address must begin with / and consist of printable characters");
    request.method = method;
    request.path = address.substr(0, address.find('?'));
}

}  // namespace

std::string wb::web::lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::size_t wb::web::Request::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(headers, [&](const auto& header) { return header.first == name; }));
}

std::string wb::web::Request::value(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? "" : found->second;
}

wb::web::Request wb::web::parse_head(std::string_view head) {
    Request request;
    parse_request_line(next_line(head), request);
    while (!head.empty()) {
        const std::string_view line = next_line(head);
        const auto colon = line.find(':');
        if (colon == line.npos || !is_token(line.substr(0, colon)))
            throw malformed("a header must be a name, a colon and a value");
        const std::string_view value = without_spaces_around(line.substr(colon + 1));
        if (std::ranges::any_of(value, is_control)) throw malformed("a header has a control character");
        request.headers.emplace_back(lower(std::string(line.substr(0, colon))), value);
    }
    return request;
}
