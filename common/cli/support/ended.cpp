#include "common/cli/support/ended.hpp"

#include <fmt/format.h>

#include <csignal>

namespace {

struct Meaning {
    int signal;
    const char* name;
    const char* reason;
};

constexpr Meaning meanings[] = {
    {SIGSEGV, "SIGSEGV",
     "it read or wrote memory that is not its own, such as an element past the end of an array"},
    {SIGBUS, "SIGBUS", "it read or wrote memory that is not there; on a full disk that happens, too"},
    {SIGABRT, "SIGABRT", "it gave up; the reason is printed above"},
    {SIGFPE, "SIGFPE", "a whole number was divided by zero"},
    {SIGILL, "SIGILL",
     "it came to an instruction that this processor does not have, or to the end of a function without a "
     "return"},
    {SIGKILL, "SIGKILL", "it was killed by force, as the system does when the memory is used up"},
    {SIGXCPU, "SIGXCPU", "its processor time was over"},
};

}  // namespace

std::string wb::cli::how_it_ended(const Outcome& outcome) {
    if (outcome.signal == 0) return fmt::format("ended with code {}", outcome.exit_code);
    for (const auto& [signal, name, reason] : meanings)
        if (signal == outcome.signal)
            return fmt::format("was ended by signal {} ({}): {}", signal, name, reason);
    return fmt::format("was ended by signal {}", outcome.signal);
}
