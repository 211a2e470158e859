/// \file
/// The error of every operation whose operands do not fit together.
#pragma once

#include <stdexcept>
#include <string>

#include "common/shape.hpp"

namespace wb {

/// Two shapes that should have fitted and did not. The message names the operation, both shapes and the rule.
class shape_error : public std::invalid_argument {
public:
    /// Two shapes that do not fit each other.
    /// \param operation what was attempted, such as "matmul"
    /// \param rule      what would have been right, such as "the inner axes must be equal"
    shape_error(const std::string& operation, const Shape& left, const Shape& right, const std::string& rule)
        : std::invalid_argument(operation + ": " + to_string(left) + " and " + to_string(right) +
                                " do not fit: " + rule) {}
    /// The same for one shape that does not keep the rule.
    shape_error(const std::string& operation, const Shape& shape, const std::string& rule)
        : std::invalid_argument(operation + ": " + to_string(shape) + " does not fit: " + rule) {}
};

}  // namespace wb
