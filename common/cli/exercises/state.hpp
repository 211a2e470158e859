/// \file
/// How far an exercise is, as its tests judge it.
#pragma once

#include <string>
#include <string_view>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"
#include "common/curriculum/state.hpp"

namespace wb::cli {

using curriculum::State;
using curriculum::word;

/// The word in its color.
std::string painted(State state);

/// One exercise, judged.
struct Verdict {
    State state = State::not_run;
    int exit_code = -1;
    bool stopped_by_us = false;    ///< not even the program that supervises the test program ended in time
    bool too_much_output = false;  ///< stopped, because it printed without end
    std::string output;            ///< what the test program printed, or the compiler's first error
    // From the result file of the test program, as far as it wrote one.
    std::string needs;       ///< blocked: the exercise it waits for
    std::string file;        ///< where to edit; empty if nothing was said of it
    std::size_t passed = 0;  ///< test cases that passed
    std::size_t total = 0;   ///< test cases that ran
};

/// The word for a verdict in its color. If some checks of an exercise pass, and the rest waits for code, it
/// is "in progress", as the judge says.
std::string painted(const Verdict& verdict);

/// The program that supervises the test programs of a build folder: tests/support/supervisor.hpp.
/// \throws Failure when it is not there
fs::path supervisor_of(const fs::path& test_program);

/// Runs one exercise of a test program, in a process of its own, through the program that supervises it. That
/// one's exit code is the verdict: the test program, which holds the student's code, is not believed alone.
/// \param aloud its output goes to our terminal, and not into the verdict
/// \param tests the folder of its test files, so that its checks can be counted
/// \throws Failure when the program is not there
Verdict judge(const Workspace& workspace, const fs::path& program, const Exercise& exercise,
              bool aloud = false, const fs::path& tests = {});

}  // namespace wb::cli
