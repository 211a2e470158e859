/// \file
/// What an exception says to the student whose code threw it.
#pragma once

#include <exception>
#include <string>

#include "tests/support/edit_line.hpp"

namespace wb::judge {

/// An exception, as the report tells it.
struct Thrown {
    std::string exercise;  ///< the exercise that is not written yet; empty for every other exception
    EditLine where;        ///< the line of its stub
    std::string text;      ///< "your code threw std::out_of_range: ..." and what that usually means
};

Thrown describe_thrown(const std::exception& exception, const Program& tested);

/// The same for an exception that does not derive from std::exception.
Thrown describe_unknown_thrown();

}  // namespace wb::judge
