/// \file
/// What a test program tells the program that supervises it (supervisor.hpp).
#pragma once

#include <string>
#include <string_view>

#include "tests/support/program.hpp"
#include "tests/support/result_file.hpp"
#include "tests/support/watchdog.hpp"

namespace wb::judge {

/// The test program's end of the line to its supervisor. Every message carries the nonce of this run, which
/// came through the same line: what is left over from another run is not believed.
class Witness {
public:
    /// Opens the line if a supervisor started this program (WORKBOOK_SUPERVISOR is its file descriptor), and
    /// takes both out of sight of the programs that this one starts.
    Witness();

    bool is_supervised() const { return line_ >= 0; }

    void say_start(const Limits& limits, const Program& tested) const;
    /// What is to be said if the program ends in the middle of this check.
    void say_case(const Result& so_far, const std::string& crashed_case, const std::string& crashed_verdict,
                  const std::string& stuck_verdict) const;
    /// The verdict on an exercise. The supervisor prints the text once it has seen how the program ended.
    void say_verdict(const Result& result, const std::string& text) const;
    /// No check matched, and none had to.
    void say_empty() const;

    /// The file descriptor of the line, or -1: for the handler of a crash.
    int line() const { return line_; }

private:
    void say(std::string_view kind, const std::string& fields) const;

    int line_ = -1;
    std::string nonce_;
};

}  // namespace wb::judge
