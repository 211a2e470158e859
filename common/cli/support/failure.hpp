/// \file
/// How a command says that it cannot go on.
#pragma once

#include <stdexcept>
#include <string>

namespace wb::cli {

/// A designed message: what is the matter, and what to do next. The launcher prints both and exits.
class Failure : public std::runtime_error {
public:
    /// \param what      one or more lines: what is the matter
    /// \param next      what to do about it, as a sentence or a command line
    /// \param exit_code what the launcher returns
    explicit Failure(const std::string& what, std::string next = {}, int exit_code = 1)
        : std::runtime_error(what), next_(std::move(next)), exit_code_(exit_code) {}

    const std::string& next() const noexcept { return next_; }
    int exit_code() const noexcept { return exit_code_; }

private:
    std::string next_;
    int exit_code_;
};

/// Ctrl-C, or a polite kill. Everything this program had started is gone when it is thrown.
class Interrupted : public std::runtime_error {
public:
    Interrupted() : std::runtime_error("stopped") {}
};

}  // namespace wb::cli
