/// \file
/// What an exercise throws until it is written.
#pragma once

#include <exception>
#include <string>

namespace wb {

/// A line of source code. The standard's source_location says the same, but clang 14, the one of Debian 12,
/// does not know it.
class CodePlace {
public:
    /// The place of the call; as a default argument, the place of the call that leaves it out.
    static constexpr CodePlace here(const char* file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
        return {file, line};
    }
    /// The file, as the compiler was told its name.
    const char* file_name() const noexcept { return file_; }
    /// The line, counted from 1.
    unsigned line() const noexcept { return line_; }

private:
    constexpr CodePlace(const char* file, unsigned line) : file_(file), line_(line) {}
    const char* file_;
    unsigned line_;
};

/// Thrown by an exercise that is not written yet.
///
/// It derives from std::exception alone. Were it a std::logic_error or a std::runtime_error, a test that
/// expects one of those would pass on an empty stub.
class not_implemented : public std::exception {
public:
    /// What todo() throws.
    /// \param exercise the exercise's number, such as "3.2"
    /// \param where    the line of the stub that threw
    explicit not_implemented(std::string exercise, CodePlace where)
        : exercise_(std::move(exercise)),
          where_(where),
          message_("exercise " + exercise_ + " is not written yet (" + where.file_name() + ":" +
                   std::to_string(where.line()) + ")") {}

    /// The message: which exercise, and where its stub is.
    const char* what() const noexcept override { return message_.c_str(); }
    /// The exercise's number, such as "3.2".
    const std::string& exercise() const noexcept { return exercise_; }
    /// The line of the stub that threw.
    const CodePlace& where() const noexcept { return where_; }

private:
    std::string exercise_;
    CodePlace where_;
    std::string message_;
};

/// Marks an unwritten exercise. Replace the call, and the `return` you owe, by your own code.
/// \throws not_implemented always
[[noreturn]] inline void todo(std::string exercise, CodePlace where = CodePlace::here()) {
    throw not_implemented(std::move(exercise), where);
}

}  // namespace wb
