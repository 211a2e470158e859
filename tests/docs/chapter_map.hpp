/// \file
/// The chapters as the lesson site's main page shows them: which builds on which, and what one writes in
/// each.
#pragma once

#include <string>

#include "common/cli/exercises/manifest.hpp"

namespace wb::cli {

/// The page of a chapter's lesson: "lesson_ch03".
std::string lesson_anchor(const Chapter& chapter);

/// The map in graphviz' language. A chapter that another one builds on through a third gets no arrow of its
/// own. Each node is a link to its lesson.
std::string chapter_graph(const Manifest& manifest);

/// The map as an SVG picture that can be part of a page, drawn by graphviz.
/// \throws Failure if `dot` is not installed, or says no
std::string chapter_map(const Manifest& manifest);

/// A table in Doxygen's Markdown: chapter, exercises, what it builds on.
std::string chapter_table(const Manifest& manifest);

}  // namespace wb::cli
