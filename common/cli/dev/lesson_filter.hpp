/// \file
/// Lessons are written as code-hosting pages show them; this turns them into what Doxygen expects.
#pragma once

#include <string>
#include <string_view>

namespace wb::cli {

/// Turns `$x$` into `\f$x\f$` and `$$x$$` into `\f[x\f]`, except in code (between backticks, or in a fenced
/// block), and gives the page an anchor, so that others can refer to it.
///
/// A dollar sign opens a formula if no space follows it, and closes one if no space precedes it: "5 $ or 6 $"
/// stays.
/// `\$` is a dollar sign.
/// \param markdown  the page
/// \param anchor    such as "lesson_ch03", put behind the first heading; empty for none
/// \throws Failure if a formula or a fenced block is not closed, naming the line where it begins
std::string for_doxygen(std::string_view markdown, std::string_view anchor);

}  // namespace wb::cli
