/// \file
/// What the server says. For the .cpp files of this folder.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace wb::web {

/// An answer of HTTP.
struct Answer {
    int status = 200;  ///< HTTP's number for the outcome, such as 404
    std::string type;  ///< such as "text/css; charset=utf-8"
    std::string body;  ///< the bytes of that type
    std::vector<std::pair<std::string, std::string>> headers{};  ///< besides those that every answer has
};

/// `{"error": message}`
Answer error_answer(int status, const std::string& message);

/// The bytes to send: status line, headers, body. Every answer says that the connection ends with it, and
/// forbids what no page of ours does.
/// \param with_body  false for HEAD: the same headers alone
std::string to_bytes(const Answer& answer, bool with_body = true);

}  // namespace wb::web
