/// \file
/// Running a test program without believing it.
///
/// The code under test runs in the same process as its judge: it could call exit(0), or replace the process.
/// So a program that holds none of it starts the test program, and watches how it ends. An exercise is done
/// on two witnesses only: the exit code, and the judge's own word, sent through a line of this run and with
/// its nonce.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/result_file.hpp"

namespace wb::judge {

/// A test program to run.
struct SupervisedRun {
    std::filesystem::path program;
    std::vector<std::string> arguments;  ///< "[3.2]"
    std::filesystem::path
        tests;              ///< the folder of its test files, to count the checks; empty if it is not known
    bool is_quiet = false;  ///< neither its output nor its verdict is shown
};

/// What came of it.
struct Finding {
    int exit_code = 0;  ///< as in common/curriculum/state.hpp
    Result result;
    std::string text;  ///< the verdict, for a person
};

/// Runs the program and prints its verdict. If an exercise fails, those that it builds on are tried too: if
/// one of them is not done, the exercise is blocked by it.
Finding supervise(const SupervisedRun& run);

/// How many test cases in the folder have the tag; 0 if there is no such folder.
std::size_t count_checks(const std::filesystem::path& tests, const std::string& tag);

}  // namespace wb::judge
