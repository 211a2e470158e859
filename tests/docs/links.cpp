#include "tests/docs/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "common/cli/support/text.hpp"
#include "tests/docs/chapter_map.hpp"
#include "tests/docs/lesson_filter.hpp"

namespace {

using namespace wb::cli;

// Words that mean something else in most sentences. They are links where a lesson introduces them, in
// italics.
const std::set<std::string> everyday{"backward", "baseline",   "bias",     "completeness", "confidence",
                                     "cost",     "expression", "forward",  "gradient",     "label",
                                     "loss",     "parameter",  "patch",    "prediction",   "saturation",
                                     "seed",     "support",    "training", "batch",        "channel"};

bool is_letter(const std::string& text, std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
}

bool begins_word(const std::string& text, std::size_t at) {
    return is_letter(text, at) &&
           (at == 0 || (!is_letter(text, at - 1) && text[at - 1] != '-' && text[at - 1] != '/'));
}

// How many characters of the text from `at` on are these words, or their plural; 0 if others are there. Lines
// may break in between.
std::size_t length_of(const std::string& text, std::size_t at, const std::string& words) {
    std::size_t end = at;
    for (const char c : words) {
        if (c == ' ' && end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) != 0) {
            while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) != 0) ++end;
        } else if (end < text.size() && text[end] == c) {
            ++end;
        } else {
            return 0;
        }
    }
    if (end < text.size() && text[end] == 's') ++end;
    return is_letter(text, end) || (end < text.size() && (text[end] == '-' || text[end] == '/')) ? 0
                                                                                                 : end - at;
}

// Replaces every match by what `change` makes of it.
template <typename Change>
std::string replaced(const std::string& text, const std::regex& pattern, Change change) {
    std::string result;
    std::size_t at = 0;
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
        const auto begin = static_cast<std::size_t>(match->position());
        result += text.substr(at, begin - at) + change(match->str());
        at = begin + static_cast<std::size_t>(match->length());
    }
    return result + text.substr(at);
}

// The text outside of what is a link already, or in quotes: Doxygen shows a tag in quotes as text, and the
// title of a book needs no link to our glossary.
template <typename Change>
std::string outside_links(const std::string& text, Change change) {
    static const std::regex link(R"re(<a [^]*?</a>|"[^"]*")re");
    std::string result;
    std::size_t at = 0;
    for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
        const auto begin = static_cast<std::size_t>(match->position());
        result += change(text.substr(at, begin - at)) + match->str();
        at = begin + static_cast<std::size_t>(match->length());
    }
    return result + change(text.substr(at));
}

}  // namespace

std::string wb::cli::term_anchor(std::string_view term) {
    return "term_" + slug(term);
}

wb::cli::Links::Links(const Workspace& workspace, const Manifest& manifest, int chapter) : chapter_(chapter) {
    static const std::regex type(R"(^(?:class|struct) (\w+)[^;]*\{.*)");
    for (const auto& one : manifest.chapters()) {
        chapters_[fmt::format("{:02}", one.number)] = lesson_anchor(one);
        for (const auto& exercise : one.exercises) {
            exercises_.insert(exercise.id);
            const auto& symbol = exercise.symbol;
            if (symbol.empty()) continue;
            symbols_[exercise.name] = symbol;
            const auto name = symbol.substr(symbol.find("::") + 2);
            symbols_[name] = symbol;
            if (name.find(':') == std::string::npos) symbols_[name + "()"] = symbol;
        }
        for (const auto& entry : fs::recursive_directory_iterator(workspace.chapters() / one.directory)) {
            if (entry.path().extension() != ".hpp") continue;
            for (const auto& line : split_lines(read_file(entry.path()))) {
                std::smatch match;
                if (std::regex_match(line, match, type)) symbols_[match[1]] = "wb::" + match[1].str();
            }
        }
    }

    // | **filter, kernel** | meaning | [05](...) |
    static const std::regex row(R"(\| \*\*(.+?)\*\* \|.*\| \[(\d+)\].*)");
    const auto glossary = workspace.root() / "docs" / "glossary.md";
    for (const auto& line : split_lines(fs::exists(glossary) ? read_file(glossary) : "")) {
        std::smatch match;
        if (!std::regex_match(line, match, row)) continue;
        const int introduced = std::stoi(match[2]);
        for (std::string name : split(match[1].str(), ", ")) {
            name = name.substr(0, name.find(" ("));
            const auto key = lower(name);
            // Terms of later chapters that are also common words are no links yet.
            if (everyday.count(key) > 0 ||
                (chapter != 0 && introduced > chapter && key.find(' ') == std::string::npos &&
                 (key == "precision" || key == "recall" || key == "filter" || key == "kernel")))
                continue;
            terms_.push_back({key, term_anchor(match[1].str())});
        }
    }
    std::sort(terms_.begin(), terms_.end(),
              [](const Term& a, const Term& b) { return a.words.size() > b.words.size(); });
}

std::string wb::cli::Links::with_chapters(const std::string& text) {
    static const std::regex chapters(
        R"([Cc]hapters?\s+0\d(?:(?:,\s+and\s+|,\s+|\s+and\s+|\s+to\s+|\s+or\s+)0\d)*\b)");
    static const std::regex first(R"([Cc]hapters?\s+0\d|0\d)");
    return replaced(text, chapters, [&](const std::string& list) {
        return replaced(list, first, [&](const std::string& one) {
            const auto number = one.substr(one.size() - 2);
            const auto found = chapters_.find(number);
            if (found == chapters_.end() || number == fmt::format("{:02}", chapter_) || !is_new(number))
                return one;
            return fmt::format("<a href=\"{}.html\">{}</a>", found->second, one);
        });
    });
}

std::string wb::cli::Links::with_exercises(const std::string& text) {
    static const std::regex exercises(
        R"([Ee]xercises?\s+[1-9]\.\d+(?:(?:,\s+and\s+|,\s+|\s+and\s+|\s+to\s+|\s+or\s+)[1-9]\.\d+)*\b)");
    static const std::regex first(R"([Ee]xercises?\s+[1-9]\.\d+|[1-9]\.\d+)");
    return replaced(text, exercises, [&](const std::string& list) {
        return replaced(list, first, [&](const std::string& one) {
            auto id = one.substr(one.find_last_of(" \n") + 1);
            if (exercises_.count(id) == 0 || !is_new(id)) return one;
            const auto chapter = chapters_.at("0" + id.substr(0, 1));
            std::replace(id.begin(), id.end(), '.', '_');
            return fmt::format("<a href=\"{}.html#exercise_{}\">{}</a>", chapter, id, one);
        });
    });
}

std::string wb::cli::Links::with_terms(const std::string& text) {
    const auto small = lower(text);
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        if (begins_word(small, at)) {
            for (const auto& term : terms_) {
                if ((length = length_of(small, at, term.words)) == 0) continue;
                const auto word = text.substr(at, length);
                result +=
                    is_new(term.anchor)
                        ? fmt::format("<a class=\"term\" href=\"glossary.html#{}\">{}</a>", term.anchor, word)
                        : word;
                break;
            }
        }
        if (length == 0) result += text[at];
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

std::string wb::cli::Links::in_text(const std::string& text) {
    const auto linked =
        outside_links(text, [&](const std::string& plain) { return with_exercises(with_chapters(plain)); });
    return outside_links(linked, [&](const std::string& plain) { return with_terms(plain); });
}

std::string wb::cli::Links::of_code(const std::string& code) {
    const auto found = symbols_.find(code);
    return found != symbols_.end() && is_new(found->second) ? found->second : "";
}
