/// \file
/// How a program came to its end, in words.
#pragma once

#include <string>

#include "common/cli/support/process.hpp"

namespace wb::cli {

/// "ended with code 3", or, of a signal, which one, what it is called, and what it usually means.
std::string how_it_ended(const Outcome& outcome);

}  // namespace wb::cli
