/// \file
/// The files of the workbook as the lesson site shows them.
#pragma once

#include <string>

#include "common/cli/support/command_line.hpp"

namespace wb::cli {

/// A page or a header, as Doxygen is to read it.
///
/// A lesson gets its exercises' hints folded in behind each, and at its end the reference solutions, folded
/// too, taken from solutions/ without markers and stubs. Links to lessons, pages and headers become links of
/// the site; other files of the checkout are named. A header of chapters/ or common/ joins the group of its
/// chapter or folder, so that the reference lists them together.
/// \param workspace       the checkout
/// \param file            a .md or .hpp file in it
/// \param with_solutions  false leaves the reference solutions out
/// \throws Failure naming file and line, if the page is malformed, or a link leads nowhere
std::string site_page(const Workspace& workspace, const fs::path& file, bool with_solutions);

/// Prints a page or a header as Doxygen wants it.
int dev_lesson_filter(const Workspace& workspace, const fs::path& page, bool with_solutions);

/// Every page and header of the lesson site can be made so. (Doxygen goes on when a filter has failed.)
int dev_pages(const Workspace& workspace);

// How both are called: as commands below the given one.
void add_lesson_filter(Options& parent);
void add_pages(Options& parent);

}  // namespace wb::cli
