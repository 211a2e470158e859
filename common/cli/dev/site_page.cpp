#include "common/cli/dev/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "common/cli/dev/chapter_map.hpp"
#include "common/cli/dev/dev.hpp"
#include "common/cli/dev/lesson_filter.hpp"
#include "common/cli/exercises/hints.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/report/page.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::string anchored(std::string text) {
    std::replace(text.begin(), text.end(), '.', '_');
    return text;
}

std::string folded(const std::string& kind, const std::string& title, const std::string& content) {
    return raw_html(fmt::format("<details class=\"{}\"><summary>{}</summary>", kind, html(title))) + content +
           raw_html("</details>");
}

// The files that belong to the site, and what others call them there.
class Site {
public:
    Site(const Workspace& workspace, const Manifest& manifest) : workspace_(workspace), manifest_(manifest) {}

    // What Doxygen calls the page of this file, or "" if it is not on the site.
    std::string page_of(const fs::path& file) const {
        if (file == "README.md") return "index";
        if (file.parent_path() == "docs" && file.extension() == ".md")
            return file.stem() == "main" ? "index" : file.stem().string();
        if (file.filename() == "lesson.md") {
            for (const auto& chapter : manifest_.chapters()) {
                if (file.parent_path() == fs::path("chapters") / chapter.directory)
                    return lesson_anchor(chapter);
            }
        }
        const auto folder = file.begin()->string();
        if (file.extension() == ".hpp" && (folder == "chapters" || folder == "common"))
            return folder == "chapters" ? file.lexically_relative(folder).generic_string()
                                        : file.generic_string();
        return {};
    }

    // A link of the page `from`.
    std::string link(const fs::path& from, const std::string& text, const std::string& target) const {
        if (target.find(':') != std::string::npos || target.starts_with("@ref "))
            return fmt::format("[{}]({})", text, target);
        const auto hash = std::min(target.find('#'), target.size());
        const auto path = target.substr(0, hash);
        const auto place = target.substr(std::min(hash + 1, target.size()));
        const fs::path file = path.empty() ? from : (from.parent_path() / path).lexically_normal();
        if (!fs::exists(workspace_.root() / file))
            throw Failure(fmt::format("the link \"{}\" leads to {}, which is not there", text, file.string()),
                          "Links are relative to the folder of the page that holds them.");
        const auto page = page_of(file);
        if (page.empty())
            return text.starts_with("`") ? text : fmt::format("{} (`{}`)", text, file.generic_string());
        return fmt::format("[{}](@ref {}{})", text, page, place.empty() ? "" : "_" + slug(place));
    }

private:
    const Workspace& workspace_;
    const Manifest& manifest_;
};

// What stands behind an exercise of a lesson.
std::string below_exercise(const Chapter& chapter, const std::string& hints_md, const std::string& id,
                           bool with_solutions, const PageOptions& plain) {
    const Exercise* exercise = chapter.find(id);
    if (exercise == nullptr)
        throw Failure(fmt::format("exercise {} is not in {}/chapter.json", id, chapter.directory));
    std::string text;
    int number = 0;
    for (const auto& hint : hints_of(hints_md, id))
        text += folded("hint", fmt::format("Hint {}", ++number), for_doxygen(hint, plain));
    if (number == 0)
        throw Failure(fmt::format("{}/hints.md has no hint for exercise {}", chapter.directory, id));
    std::string links;
    if (!exercise->symbol.empty())
        links += fmt::format("Contract: @ref {} \"{}\"", exercise->symbol, exercise->symbol.substr(4));
    if (with_solutions)
        links += fmt::format("{}[Solution](@ref {})", links.empty() ? "" : " &middot; ",
                             anchored("solution_" + id));
    return text + raw_html("<div class=\"exercise-links\">") + links + "\n" + raw_html("</div>");
}

// The reference solutions of a chapter, a file each.
std::string solutions(const Workspace& workspace, const Manifest& manifest, const Chapter& chapter) {
    std::string text = fmt::format(
        "\n## The reference solutions {{#{}_solutions}}\n\n"
        "One way to write it; there are others. They are worth most when yours works.\n\n",
        lesson_anchor(chapter));
    for (const auto& file : read_sound_solutions(workspace, manifest)) {
        if (file.directory != chapter.directory) continue;
        std::vector<std::string> names;
        std::string anchors;
        for (const auto* region : file.source.regions()) {
            const auto& name = chapter.find(region->id)->name;
            const auto called = fmt::format("{} {}", region->id, name);
            if (std::find(names.begin(), names.end(), called) != names.end()) continue;
            names.push_back(called);
            anchors += fmt::format("\\anchor {}\n", anchored("solution_" + region->id));
        }
        const auto code = render(file.source, [](const std::string&) { return true; });
        text +=
            folded("solution", fmt::format("{}: {}", file.solution.filename().string(), join(names, ", ")),
                   fmt::format("{}\n```cpp\n{}```\n", anchors, code));
    }
    return text;
}

std::string lesson(const Workspace& workspace, const Manifest& manifest, const Chapter& chapter,
                   const fs::path& file, bool with_solutions, PageOptions options) {
    const PageOptions plain{.link = options.link};
    const auto hints_md = read_file(workspace.chapters() / chapter.directory / "hints.md");
    std::set<std::string> seen;
    options.anchor = lesson_anchor(chapter);
    options.pictures = "pictures/" + chapter.directory;
    options.after_exercise = [&](const std::string& id) {
        seen.insert(id);
        return below_exercise(chapter, hints_md, id, with_solutions, plain);
    };
    auto page = for_doxygen(read_file(workspace.root() / file), options);
    for (const auto& exercise : chapter.exercises) {
        if (seen.count(exercise.id) == 0)
            throw Failure(fmt::format("the lesson does not say what exercise {} asks", exercise.id),
                          fmt::format("Its paragraph begins with **{} {}.**", exercise.id, exercise.name));
    }
    if (with_solutions) page += solutions(workspace, manifest, chapter);
    return page;
}

// Puts all that a header declares into the group of its folder, and has "Exercise 3.1. Words" lead to the
// lesson. No line moves, so that warnings name the right ones.
std::string header(const fs::path& file, const std::string& text) {
    const auto folder = file.parent_path().filename().string();
    // Their titles are in docs/groups.dox.in.
    std::string group = folder == "common" ? folder : "common_" + folder;
    if (*file.begin() == "chapters") group = "contracts_" + folder.substr(0, folder.find('_'));
    static const std::regex exercise(R"(^(\s*/// )Exercise (\d+)\.(\d+)\. )");
    std::vector<std::string> lines = split_lines(text);
    for (auto& line : lines) {
        if (line.starts_with("namespace ") && line.ends_with("{"))
            line += fmt::format(" /** \\addtogroup {} */ /** @{{ */", group);
        if (line.starts_with("}  // namespace ")) line = "/** @} */ " + line;
        line = std::regex_replace(line, exercise, "$1\\ref exercise_$2_$3 \"Exercise $2.$3\": ");
    }
    return join_lines(lines);
}

}  // namespace

std::string wb::cli::site_page(const Workspace& workspace, const fs::path& file, bool with_solutions) {
    const auto manifest = Manifest::read(workspace.root());
    const auto here =
        fs::absolute(file).lexically_normal().lexically_relative(workspace.root().lexically_normal());
    const Site site(workspace, manifest);
    try {
        if (file.extension() == ".hpp") return header(here, read_file(file));
        PageOptions options;
        options.link = [&](const std::string& text, const std::string& target) {
            return site.link(here, text, target);
        };
        options.insertion = [&](const std::string& words) -> std::string {
            if (words == "map of chapters")
                return raw_html("<div class=\"map\">" + chapter_map(manifest) + "</div>");
            if (words == "table of chapters") return chapter_table(manifest);
            throw Failure(fmt::format("\"site: {}\" is not known", words),
                          "There are \"map of chapters\" and \"table of chapters\".");
        };
        for (const auto& chapter : manifest.chapters()) {
            if (here == fs::path("chapters") / chapter.directory / "lesson.md")
                return lesson(workspace, manifest, chapter, here, with_solutions, options);
        }
        options.pictures = "pictures/docs";
        return for_doxygen(read_file(file), options);
    } catch (const Failure& failure) {
        throw Failure(fmt::format("{}: {}", here.generic_string(), failure.what()), failure.next());
    }
}

int wb::cli::dev_lesson_filter(const Workspace& workspace, const fs::path& page, bool with_solutions) {
    fmt::print("{}", site_page(workspace, page, with_solutions));
    return 0;
}

int wb::cli::dev_pages(const Workspace& workspace) {
    std::size_t pages = 0;
    for (const auto* folder : {"chapters", "docs", "common"}) {
        for (const auto& entry : fs::recursive_directory_iterator(workspace.root() / folder)) {
            const auto& file = entry.path();
            const bool is_page = file.filename() == "lesson.md" ||
                                 (folder == std::string_view("docs") && file.extension() == ".md" &&
                                  file.filename() != "README.md");
            if (!is_page && file.extension() != ".hpp") continue;
            site_page(workspace, file, true);
            ++pages;
        }
    }
    if (pages == 0) throw Failure("there is no page to look at");
    fmt::print("{} of the lesson site can be made.\n",
               counted(pages, "page and header", "pages and headers"));
    return 0;
}
