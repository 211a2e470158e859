#include "common/lab/explain.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <iostream>

#include "common/errors/not_implemented.hpp"

namespace {

/// What was printed before an error also stands before it in a file or a pipe.
void flush_output() {
    std::cout.flush();
    std::fflush(stdout);
}

}  // namespace

int wb::run_and_explain(const ProgramWords& words, const std::function<void()>& body) {
    try {
        body();
        return 0;
    } catch (const not_implemented& missing) {
        flush_output();
        fmt::print(stderr,
                   "\n{0} needs exercise {1}, which is not written yet.\n"
                   "Edit {2}:{3}, then run: ./workbook check {1}\n",
                   words.subject, missing.exercise(), missing.where().file_name(), missing.where().line());
    } catch (const std::exception& error) {
        flush_output();
        fmt::print(stderr, "\n{}{}\n", words.stopped, error.what());
    }
    return 1;
}
