/// \file
/// The error of every file that is not what it should be.
#pragma once

#include <stdexcept>
#include <string>

namespace wb {

/// A file that cannot be used, and why: which file, which field of it, what was expected there, what was
/// found, and what to do about it.
class data_error : public std::runtime_error {
public:
    /// The message: "file: field: expected this, found that.", then the hint.
    data_error(std::string file, std::string field, std::string expected, std::string found, std::string hint)
        : std::runtime_error(file + ": " + field + ": expected " + expected + ", found " + found + ". " +
                             hint),
          file_(std::move(file)),
          field_(std::move(field)),
          expected_(std::move(expected)),
          found_(std::move(found)),
          hint_(std::move(hint)) {}

    /// Which file.
    const std::string& file() const noexcept { return file_; }
    /// Which part of it, such as "magic number".
    const std::string& field() const noexcept { return field_; }
    /// What would have been right.
    const std::string& expected() const noexcept { return expected_; }
    /// What is there.
    const std::string& found() const noexcept { return found_; }
    /// What to do next, a sentence.
    const std::string& hint() const noexcept { return hint_; }

private:
    std::string file_, field_, expected_, found_, hint_;
};

}  // namespace wb
