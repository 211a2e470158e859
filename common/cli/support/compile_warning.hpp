/// \file
/// What the compiler says of code that it accepts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

struct CompileWarning {
    std::string file;  ///< as the compiler printed it
    std::size_t line = 0;
    std::string message;  ///< "no return statement in function returning non-void [-Wreturn-type]"
    std::string text;     ///< the message with the line of code below it
};

/// Every warning in what ninja printed, each once, in order.
std::vector<CompileWarning> compile_warnings(std::string_view ninja_output);

}  // namespace wb::cli
