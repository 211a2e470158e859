/// \file
/// What this machine has to build with.
#pragma once

#include <string>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// A machine, or the part of it that a container or a virtual machine may use.
struct Machine {
    unsigned processors = 1;
    double memory_gib = 0;    ///< all of it; 0 if unknown
    double free_gib = 0;      ///< what new programs can have without swapping
    std::string inside = {};  ///< "Docker", "Podman", "a container", "WSL"; empty on a machine of its own
    bool is_wsl = false;
};

/// Reads /proc and /sys: also the limits of a container, a service or a user's session (cgroup 2).
/// \param processors  that this process may run on
/// \param root        where /proc and /sys are, for the tests
Machine this_machine(unsigned processors, const fs::path& root = "/");
Machine this_machine();

/// How many compilers to run at a time: one for each processor, but no more than the free memory holds.
unsigned compile_jobs(const Machine& machine);

/// From now on every build that this program starts runs so many compilers, also those that ctest starts:
/// sets CMAKE_BUILD_PARALLEL_LEVEL, unless the user has set it.
void limit_compile_jobs();

}  // namespace wb::cli
