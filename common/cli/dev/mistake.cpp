#include "common/cli/dev/mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::string one_line(std::string_view text) {
    return lower(join(split(join(split(text, "\n"), " "), " "), " "));
}

// How often the lines stand in the text, as whole lines.
std::vector<std::size_t> places_of(const std::string& lines, const std::string& text) {
    std::vector<std::size_t> places;
    for (auto at = text.find(lines); at != std::string::npos; at = text.find(lines, at + 1)) {
        if (at == 0 || text[at - 1] == '\n') places.push_back(at);
    }
    return places;
}

State state_named(const std::string& name, const std::string& where) {
    static const std::map<std::string, State> states{
        {"wrong", State::wrong}, {"crashed", State::crashed}, {"timeout", State::timed_out}};
    const auto found = states.find(name);
    if (found == states.end())
        throw Failure(fmt::format("{}: `state: {}` must be wrong, crashed or timeout", where, name));
    return found->second;
}

}  // namespace

wb::cli::Mistake wb::cli::parse_mistake(std::string_view text, const std::string& name) {
    Mistake mistake;
    std::map<std::string, std::string> fields;
    std::string* block = nullptr;
    std::size_t number = 0;
    for (const auto& line : split_lines(text)) {
        const auto where = fmt::format("{}:{}", name, ++number);
        if (line == "--- find") {
            block = &mistake.find;
        } else if (line == "--- replace") {
            block = &mistake.replace;
        } else if (block != nullptr) {
            *block += line + "\n";
        } else if (!trim(line).empty() && !line.starts_with("#")) {
            const auto colon = line.find(':');
            if (colon == std::string::npos) throw Failure(where + ": expected `key: value` or `--- find`");
            const auto key = line.substr(0, colon);
            static const std::vector<std::string> keys{"title", "file", "exercise", "says", "state"};
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                throw Failure(
                    fmt::format("{}: there is no key `{}`; the keys are {}", where, key, join(keys, ", ")));
            fields[key] = std::string(trim(std::string_view(line).substr(colon + 1)));
        }
    }
    for (const auto* key : {"title", "file", "exercise", "says"}) {
        if (fields[key].empty()) throw Failure(fmt::format("{}: `{}:` is missing", name, key));
    }
    if (trim(mistake.find).empty()) throw Failure(name + ": the block `--- find` is missing or empty");
    if (block != &mistake.replace) throw Failure(name + ": the block `--- replace` is missing");
    if (mistake.find == mistake.replace) throw Failure(name + ": find and replace are the same lines");
    mistake.title = fields["title"];
    mistake.file = fields["file"];
    mistake.exercise = fields["exercise"];
    mistake.says = split(fields["says"], "|");
    if (mistake.says.empty()) throw Failure(name + ": `says:` names no word");
    if (fields.contains("state")) mistake.state = state_named(fields["state"], name);
    return mistake;
}

std::vector<Mistake> wb::cli::read_mistakes(const Workspace& workspace) {
    const auto folder = workspace.root() / "tests" / "mistakes";
    std::vector<fs::path> paths;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ".mistake") paths.push_back(entry.path());
        }
    }
    if (paths.empty()) throw Failure(fmt::format("there is no *.mistake in {}", workspace.show(folder)));
    std::sort(paths.begin(), paths.end());
    std::vector<Mistake> mistakes;
    for (const auto& path : paths) {
        auto mistake = parse_mistake(read_file(path), workspace.show(path));
        mistake.directory = path.parent_path().filename().string();
        mistake.id = mistake.directory + "__" + path.stem().string();
        mistakes.push_back(std::move(mistake));
    }
    return mistakes;
}

std::string wb::cli::make_mistake(std::string_view reference, const Mistake& mistake) {
    std::string text(reference);
    if (!text.ends_with('\n')) text += '\n';
    const auto places = places_of(mistake.find, text);
    if (places.size() != 1)
        throw Failure(fmt::format("{}: the lines to find stand {} in solutions/{}/{}:\n{}", mistake.id,
                                  places.empty() ? "nowhere" : counted(places.size(), "time"),
                                  mistake.directory, mistake.file, mistake.find),
                      "They must stand there exactly once, with the same spaces.");
    return text.replace(places.front(), mistake.find.size(), mistake.replace);
}

std::vector<std::string> wb::cli::unsaid(const std::vector<std::string>& says, std::string_view output) {
    const auto said = one_line(output);
    std::vector<std::string> missing;
    for (const auto& words : says) {
        if (said.find(one_line(words)) == std::string::npos) missing.push_back(words);
    }
    return missing;
}
