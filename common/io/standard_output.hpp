/// \file
/// Standard output that is closed, or full.
#pragma once

#include <string>

namespace wb {

/// To be called first of all: where one of the three standard streams is closed, the next file that is opened
/// would take its number, and be written over by what is printed. Now printing fails instead.
void occupy_standard_streams();

/// To be called early: without it, a file that reaches the size that `ulimit -f` allows ends the program
/// without a word. Now writing it fails, as on a full disk, also in the programs that this one starts.
void survive_file_size_limit();

/// What a user can do about such a limit.
inline constexpr const char* file_size_advice =
    "`ulimit -f` limits the size of files here. Try again in a new terminal, which may have no limit.";

/// Brings out what was printed so far. \return "", or why some of it is lost
std::string flush_standard_output();

}  // namespace wb
