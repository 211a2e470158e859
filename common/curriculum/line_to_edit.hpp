/// \file
/// The line of a file at which an exercise is written: every message ends with it.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/curriculum/chapter.hpp"

namespace wb::curriculum {

/// The line (from 1) to edit for an exercise: that of its todo(), else of its marker `// EXERCISE 3.2` (in the reference
/// `// BEGIN SOLUTION 3.2`), else of the definition of its function, else 1.
std::size_t line_to_edit(std::string_view text, const Exercise& exercise);

}  // namespace wb::curriculum
