/// \file
/// The student's files: finding the place of an exercise in them, and restoring it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// The lines between `// EXERCISE 3.2` and `// END EXERCISE 3.2`, markers included, as indices from 0.
struct Stretch {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// The stretches of exercise `id`, in order. Nothing if the markers are damaged: one of them is missing, or
/// they overlap.
std::optional<std::vector<Stretch>> find_stretches(const std::vector<std::string>& lines,
                                                   std::string_view id);

/// `text` with CRLF ends of lines if the first line of `model` has one.
std::string with_line_ends_of(std::string_view model, std::string_view text);

/// `text` with the stretches of exercise `id` as they are in `fresh`, everything else untouched; fresh
/// lines end as those they replace. Nothing if the markers in `text` are missing or damaged.
std::optional<std::string> with_fresh_region(std::string_view text, std::string_view fresh,
                                             std::string_view id);

/// "chapters/ch03_mlp/linear.cpp:31", as the file is now.
std::string place_to_edit(const Workspace& workspace, const Chapter& chapter, const Exercise& exercise);

}  // namespace wb::cli
