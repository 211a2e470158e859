/// \file
/// Running a test program as a student's shell would.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "tests/support/catch.hpp"

struct Run {
    std::string output;
    int exit_code = -1;
};

/// Runs a program in a shell, without what the environment says to us.
inline Run run(const std::string& program_and_arguments, const std::string& environment = "") {
    const std::string command =
        "env -u WORKBOOK_RESULT_FILE -u WORKBOOK_TIMEOUT -u WORKBOOK_WAIT_LIMIT NO_COLOR=1 " + environment +
        " " + program_and_arguments + " 2>&1";
    Run result;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> block{};
    while (const std::size_t length = std::fread(block.data(), 1, block.size(), pipe))
        result.output.append(block.data(), length);
    const int status = ::pclose(pipe);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    UNSCOPED_INFO(result.output);
    return result;
}
