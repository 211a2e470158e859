/// \file
/// What a client asks. For the .cpp files of this folder and their tests.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wb::web {

/// The longest address that is taken, in bytes.
inline constexpr std::size_t longest_address = 8 * 1024;

/// A request of HTTP/1.1 or HTTP/1.0.
struct Request {
    std::string method;  ///< such as "GET"
    std::string path;    ///< such as "/api/read"; what follows a "?" is dropped
    std::vector<std::pair<std::string, std::string>> headers;  ///< the names in lower case, in the order sent
    std::string body;  ///< the bytes after the headers; "" without any

    /// How often a header was sent. \param name  in lower case
    std::size_t count(std::string_view name) const;
    /// The first value of a header; "" without one. \param name  in lower case
    std::string value(std::string_view name) const;
};

/// A text in lower case; ASCII only.
std::string lower(std::string text);

/// Reads the request line and the headers.
/// \param head  all before the empty line, lines end with CR LF
/// \throws request_error 400 if it breaks the rules of HTTP, 414 if the address is too long
Request parse_head(std::string_view head);

}  // namespace wb::web
