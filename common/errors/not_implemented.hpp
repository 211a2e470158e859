/// \file
/// What an exercise throws until it is written.
#pragma once

#include <exception>
#include <source_location>
#include <string>

namespace wb {

/// Thrown by an exercise that nobody has filled in yet.
///
/// It derives from std::exception alone. Were it a std::logic_error or a std::runtime_error, a test that
/// expects one of those would pass on an empty stub.
class not_implemented : public std::exception {
public:
    /// \param exercise the exercise's number, such as "3.2"
    /// \param where    the line of the stub that threw
    explicit not_implemented(std::string exercise, std::source_location where)
        : exercise_(std::move(exercise)),
          where_(where),
          message_("exercise " + exercise_ + " is not written yet (" + where.file_name() + ":" +
                   std::to_string(where.line()) + ")") {}

    const char* what() const noexcept override { return message_.c_str(); }
    /// The exercise's number, such as "3.2".
    const std::string& exercise() const noexcept { return exercise_; }
    /// The line of the stub that threw.
    const std::source_location& where() const noexcept { return where_; }

private:
    std::string exercise_;
    std::source_location where_;
    std::string message_;
};

/// Marks an unwritten exercise. Replace the call, and the `return` you owe, by your own code.
/// \throws not_implemented always
[[noreturn]] inline void todo(std::string exercise,
                              std::source_location where = std::source_location::current()) {
    throw not_implemented(std::move(exercise), where);
}

}  // namespace wb
