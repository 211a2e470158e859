/// \file
/// The maintainers' commands, `workbook dev ...`, which CI runs. Each returns the exit code, and treats
/// having had nothing to examine as a failure.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

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

/// Prints a page or a header as Doxygen wants it (site_page.hpp).
int dev_lesson_filter(const Workspace& workspace, const fs::path& page, bool with_solutions);

/// Every page and header of the lesson site can be made so. (Doxygen goes on when a filter has failed.)
int dev_pages(const Workspace& workspace);

/// No line of a solution stands in a stub, a hint or a lesson.
int dev_leaks(const Workspace& workspace);

/// On untouched stubs every check of every exercise fails, and only because something is not written yet.
/// \param build where tests/chNN_student_tests are
int dev_check_stubs(const Workspace& workspace, const fs::path& build);

/// Every block of a lesson, and every number that is said to come from a run, is what was printed there.
/// \param build a complete build of the harness, in which dev_mistakes() has run
int dev_lessons(const Workspace& workspace, const fs::path& build);
/// Writes OUT/chNN.cpp: the snippets of that chapter's lesson that have to compile (snippets.hpp).
/// \param chapter "ch03_mlp"
int dev_snippets(const Workspace& workspace, const std::string& chapter, const fs::path& out);

/// What `dev figures` was asked for.
struct FigureOptions {
    fs::path build{};
    std::vector<std::string> record{};  ///< names in tests/figures to write anew; none: compare all
};

/// What the labs and the programs of tests/figures print is what is recorded there (figures.hpp).
int dev_figures(const Workspace& workspace, const FigureOptions& options);

/// No object file of a chapter was compiled with a header of a later chapter.
int dev_isolation(const Workspace& workspace, const fs::path& build);

/// With the exercises written one after another, exactly those written so far are done.
/// \param build where the programs of sweep_program() are
int dev_sweep(const Workspace& workspace, const fs::path& build);
/// The one place that knows where the test program of a chapter is, with everything through `id` solved.
fs::path sweep_program(const fs::path& build, const std::string& id, const std::string& chapter_prefix);

/// Every wrong version of the reference in tests/mistakes/ is caught, with the words that explain it.
/// \param build where the programs of mistake_program() are
int dev_mistakes(const Workspace& workspace, const fs::path& build);
/// The one place that knows where the test program of a mistake is.
fs::path mistake_program(const fs::path& build, const std::string& mistake_id);
/// Writes OUT/<chNN_topic>__<name>/<file> for every mistake.
int dev_make_mistakes(const Workspace& workspace, const fs::path& out);

}  // namespace wb::cli
