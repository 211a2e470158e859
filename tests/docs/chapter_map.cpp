#include "tests/docs/chapter_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

const Chapter& named(const Manifest& manifest, const std::string& directory) {
    const auto& chapters = manifest.chapters();
    const auto found = std::find_if(chapters.begin(), chapters.end(),
                                    [&](const Chapter& chapter) { return chapter.directory == directory; });
    if (found == chapters.end())
        throw Failure(fmt::format("\"builds_on\" names {}, and there is no such chapter", directory),
                      "Correct it in the chapter.json that says so.");
    return *found;
}

// Every chapter that this one stands on, through others as well.
std::set<std::string> foundations(const Manifest& manifest, const Chapter& chapter) {
    std::set<std::string> found;
    for (const auto& directory : chapter.builds_on) {
        const Chapter& below = named(manifest, directory);
        if (below.number >= chapter.number)
            throw Failure(fmt::format("{} builds on {}, which comes later", chapter.directory, directory),
                          "Correct \"builds_on\" in its chapter.json.");
        found.insert(directory);
        found.merge(foundations(manifest, below));
    }
    return found;
}

// Two or three lines are better to look at than a long one.
std::string broken(const std::string& title) {
    constexpr std::size_t longest = 22;
    std::string lines;
    std::size_t length = 0;
    for (const auto& word : split(title, " ")) {
        if (length > 0) {
            const bool fits = length + 1 + word.size() <= longest;
            lines += fits ? " " : "\\n";
            length = fits ? length + 1 : 0;
        }
        lines += word;
        length += word.size();
    }
    return lines;
}

// A folder that goes when it is no longer needed.
struct TemporaryFolder {
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "workbook-map-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw Failure("no temporary folder could be made", "Is the disk full?");
        path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    fs::path path;
};

}  // namespace

std::string wb::cli::lesson_anchor(const Chapter& chapter) {
    return "lesson_" + chapter.prefix();
}

std::string wb::cli::chapter_graph(const Manifest& manifest) {
    std::string nodes;
    std::string arrows;
    for (const auto& chapter : manifest.chapters()) {
        nodes += fmt::format("  {} [label=\"{:02}\\n{}\", URL=\"{}.html\", tooltip=\"{:02} {}\"]\n",
                             chapter.directory, chapter.number, broken(chapter.title), lesson_anchor(chapter),
                             chapter.number, chapter.title);
        for (const auto& directory : chapter.builds_on) {
            const bool through_another = std::any_of(
                chapter.builds_on.begin(), chapter.builds_on.end(), [&](const std::string& other) {
                    return foundations(manifest, named(manifest, other)).count(directory) > 0;
                });
            if (!through_another) arrows += fmt::format("  {} -> {}\n", directory, chapter.directory);
        }
        foundations(manifest, chapter);  // complains of those that are not there
    }
    return "digraph chapters {\n"
           "  bgcolor=transparent\n"
           "  ranksep=0.35\n"
           "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=15, "
           "margin=\"0.16,0.09\"]\n" +
           nodes + arrows + "}\n";
}

std::string wb::cli::chapter_map(const Manifest& manifest) {
    const TemporaryFolder folder;
    const auto graph = folder.path / "chapters.dot";
    write_file(graph, chapter_graph(manifest));
    const auto outcome = run({.argv = {"dot", "-Tsvg", graph.string()}});
    const auto begin = outcome.output.find("<svg");
    if (!outcome.ok() || begin == std::string::npos)
        throw Failure("graphviz cannot draw the map of the chapters:\n" + outcome.output,
                      "./workbook doctor");
    return outcome.output.substr(begin);
}

std::string wb::cli::chapter_table(const Manifest& manifest) {
    std::string table = "| | lesson | you write | builds on |\n|---|---|---|---|\n";
    for (const auto& chapter : manifest.chapters()) {
        std::vector<std::string> exercises;
        for (const auto& exercise : chapter.exercises) {
            std::string anchor = "exercise_" + exercise.id;
            std::replace(anchor.begin(), anchor.end(), '.', '_');
            exercises.push_back(fmt::format("[{}](@ref {})", exercise.name, anchor));
        }
        std::vector<std::string> below;
        for (const auto& directory : chapter.builds_on) {
            const Chapter& other = named(manifest, directory);
            below.push_back(fmt::format("[{:02}](@ref {})", other.number, lesson_anchor(other)));
        }
        table += fmt::format("| {:02} | [{}](@ref {}) | {} | {} |\n", chapter.number, chapter.title,
                             lesson_anchor(chapter), join(exercises, ", "),
                             below.empty() ? "C++" : join(below, ", "));
    }
    return table;
}
