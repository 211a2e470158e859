/// \file
/// Where a program crashed: taken down by the program itself, read by its supervisor.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wb::judge {

/// Loads what a trace needs: in the handler of a signal it would be too late.
void prepare_traces();

/// What an assertion of the standard library in this function means; empty for any other function.
/// \param function  with its namespace, as __PRETTY_FUNCTION__ or a demangled name has it
std::string broken_rule(const std::string& function);

/// Where a signal came: `context` is the third argument of its handler. For the line of the crash.
/// Async-signal-safe.
void note_interruption(const void* context) noexcept;

/// Sends "trace ADDRESS ADDRESS ...\n", from the innermost call outwards. For the handler of a signal.
void send_trace(int line) noexcept;

/// Whether malloc or free is among the calls that led here. For the handler of a signal.
bool is_inside_malloc() noexcept;

/// One call of a trace, inlined ones too.
struct Frame {
    std::string function;  ///< "std::vector<double, ...>::operator[](unsigned long)"
    std::string file;
    int line = 0;
};

/// What the addresses of a "trace" line stand for, from the innermost call outwards; empty without addr2line.
std::vector<Frame> read_trace(const std::filesystem::path& program, std::string_view trace);

/// For a person: the line of the student's where it happened, and what the standard library complained about.
/// \param root  of the workbook
/// \param code  the folder of the student's code below it, as the program's debug information holds it:
///              "chapters/ch03_mlp"
std::string explain_trace(const std::vector<Frame>& frames, const std::string& root, const std::string& code);

}  // namespace wb::judge
