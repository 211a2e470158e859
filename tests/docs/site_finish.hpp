/// \file
/// What the pages need after Doxygen: headings in order, the way back, and the words that the search knows.
#pragma once

#include <filesystem>
#include <string>

namespace wb::site {

/// A finished page from one of Doxygen's: its title is the one h1, and the headings of its text follow in
/// order; above it stands the way back to the first page.
/// \param name  of the page's file, "lesson_ch05.html"
std::string finished_page(const std::string& name, std::string page);

/// Finishes every page in the folder, removes pages that no other leads to (lists of inherited members), and
/// writes search_index.js: for each title, heading, term and function a row of title, address, place, and
/// more words to find it by.
void finish_site(const std::filesystem::path& site);

}  // namespace wb::site
