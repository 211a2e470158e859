/// \file
/// Programs that the lab starts.
#pragma once

#include <string>
#include <vector>

namespace wb::lab09 {

/// Runs a program and waits for it; it prints where this one does.
/// \param argv  the program, by its path or by a name that is looked for on the PATH, and its arguments
/// \return its exit code; 127 if there is no such program, and 128 or more if a signal ended it
int run_program(std::vector<std::string> argv);

/// The path of a program that was built beside this one.
std::string beside_this_program(const std::string& name);

}  // namespace wb::lab09
