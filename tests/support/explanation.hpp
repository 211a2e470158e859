/// \file
/// How a matcher explains itself to the reporter.
#pragma once

#include <string>

namespace wb::judge {

/// Catch2 prints "{the value} {what the matcher says}". The value of an array would fill the screen: the
/// reporter drops all before this mark.
inline constexpr const char* explanation_mark = "\n-- ";

inline std::string as_explanation(const std::string& text) {
    return explanation_mark + text;
}

}  // namespace wb::judge
