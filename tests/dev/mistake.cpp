#include "tests/dev/mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::string one_line(std::string_view text) {
    return lower(join(split(join(split(text, "\n"), " "), " "), " "));
}

// How often the lines occur in the text, as whole lines.
std::vector<std::size_t> places_of(const std::string& lines, const std::string& text) {
    std::vector<std::size_t> places;
    for (auto at = text.find(lines); at != std::string::npos; at = text.find(lines, at + 1)) {
        if (at == 0 || text[at - 1] == '\n') places.push_back(at);
    }
    return places;
}

// The lines with the title of a test: "  WRONG  a std of 0 is refused".
bool is_title(const std::string& line) {
    static const std::vector<std::string> words{"  WRONG ", "  CRASH ", "  STUCK ", "  todo ", "  ok "};
    return std::ranges::any_of(words, [&](const auto& word) { return line.starts_with(word); });
}

State state_named(const std::string& name, const std::string& where) {
    static const std::map<std::string, State> states{{"wrong", State::wrong},
                                                     {"blocked", State::blocked},
                                                     {"crashed", State::crashed},
                                                     {"timeout", State::timed_out}};
    const auto found = states.find(name);
    if (found == states.end())
        throw Failure(fmt::format("{}: `state: {}` must be wrong, blocked, crashed or timeout", where, name));
    return found->second;
}

}  // namespace

wb::cli::Mistake wb::cli::parse_mistake(std::string_view text, const std::string& name, Kind kind) {
    Mistake mistake;
    std::map<std::string, std::string> fields;
    std::vector<std::string> keys{"title", "file", "exercise"};
    if (kind == Kind::mistake) keys.insert(keys.end(), {"says", "state"});
    std::string file;
    std::string* block = nullptr;
    bool pair_is_open = false;  // a `find` waits for its `replace`
    std::size_t number = 0;
    const auto begin = [&](bool whole) {
        mistake.edits.push_back({file.empty() ? fields["file"] : file, whole, {}, {}});
        block = whole ? &mistake.edits.back().replace : &mistake.edits.back().find;
        pair_is_open = !whole;
    };
    for (const auto& line : split_lines(text)) {
        const auto where = fmt::format("{}:{}", name, ++number);
        const bool opens = line == "--- find" || line == "--- whole" || line.starts_with("--- file ");
        if (opens && pair_is_open) throw Failure(where + ": the block `--- replace` is missing before this");
        if (line == "--- find" || line == "--- whole") {
            begin(line == "--- whole");
        } else if (line.starts_with("--- file ")) {
            file = std::string(trim(std::string_view(line).substr(9)));
            block = nullptr;
        } else if (line == "--- replace") {
            if (!pair_is_open) throw Failure(where + ": the block `--- find` is missing before this");
            block = &mistake.edits.back().replace;
            pair_is_open = false;
        } else if (block != nullptr) {
            *block += line + "\n";
        } else if (!trim(line).empty() && !line.starts_with("#")) {
            const auto colon = line.find(':');
            if (colon == std::string::npos) throw Failure(where + ": expected `key: value` or `--- find`");
            const auto key = line.substr(0, colon);
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                throw Failure(
                    fmt::format("{}: there is no key `{}`; the keys are {}", where, key, join(keys, ", ")));
            fields[key] = std::string(trim(std::string_view(line).substr(colon + 1)));
        }
    }
    for (const auto& key : keys) {
        if (key != "state" && fields[key].empty())
            throw Failure(fmt::format("{}: `{}:` is missing", name, key));
    }
    if (mistake.edits.empty()) throw Failure(name + ": the block `--- find` is missing");
    if (pair_is_open) throw Failure(name + ": the block `--- replace` is missing");
    for (const auto& edit : mistake.edits) {
        if (!edit.whole && trim(edit.find).empty()) throw Failure(name + ": a block `--- find` is empty");
        if (edit.find == edit.replace) throw Failure(name + ": find and replace are the same lines");
    }
    mistake.title = fields["title"];
    mistake.exercise = fields["exercise"];
    if (kind == Kind::right) {
        mistake.state = State::done;
        return mistake;
    }
    mistake.says = split(fields["says"], "|");
    if (!asks_for_words(mistake.says))
        throw Failure(
            fmt::format("{}: `says: {}` must ask for words that explain, not only for numbers or a "
                        "short word",
                        name, join(mistake.says, " | ")));
    if (fields.contains("state")) mistake.state = state_named(fields["state"], name);
    return mistake;
}

std::vector<Mistake> wb::cli::read_mistakes(const Workspace& workspace, Kind kind) {
    const bool wrong = kind == Kind::mistake;
    const auto folder = workspace.root() / "tests" / (wrong ? "mistakes" : "right");
    const std::string extension = wrong ? ".mistake" : ".right";
    std::vector<fs::path> paths;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == extension) paths.push_back(entry.path());
        }
    }
    if (paths.empty()) throw Failure(fmt::format("there is no *{} in {}", extension, workspace.show(folder)));
    std::sort(paths.begin(), paths.end());
    std::vector<Mistake> mistakes;
    for (const auto& path : paths) {
        auto mistake = parse_mistake(read_file(path), workspace.show(path), kind);
        mistake.directory = path.parent_path().filename().string();
        mistake.id = mistake.directory + "__" + path.stem().string();
        mistakes.push_back(std::move(mistake));
    }
    return mistakes;
}

std::vector<std::pair<std::string, std::string>> wb::cli::changed_files(const Workspace& workspace,
                                                                        const Mistake& mistake) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& edit : mistake.edits) {
        auto file =
            std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.first == edit.file; });
        if (file == files.end()) {
            const auto reference = workspace.solutions() / mistake.directory / edit.file;
            if (!fs::exists(reference))
                throw Failure(fmt::format("{}: there is no {}", mistake.id, workspace.show(reference)));
            file = files.insert(file, {edit.file, read_file(reference)});
            if (!file->second.ends_with('\n')) file->second += '\n';
        }
        auto& text = file->second;
        if (edit.whole) {
            text = edit.replace;
            continue;
        }
        const auto places = places_of(edit.find, text);
        if (places.size() != 1)
            throw Failure(fmt::format("{}: the lines to find stand {} in solutions/{}/{}:\n{}", mistake.id,
                                      places.empty() ? "nowhere" : counted(places.size(), "time"),
                                      mistake.directory, edit.file, edit.find),
                          "They must stand there exactly once, with the same spaces.");
        text.replace(places.front(), edit.find.size(), edit.replace);
    }
    return files;
}

std::vector<std::string> wb::cli::unsaid(const std::vector<std::string>& says, std::string_view output) {
    const auto said = one_line(output);
    std::vector<std::string> missing;
    for (const auto& words : says) {
        if (said.find(one_line(words)) == std::string::npos) missing.push_back(words);
    }
    return missing;
}

std::string wb::cli::wrong_explanation(const std::vector<std::string>& says, std::string_view output) {
    const auto lines = split_lines(output);
    auto line = std::ranges::find_if(
        lines, [](const auto& text) { return text.find("This is what comes out if") != std::string::npos; });
    std::string explanation;
    for (; line != lines.end(); ++line) {
        explanation += *line + "\n";
        if (line->ends_with('.')) break;
    }
    const bool right =
        std::ranges::any_of(says, [&](const auto& words) { return unsaid({words}, explanation).empty(); });
    return right ? std::string() : one_line(explanation);
}

bool wb::cli::asks_for_words(const std::vector<std::string>& says) {
    const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    std::size_t words = 0;
    const auto text = lower(join(says, " ")) + " ";
    for (std::size_t i = 0, start = 0; i < text.size(); ++i) {
        if (is_letter(text[i])) continue;
        const auto word = text.substr(start, i - start);
        start = i + 1;
        if (word.size() < 2 || word == "nan" || word == "inf") continue;
        words += word.size() < 6 ? 1 : 2;  // "transposed" alone says something, "shape" does not
    }
    return words >= 2;
}

bool wb::cli::asks_for_an_explanation(const std::vector<std::string>& says, std::string_view output) {
    std::string explanations;
    for (const auto& line : split_lines(output)) {
        if (!is_title(line)) explanations += line + "\n";
    }
    const auto only_in_titles = unsaid(says, explanations);
    auto explaining = says;
    std::erase_if(explaining, [&](const auto& words) {
        return std::ranges::find(only_in_titles, words) != only_in_titles.end();
    });
    return asks_for_words(explaining);
}
