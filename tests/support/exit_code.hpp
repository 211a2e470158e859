/// \file
/// How the test programs tell ctest and the launcher what they found.
#pragma once

namespace wb::judge::exit_code {

inline constexpr int done = 0;
inline constexpr int wrong = 1;
inline constexpr int not_run = 2;  ///< a usage error, no matching check, or a fault of the judge
inline constexpr int not_started = 3;
inline constexpr int blocked = 4;
inline constexpr int timed_out = 5;
inline constexpr int crashed = 6;

}  // namespace wb::judge::exit_code
