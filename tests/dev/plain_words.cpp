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

/// What stands between quotes. (Not with std::regex: it overflows the stack on a line of 100,000 characters,
/// and a widget's data has such lines.)
std::vector<std::string> string_literals(const std::string& line) {
    std::vector<std::string> literals;
    for (std::size_t at = line.find('"'); at != std::string::npos; at = line.find('"', at + 1)) {
        const std::size_t begin = at + 1;
        for (at = begin; at < line.size() && line[at] != '"'; ++at)
            if (line[at] == '\\') ++at;
        if (at >= line.size()) break;
        literals.push_back(line.substr(begin, at - begin));
    }
    return literals;
}

/// The list of these words, and the tests of it.
bool holds_the_words(const fs::path& file) {
    static constexpr std::array names = {"plain_words.cpp", "plain_words.hpp", "lesson_checks_test.cpp",
                                         "lessons_test.cpp"};
    return std::find(names.begin(), names.end(), file.filename().string()) != names.end();
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
    std::vector<BannedWord> found;
    std::size_t number = 0;
    for (const auto& line : split_lines(code)) {
        ++number;
        if (trim(line).starts_with("//") || trim(line).starts_with("#include")) continue;
        for (const auto& literal : string_literals(line)) look_into(literal, number, found);
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
        if (holds_the_words(file)) continue;
        const auto kind = file.extension();
        if (kind == ".md" || kind == ".svg") {
            tell(file, banned_words_in_page(read_file(file)));
        } else if (kind == ".hpp" || kind == ".cpp" || kind == ".js" || kind == ".mjs") {
            tell(file, banned_words_in_comments(read_file(file)));
            tell(file, banned_words_in_strings(read_file(file)));
        } else if (kind == ".mistake" || kind == ".right") {
            const auto text = read_file(file);
            tell(file, banned_words_in_page(text.substr(0, text.find('\n'))));  // the title
        }
    }
    return count;
}
