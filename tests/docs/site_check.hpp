/// \file
/// What must hold of the finished lesson pages, however they were made: read with an HTML parser, not with
/// Doxygen.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace wb::site {

/// Something wrong with a page.
struct Finding {
    std::string page;  ///< its file, relative to the site: "lesson_ch05.html"
    std::string what;  ///< such as "the link to im2col.html leads nowhere"
};

/// Looks at every page of the site in this folder, and at the pictures it shows:
/// - links and everything else that a page loads are there, and so are the places (`#name`) they lead to,
/// also
///   from maps drawn as SVG; nothing is loaded from the network;
/// - pictures can be read, are not empty, and say what they show;
/// - no markup is left that should have been turned into something: Doxygen's commands, Markdown, TeX outside
/// of
///   formulas;
/// - every page has a title and a text, and no name twice.
/// \return what was found, page by page; empty if all is well
/// \throws std::runtime_error if there is no page in the folder
std::vector<Finding> check_site(const std::filesystem::path& site);

/// Looks for lines in the text of all pages and scripts of the site.
/// \param lines  each with the place it is from; one space for every stretch of white space
/// \return where they stand
/// \throws std::runtime_error if there is no page, or no line to look for
std::vector<Finding> look_for_lines(const std::filesystem::path& site,
                                    const std::map<std::string, std::string>& lines);

}  // namespace wb::site
