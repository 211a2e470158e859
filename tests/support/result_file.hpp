/// \file
/// The result of a test run as JSON, for the launcher and for instructors.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wb::judge {

/// What is known of one exercise.
struct Result {
    std::string exercise;    ///< "3.2", or "milestone-3"
    std::string name;        ///< "Linear.backward"
    std::string tested;      ///< whose code: "student" or "reference"
    std::string state;       ///< done, wrong, not_started, blocked, crashed, timeout or not_run
    std::size_t passed = 0;  ///< checks that passed
    std::size_t total = 0;   ///< checks that ran
    std::string file;        ///< what to edit
    int line = 0;
    std::vector<std::string> needs;    ///< the unwritten exercises that block it
    std::vector<std::string> earlier;  ///< the exercises of its chapter that it uses, written or not
    std::string failed_case;           ///< the first one
    std::string message;               ///< what it said
};

std::string to_json(const Result& result);

/// Replaces the file in one step: a reader never sees half of it. Without a path it does nothing.
/// \throws misuse if the file cannot be written
void write_result(const std::filesystem::path& path, std::string_view text);

}  // namespace wb::judge
