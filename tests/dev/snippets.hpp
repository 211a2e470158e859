/// \file
/// The snippets of a lesson that say `compiles`, as a program.
#pragma once

#include <string>

#include "tests/dev/lesson.hpp"

namespace wb::cli {

/// A function for each snippet, and a main() that calls those that say `compiles=runs`. Errors of the
/// compiler name the lesson and its line.
/// \param headers  of the chapter, as one includes them: "ch03_mlp/linear.hpp"
std::string snippet_program(const Lesson& lesson, const std::vector<std::string>& headers);

}  // namespace wb::cli
