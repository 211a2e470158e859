/// \file
/// Words that do not belong in a text for learners: the words of a translation, and British spellings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// A word of the list, where it was found.
struct BannedWord {
    std::size_t line = 0;  ///< from 1
    std::string found;     ///< "centre"
    std::string instead;   ///< what to write
};

/// Those of a page. Fenced blocks, code, formulas, comments and the targets of links are not looked at.
std::vector<BannedWord> banned_words_in_page(std::string_view markdown);

/// Those of a C++ file's comments; code between backticks is not looked at.
std::vector<BannedWord> banned_words_in_comments(std::string_view code);

/// Those of a C++ file's string literals: messages, and the names of tests.
std::vector<BannedWord> banned_words_in_strings(std::string_view code);

/// Prints those of all that a learner reads: every .md file and drawing; comments and messages of contracts,
/// stubs, solutions, labs, exercise tests and the judge. Returns how many there are.
std::size_t print_banned_words(const Workspace& workspace);

}  // namespace wb::cli
