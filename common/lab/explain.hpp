/// \file
/// What a program that runs a student's code says when it cannot go on.
#pragma once

#include <functional>
#include <string>

namespace wb {

/// How a program speaks of itself.
struct ProgramWords {
    std::string subject;    ///< "This lab", as in "This lab needs exercise 3.2"
    std::string stopped{};  ///< before any other error: "The lab stopped: "
};

/// Runs the body. What it throws ends as a message on the terminal, behind all that was printed before: an
/// exercise that is not written yet, where to write it and what to run then; or the error's own words.
/// \return the exit code of the program: 0, or 1 after an error
int run_and_explain(const ProgramWords& words, const std::function<void()>& body);

}  // namespace wb
