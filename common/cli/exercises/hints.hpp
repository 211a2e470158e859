/// \file
/// chapters/chNN_topic/hints.md: `## 3.2 Linear.backward`, then `### Hint 1` to `### Hint 3`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

/// The hints of an exercise, from the gentlest on, without their headings; none if there is no section.
std::vector<std::string> hints_of(std::string_view hints_md, std::string_view id);

}  // namespace wb::cli
