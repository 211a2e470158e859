/// \file
/// The maintainers' commands, `workbook dev ...`, which CI runs. Each returns the exit code, and treats
/// having had nothing to examine as a failure.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/command_line.hpp"

namespace wb::cli {

/// What `dev stubs` was asked for.
struct StubOptions {
    bool check = false;     ///< only tell what is stale
    bool force = false;     ///< overwrite edited stubs as well
    fs::path out{};         ///< not into chapters/ but here
    std::string through{};  ///< with `out`: the last exercise that is solved; "" or "0" for none
    std::string chapter{};  ///< only this one ("ch03_mlp" or "3"); "" for all
};

/// Makes chapters/*/x.cpp from solutions/*/x.cpp.
int dev_stubs(const Workspace& workspace, const StubOptions& options);

/// No line of a solution is in a stub, a hint or a lesson.
int dev_leaks(const Workspace& workspace);

/// On untouched stubs every check of every exercise fails, and only because something is not written yet.
/// \param build where tests/chNN_student_tests are
int dev_check_stubs(const Workspace& workspace, const fs::path& build);

/// Every block of a lesson, and every number that is marked as coming from a run, is what was printed there.
/// \param build a complete build of the harness, in which dev_mistakes() has run
int dev_lessons(const Workspace& workspace, const fs::path& build);
/// Writes OUT/chNN.cpp: the snippets of that chapter's lesson that have to compile (snippets.hpp).
/// \param chapter "ch03_mlp"
int dev_snippets(const Workspace& workspace, const std::string& chapter, const fs::path& out);

/// What `dev figures` was asked for.
struct FigureOptions {
    fs::path build{};
    std::vector<std::string> record{};  ///< names in tests/figures to write again; none: compare all
};

/// What the labs and the programs of tests/figures print is what is recorded there (figures.hpp).
int dev_figures(const Workspace& workspace, const FigureOptions& options);

/// No object file of a chapter was compiled with a header of a later chapter.
int dev_isolation(const Workspace& workspace, const fs::path& build);

/// With the exercises written one after another, exactly those written so far are done.
/// \param build where the programs of all chapters are built (variants.hpp)
int dev_sweep(const Workspace& workspace, const fs::path& build);

/// Every wrong version of the reference in tests/mistakes/ is caught, with the words that explain it.
/// \param build where the programs of all chapters are built (variants.hpp)
/// \param only an exercise, or a part of a mistake's id: only these, after building what they need; "" for all
int dev_mistakes(const Workspace& workspace, const fs::path& build, const std::string& only = {});

/// Every right answer of another shape in tests/right/ is done. Parameters as those of dev_mistakes().
int dev_right(const Workspace& workspace, const fs::path& build, const std::string& only = {});

// How each is called, and with which options; in the file of the command.
void add_stubs(Options& dev);
void add_leaks(Options& dev);
void add_check_stubs(Options& dev);
void add_isolation(Options& dev);
void add_sweep(Options& dev);
void add_mistakes(Options& dev);
void add_lessons(Options& dev);
void add_snippets(Options& dev);
void add_figures(Options& dev);

}  // namespace wb::cli
