/// \file
/// Building the student's code and judging every exercise of it, each at most once per build.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/cli/exercises/state.hpp"
#include "common/cli/support/compile_error.hpp"

namespace wb::cli {

/// An exercise and how far it is.
struct Standing {
    const Chapter* chapter = nullptr;
    const Exercise* exercise = nullptr;
    Verdict verdict;
};

/// Builds the student's test programs and judges exercises with them. What it learned is kept in
/// build/PRESET/verdicts.json and believed as long as the test program is the same file.
class StudentJudge {
public:
    /// \param preset  says where the student's code is: "student" in chapters/, "grade" in build/grading/
    explicit StudentJudge(const Workspace& workspace, std::string preset = "student")
        : workspace_(workspace), preset_(std::move(preset)) {}

    /// Builds the test programs of these chapters; a compile error in one does not hide the others.
    void build(const std::vector<const Chapter*>& chapters);

    /// The build error that keeps the chapter's test program from being made, or nullptr.
    const CompileError* build_error(const Chapter& chapter) const;

    /// How to come to a verdict.
    enum class Ask {
        kept,   ///< believe what is kept, if the program is still the same
        fresh,  ///< run it
        aloud,  ///< run it, its output on the terminal
    };
    /// The exercise's verdict. build() must have been called.
    Verdict verdict(const Chapter& chapter, const Exercise& exercise, Ask ask = Ask::kept);

    fs::path program(const Chapter& chapter) const;

private:
    fs::path memory() const;

    const Workspace& workspace_;
    std::string preset_;
    std::vector<std::pair<int, CompileError>> build_errors_;  // by the chapter's number
};

/// The states of all exercises, in teaching order.
/// \param ask      whether what is kept is believed
/// \param on_tick  called before each exercise is judged, with its id
std::vector<Standing> judge_all(StudentJudge& judge, const Manifest& manifest, StudentJudge::Ask ask,
                                const std::function<void(const std::string&)>& on_tick);

/// The exercise to work on next: the first that is not done; nullptr if all are.
const Standing* next_step(const std::vector<Standing>& standings);

/// How a student reads a compile error: the error, then where to edit and what to run.
/// \param place where the exercise `id` stands, for an error that is not in a line of the student's
std::string compile_error_message(const Workspace& workspace, const CompileError& error,
                                  const std::string& place, const std::string& id);

}  // namespace wb::cli
