/// \file
/// How a handler says that a request is not as it should be.
#pragma once

#include <stdexcept>
#include <string>

namespace wb::web {

/// A request that cannot be answered, by the fault of who sent it. The server answers with the status and
/// `{"error": message}`, and goes on.
class request_error : public std::runtime_error {
public:
    /// What the server answers with.
    /// \param message  what was expected, what was found, and what to do; shown to who sent it
    /// \param status   of HTTP, from 400 to 499
    explicit request_error(const std::string& message, int status = 400)
        : std::runtime_error(message), status_(status) {}

    /// The status of HTTP, from 400 to 499.
    int status() const noexcept { return status_; }

private:
    int status_;
};

}  // namespace wb::web
