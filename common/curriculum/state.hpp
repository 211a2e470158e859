/// \file
/// How far an exercise is, as its tests judge it; and how the test programs say it to ctest and to the
/// launcher.
#pragma once

#include <string_view>

namespace wb::curriculum {

/// `not_run`: no check ran, because no exercise was named, an option was wrong, or the judge has a fault.
enum class State { done, wrong, not_run, not_started, blocked, timed_out, crashed, does_not_compile };

/// The exit codes of the judge, one for each state that a test program can have.
namespace exit_code {

inline constexpr int done = 0;
inline constexpr int wrong = 1;
inline constexpr int not_run = 2;
inline constexpr int not_started = 3;
inline constexpr int blocked = 4;
inline constexpr int timed_out = 5;
inline constexpr int crashed = 6;

}  // namespace exit_code

/// The exit code of a state; `not_run` for one that does not compile.
int exit_code_of(State state);
/// The state that an exit code stands for: `crashed` for one above 128 (a signal), `not_run` for any other.
State state_of_exit_code(int code);

/// What a result file says: "not_started", "timeout", ...
std::string_view name(State state);
/// The state of that name; `not_run` if there is none.
State state_named(std::string_view name);

/// What a person reads: "not started", "too slow", ...
std::string_view word(State state);

}  // namespace wb::curriculum
