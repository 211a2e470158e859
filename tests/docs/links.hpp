/// \file
/// The words of a lesson that become links: chapters, exercises, symbols of the contracts, terms of the
/// glossary.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// A term of the glossary, "expected calibration error (ECE)", as a part of an address:
/// "term_expected_calibration_error_ece".
std::string term_anchor(std::string_view term);

/// Finds words that have a page, and makes them links. In each section the first mention of a word becomes a
/// link.
class Links {
public:
    /// Reads the manifests, the contracts, and docs/glossary.md of the checkout.
    /// \param chapter  the number of the chapter that the page belongs to; 0 for other pages. A term that is also a common word
    ///                 ("support", "precision") is a link from the chapter on that introduces it.
    Links(const Workspace& workspace, const Manifest& manifest, int chapter);

    /// Text without code, formulas or links, in Doxygen's Markdown.
    std::string in_text(const std::string& text);

    /// A piece of code between backticks, without them: what it links to, or "" if it is no symbol.
    std::string of_code(const std::string& code);

    /// A new section begins: what was a link may be one again.
    void new_section() { seen_.clear(); }

private:
    struct Term {
        std::string words;   // in lower case
        std::string anchor;  // on the page of the glossary
    };

    bool is_new(const std::string& target) { return seen_.insert(target).second; }
    std::string with_chapters(const std::string& text);
    std::string with_exercises(const std::string& text);
    std::string with_terms(const std::string& text);

    int chapter_;
    std::map<std::string, std::string> chapters_;  // "03": "lesson_ch03"
    std::set<std::string> exercises_;              // "3.2"
    std::map<std::string, std::string> symbols_;   // "Linear.forward": "wb::Linear::forward"
    std::vector<Term> terms_;                      // the longest first: "average pooling" before "pooling"
    std::set<std::string> seen_;
};

}  // namespace wb::cli
