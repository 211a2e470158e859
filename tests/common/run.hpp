/// \file
/// Runs a program and keeps what it says.
#pragma once

#include <stdio.h>  // popen is POSIX, not C++
#include <sys/wait.h>

#include <array>
#include <stdexcept>
#include <string>

struct RunResult {
    int exit_code = -1;  ///< -1 if a signal ended the program
    std::string output;  ///< both standard output and standard error
};

/// Runs a command line of the shell.
inline RunResult run(const std::string& command) {
    FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run: " + command);
    RunResult result;
    std::array<char, 4096> buffer;
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        result.output.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
    return result;
}
