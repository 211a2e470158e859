#include "tests/dev/plain_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>

#include "common/cli/support/file.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

struct Rule {
    std::regex words;
    std::string instead;
};

std::regex words(const std::string& pattern) {
    return std::regex("\\b(?:" + pattern + ")\\b", std::regex::icase);
}

const std::vector<Rule>& rules() {
    static const std::vector<Rule> rules = {
        {words("somebody|nobody|anybody|whoever"), "you, we, the user, no one, a test ..."},
        {words("by heart"), "memorize, overfit"},
        {words("stands? in|is said|to be had|mend(?:s|ed|ing)?"), "is in, we say, is available, correct"},
        {words("anew|for ever|all the same"), "again, forever, still"},
        {words("hyper-parameters?"), "hyperparameter"},
        {words("learnt|per cent|judgement"), "learned, percent, judgment"},
        {words("(?:cent(?:re[sd]?|ring))"), "center"},
        {words("gre(?:y|ys|yish)|colour(?:s|ed|ful|ing)?"), "gray, color"},
        {words("neighbour(?:s|ing|hood)?|behaviours?|favour(?:s|ed|ite)?"), "neighbor, behavior, favor"},
        {words("licences?"), "license"},
        {words("(?:normal|standard|initial|optim|recogn|general|random|regular|memor|minim|maxim|real)is"
               "(?:e[drs]?|ing|ations?)"),
         "the spelling with z"},
    };
    return rules;
}

void look_into(const std::string& text, std::size_t line, std::vector<BannedWord>& found) {
    for (const Rule& rule : rules()) {
        for (std::sregex_iterator it(text.begin(), text.end(), rule.words), end; it != end; ++it)
            found.push_back({line, it->str(), rule.instead});
    }
}

/// With spaces in place of what a pattern matches, so that no two words become one.
std::string without(const std::string& text, const std::regex& pattern) {
    return std::regex_replace(text, pattern, " ");
}

bool is_left_out(const fs::path& folder) {
    static constexpr std::array names = {"build", "results", "node_modules"};
    const auto name = folder.filename().string();
    return name.starts_with(".") || std::find(names.begin(), names.end(), name) != names.end();
}

/// Contracts, stubs, solutions and labs; the tests of the exercises and the judge, whose names and messages
/// a learner reads.
bool is_read_by_learners(std::string_view file) {
    static constexpr std::array places = {"chapters/", "solutions/", "tests/ch0", "tests/support/",
                                          "tests/capstone/"};
    return std::any_of(places.begin(), places.end(),
                       [&](const char* place) { return file.starts_with(place); });
}

}  // namespace

std::vector<BannedWord> wb::cli::banned_words_in_page(std::string_view markdown) {
    static const std::regex silent(R"(<!--.*?-->|``[^`]*``|`[^`]*`|\$[^$]*\$|\]\([^)]*\))");
    std::vector<BannedWord> found;
    bool in_fence = false, in_comment = false;
    std::size_t number = 0;
    for (const auto& line : split_lines(markdown)) {
        ++number;
        if (trim(line).starts_with("```")) {
            in_fence = !in_fence;
            continue;
        }
        const bool opens = line.find("<!--") != std::string::npos;
        const bool closes = line.find("-->") != std::string::npos;
        if (!in_fence && !in_comment) look_into(without(line, silent), number, found);
        if (opens != closes) in_comment = opens;
    }
    return found;
}

std::vector<BannedWord> wb::cli::banned_words_in_comments(std::string_view code) {
    static const std::regex silent(R"(`[^`]*`|"[^"]*")");
    std::vector<BannedWord> found;
    std::size_t number = 0;
    for (const auto& line : split_lines(code)) {
        ++number;
        const auto at = line.find("//");
        if (at == std::string::npos || (at > 0 && line[at - 1] == ':')) continue;  // not in a web address
        look_into(without(line.substr(at), silent), number, found);
    }
    return found;
}

std::vector<BannedWord> wb::cli::banned_words_in_strings(std::string_view code) {
    static const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
    std::vector<BannedWord> found;
    std::size_t number = 0;
    for (const auto& line : split_lines(code)) {
        ++number;
        if (trim(line).starts_with("//") || trim(line).starts_with("#include")) continue;
        for (std::sregex_iterator it(line.begin(), line.end(), literal), end; it != end; ++it)
            look_into((*it)[1].str(), number, found);
    }
    return found;
}

std::size_t wb::cli::print_banned_words(const Workspace& workspace) {
    std::size_t count = 0;
    const auto tell = [&](const fs::path& file, const std::vector<BannedWord>& words) {
        for (const auto& word : words)
            fmt::print("{}:{}: \"{}\" is not plain American English; better: {}\n", workspace.show(file),
                       word.line, word.found, word.instead);
        count += words.size();
    };
    fs::recursive_directory_iterator entry(workspace.root()), end;
    for (; entry != end; ++entry) {
        if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
        if (!entry->is_regular_file()) continue;
        const fs::path& file = entry->path();
        const bool is_code = file.extension() == ".hpp" || file.extension() == ".cpp";
        if (file.extension() == ".md" || file.extension() == ".svg")
            tell(file, banned_words_in_page(read_file(file)));
        else if (is_code && is_read_by_learners(file.lexically_relative(workspace.root()).generic_string())) {
            tell(file, banned_words_in_comments(read_file(file)));
            tell(file, banned_words_in_strings(read_file(file)));
        }
    }
    return count;
}
