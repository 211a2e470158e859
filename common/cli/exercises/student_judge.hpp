/// \file
/// Building the student's code and judging every exercise of it, each at most once per build.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/cli/exercises/kept_verdicts.hpp"
#include "common/cli/exercises/state.hpp"
#include "common/cli/support/build_folder.hpp"
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

    /// The build error that keeps the exercise from being judged, or nullptr. An error in one file is charged
    /// to the exercises of that file alone, as long as the rest of the chapter can be built without it.
    const CompileError* build_error(const Chapter& chapter, const Exercise& exercise) const;
    /// The errors in other files of the chapter, whose exercises count as not written for now.
    std::vector<const CompileError*> errors_elsewhere(const Chapter& chapter, const Exercise& exercise) const;
    /// What the compiler says of the exercise's file, if it accepts it.
    std::vector<std::string> warnings(const Chapter& chapter, const Exercise& exercise) const;

    /// How to come to a verdict.
    enum class Ask {
        kept,   ///< believe what is kept, if the program is still the same
        fresh,  ///< run it
        aloud,  ///< run it, its output on the terminal
    };
    /// The exercise's verdict. build() must have been called.
    Verdict verdict(const Chapter& chapter, const Exercise& exercise, Ask ask = Ask::kept);

    /// The chapter's test program: the usual one, or one without the files that do not compile.
    fs::path program(const Chapter& chapter) const;

private:
    /// What is wrong with the build of a chapter.
    struct Trouble {
        int chapter = 0;
        std::vector<CompileError> errors;
        fs::path rest;  ///< the test program without the files at fault; empty if it could not be built
    };
    fs::path file_of(const Chapter& chapter, const std::string& name) const;
    const Trouble* trouble(const Chapter& chapter) const;
    bool is_charged(const Trouble& trouble, const CompileError& error, const Chapter& chapter,
                    const Exercise& exercise) const;
    void build_without(Trouble& trouble, const Chapter& chapter);

    const Workspace& workspace_;
    std::string preset_;
    BuildFolder ours_;  // from build() on: no other launcher replaces the programs while they run
    std::vector<Trouble> troubles_;
    KeptVerdicts kept_;
};

/// Whether the file is refused because it includes a solution: the compiler would take it.
bool is_borrowed(const CompileError& error);

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
