/// \file
/// What a test program says when it dies: a crash or an endless loop takes down the process, but not the
/// report.
#pragma once

#include <string>

#include "tests/support/watchdog.hpp"

namespace wb::judge {

/// What to print if the program dies now. It is written down before each test case, because a program that
/// has just crashed cannot be trusted to put words together.
struct LastWords {
    std::string crashed_case, crashed_verdict;  ///< between the two comes what the signal means
    std::string stuck_case, stuck_verdict;      ///< between the two comes how long it ran
    int line = -1;  ///< to the supervisor, which is told where the program crashed; -1 without one
};

void set_last_words(const LastWords& words);

/// From now on, new and freed memory hold strange numbers, where the C library can do that. So
/// code that reads an array that no longer exists, or that was never written, is wrong or crashes in each
/// run, and not only in some.
void paint_memory();

/// From now on a fatal signal prints the last words and ends the program with exit code 6. Under
/// AddressSanitizer its report comes first.
void install_crash_handlers();

/// Prints the last words of a crash and ends the program with exit code 6. Async-signal-safe.
/// \param meaning  what the signal means, or null
[[noreturn]] void die_of_a_crash(const char* meaning) noexcept;

/// Prints the last words of a program that took too long, says which limit it passed, and ends it with exit
/// code 5.
[[noreturn]] void die_of_an_overrun(const Overrun& overrun) noexcept;

/// What a signal with this name ("SIGSEGV - ...") means: for Catch2 3, which catches signals itself.
const char* meaning_of_signal(const std::string& name);

}  // namespace wb::judge
