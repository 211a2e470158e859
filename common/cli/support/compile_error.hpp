/// \file
/// Finding, in what ninja prints, what a student has to look at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

/// One failed step of a build.
struct CompileError {
    std::string output;    ///< what ninja could not make: "CMakeFiles/ch03_student_double.dir/..."
    std::string file;      ///< of the first error, as the compiler printed it; "" for the linker
    std::size_t line = 0;  ///< of the first error
    std::string message;   ///< of the first error: "'y' was not declared in this scope"
    std::string text;      ///< the first error with its context, some 12 lines
};

/// Every failed step, in the order ninja reports them.
std::vector<CompileError> compile_errors(std::string_view ninja_output);

}  // namespace wb::cli
