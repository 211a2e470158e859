#include "tests/docs/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>

#include "common/cli/exercises/hints.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/report/page.hpp"
#include "tests/docs/chapter_map.hpp"
#include "tests/docs/lesson_filter.hpp"
#include "tests/docs/links.hpp"

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
        if (file.parent_path() == "docs" && file.extension() == ".md") {
            std::string name = file.stem().string();
            std::ranges::replace(name, '-', '_');
            return name == "main" ? "index" : name;
        }
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

// How a comment of a lesson asks for the code of an exercise: <!-- site: code 5.3 -->
constexpr std::string_view code_mark = "code ";

// The declarations that an exercise asks for, as the contracts have them: what follows the comment
// "Exercise 5.3. It adds."
std::string contract_of(const Workspace& workspace, const Chapter& chapter, const Exercise& exercise) {
    const auto one = fmt::format("/// Exercise {}. ", exercise.id);
    std::string code;
    for (const auto& entry : fs::directory_iterator(workspace.chapters() / chapter.directory)) {
        if (entry.path().extension() != ".hpp") continue;
        bool is_asked = false;
        std::string found;
        for (const auto& line : split_lines(read_file(entry.path()))) {
            const auto text = trim(line);
            is_asked |= text.starts_with(one);
            if (text.empty() || text.starts_with("//") || !is_asked) continue;
            // The rest of a body in the header is not the contract.
            const auto brace = line.ends_with("{") || line.find("{ ") != std::string::npos
                                   ? line.find(" {")
                                   : std::string::npos;
            found += brace == std::string::npos ? line + "\n" : line.substr(0, brace) + ";\n";
            if (line.ends_with(";") || brace != std::string::npos) is_asked = false;
        }
        if (found.empty()) continue;
        const auto dot = exercise.name.find('.');
        code += fmt::format("// {}{}/{}\n",
                            dot == std::string::npos ? "" : exercise.name.substr(0, dot) + ", in ",
                            chapter.directory, entry.path().filename().string());
        const auto indent = indentation(found).size();  // of a member
        for (const auto& line : split_lines(found)) code += line.substr(std::min(indent, line.size())) + "\n";
    }
    if (code.empty())
        throw Failure(fmt::format("no header of {} says \"Exercise {}. \" above a declaration",
                                  chapter.directory, exercise.id));
    return code;
}

// The reference of one exercise, with the lines of its function around it.
std::string reference_of(const SolutionFile& file, const std::string& id) {
    std::string code;
    const auto& pieces = file.source.pieces;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!pieces[i].region || pieces[i].region->id != id) continue;
        const bool inside = !pieces[i].region->indent.empty();
        if (!code.empty()) code += "\n";
        if (inside && i > 0) {
            const auto& before = pieces[i - 1].given;
            const auto blank = std::find_if(before.rbegin(), before.rend(),
                                            [](const auto& line) { return trim(line).empty(); });
            code += join_lines({blank.base(), before.end()});
        }
        code += join_lines(pieces[i].region->solution);
        if (inside && i + 1 < pieces.size()) {
            for (const auto& line : pieces[i + 1].given) {
                code += line + "\n";
                if (line == "}") break;
            }
        }
    }
    return code;
}

// Contract and folded reference of an exercise, as they stand at its derivation or, without a mark there,
// below the exercise.
class Code {
public:
    Code(const Workspace& workspace, const Manifest& manifest, const Chapter& chapter, bool with_solutions)
        : workspace_(workspace), manifest_(manifest), chapter_(chapter), with_solutions_(with_solutions) {
        if (with_solutions) files_ = read_sound_solutions(workspace, manifest);
    }

    std::string at_derivation(const std::string& id) const {
        const auto& exercise = find(id);
        return raw_html(fmt::format(
                   "<div class=\"derived\"><p>The contract of <a href=\"#{}\">exercise {}</a>:</p>",
                   anchored("exercise_" + id), id)) +
               fmt::format("```cpp\n{}```\n", contract_of(workspace_, chapter_, exercise)) + reference(id) +
               raw_html("</div>");
    }

    std::string reference(const std::string& id) const {
        if (!with_solutions_) return {};
        const auto& file = solution_of(files_, manifest_, id);
        return fmt::format("\n\\anchor {}\n\n", anchored("solution_" + id)) +
               folded("solution", fmt::format("The reference of {} {}", id, find(id).name),
                      fmt::format("```cpp\n{}```\n", reference_of(file, id)));
    }

    const Exercise& find(const std::string& id) const {
        const Exercise* exercise = chapter_.find(id);
        if (exercise == nullptr)
            throw Failure(fmt::format("exercise {} is not in {}/chapter.json", id, chapter_.directory));
        return *exercise;
    }

private:
    const Workspace& workspace_;
    const Manifest& manifest_;
    const Chapter& chapter_;
    bool with_solutions_;
    std::vector<SolutionFile> files_;
};

// What stands behind an exercise of a lesson.
std::string below_exercise(const Chapter& chapter, const std::string& hints_md, const std::string& id,
                           const Code& code, bool is_derived, bool with_solutions,
                           const PageOptions& hint_options) {
    const auto& exercise = code.find(id);
    std::string text;
    int number = 0;
    for (const auto& hint : hints_of(hints_md, id))
        text += folded("hint", fmt::format("Hint {}", ++number), for_doxygen(hint, hint_options));
    if (number == 0)
        throw Failure(fmt::format("{}/hints.md has no hint for exercise {}", chapter.directory, id));
    std::string links;
    if (!exercise.symbol.empty())
        links += fmt::format("Contract: @ref {} \"{}\"", exercise.symbol, exercise.symbol.substr(4));
    if (is_derived && with_solutions)
        links += fmt::format("{}[The reference, at its derivation](@ref {})",
                             links.empty() ? "" : " &middot; ", anchored("solution_" + id));
    return text + (is_derived ? "" : code.reference(id)) + raw_html("<div class=\"exercise-links\">") +
           links + "\n" + raw_html("</div>");
}

// To the chapters before and after.
std::string turn_the_page(const Manifest& manifest, const Chapter& chapter) {
    std::string links;
    const auto link = [&](int number, const char* relation, const char* format) {
        for (const auto& other : manifest.chapters()) {
            if (other.number == number)
                links += fmt::format("<a rel=\"{}\" href=\"{}.html\">{}</a>", relation, lesson_anchor(other),
                                     fmt::format(fmt::runtime(format), number, html(other.title)));
        }
    };
    link(chapter.number - 1, "prev", "&larr; {:02} {}");
    link(chapter.number + 1, "next", "{:02} {} &rarr;");
    if (&chapter == &manifest.chapters().back())
        links += "<a href=\"index.html\">The end: back to all chapters</a>";
    return raw_html("<nav class=\"turn\" aria-label=\"Previous and next chapter\">" + links + "</nav>");
}

std::string lesson(const Workspace& workspace, const Manifest& manifest, const Chapter& chapter,
                   const fs::path& file, bool with_solutions, PageOptions options) {
    const auto hints_md = read_file(workspace.chapters() / chapter.directory / "hints.md");
    const auto text = read_file(workspace.root() / file);
    const Code code(workspace, manifest, chapter, with_solutions);
    Links links(workspace, manifest, chapter.number);
    // Hints are folded, so a word that is a link there is one in the text below, too.
    Links hint_links(workspace, manifest, chapter.number);
    PageOptions hint_options{.link = options.link};
    hint_options.linked_text = [&](const std::string& words) { return hint_links.in_text(words); };
    hint_options.symbol = [&](const std::string& words) { return hint_links.of_code(words); };
    std::set<std::string> seen;
    std::set<std::string> derived;
    options.anchor = lesson_anchor(chapter);
    options.before_title = fmt::format("Chapter {:02}: ", chapter.number);
    options.pictures = "pictures/" + chapter.directory;
    options.linked_text = [&](const std::string& words) { return links.in_text(words); };
    options.symbol = [&](const std::string& words) { return links.of_code(words); };
    options.new_section = [&] { links.new_section(); };
    options.insertion = [&, others = options.insertion](const std::string& words) {
        if (!words.starts_with(code_mark)) return others(words);
        const auto id = words.substr(code_mark.size());
        if (!derived.insert(id).second)
            throw Failure(fmt::format("the code of exercise {} is asked for twice", id));
        return code.at_derivation(id);
    };
    options.after_exercise = [&](const std::string& id) {
        seen.insert(id);
        hint_links.new_section();
        const bool is_derived =
            text.find(fmt::format("<!-- site: {}{} -->", code_mark, id)) != std::string::npos;
        return below_exercise(chapter, hints_md, id, code, is_derived, with_solutions, hint_options);
    };
    auto page = for_doxygen(text, options);
    for (const auto& exercise : chapter.exercises) {
        if (seen.count(exercise.id) == 0)
            throw Failure(fmt::format("the lesson does not say what exercise {} asks", exercise.id),
                          fmt::format("Its paragraph begins with **{} {}.**", exercise.id, exercise.name));
    }
    return page + turn_the_page(manifest, chapter);
}

// The places of a page's widgets, and the scripts that fill them: docs/widgets/NAME.js, its numbers in
// NAME.data.js, and what all share in widget.js.
class Widgets {
public:
    explicit Widgets(const Workspace& workspace) : folder_(workspace.root() / "docs/widgets") {}

    std::string place_of(const std::string& name) {
        const auto known = names();
        if (known.count(name) == 0)
            throw Failure(
                fmt::format("the widget \"{}\" is not known", name),
                fmt::format("In docs/widgets there are: {}.", join({known.begin(), known.end()}, ", ")));
        std::string place = fmt::format("<div class=\"widget\" data-widget=\"{}\"></div>", name);
        for (const auto& script : {shared + ".js", name + ".data.js", name + ".js"}) {
            if (fs::exists(folder_ / script) && loaded_.insert(script).second)
                place += fmt::format("<script defer src=\"widgets/{}\"></script>", script);
        }
        return raw_html(place);
    }

private:
    std::set<std::string> names() const {
        std::set<std::string> names;
        if (!fs::exists(folder_)) return names;
        for (const auto& entry : fs::directory_iterator(folder_)) {
            const auto name = entry.path().stem().string();
            if (entry.path().extension() == ".js" && name != shared && !name.ends_with(".data"))
                names.insert(name);
        }
        return names;
    }

    const std::string shared = "widget";
    fs::path folder_;
    std::set<std::string> loaded_;
};

// The glossary, with a place for each term: | **overfitting** | ... is term_overfitting.
std::string with_term_anchors(const std::string& glossary) {
    static const std::regex row(R"(^\| \*\*([^*]+)\*\* \|.*)");
    auto lines = split_lines(glossary);
    for (auto& line : lines) {
        std::smatch match;
        if (std::regex_match(line, match, row))
            line = fmt::format("| \\anchor {} {}", term_anchor(match[1].str()), line.substr(2));
    }
    return join_lines(lines);
}

// Puts all that a header declares into the group of its folder: of a chapter, the contracts apart from what
// is given. The comment "Exercise 3.2. It adds." becomes "It adds. Exercise 3.2." with a link, so that the
// short form in lists says what a function does. No line moves, so that warnings name the right ones.
std::string header(const fs::path& file, const std::string& text) {
    const auto folder = file.parent_path().filename().string();
    static const std::regex exercise(R"(^(\s*/// )Exercise (\d+)\.(\d+)\. (.*)$)");
    static const std::regex sentence_end(R"(\.(?= |$))");
    // Their titles are in docs/groups.dox.in.
    std::string group = folder == "common" ? folder : "common_" + folder;
    if (*file.begin() == "chapters") {
        const auto chapter = std::next(file.begin())->string();
        group = (folder == chapter ? "contracts_" : "given_") + chapter.substr(0, chapter.find('_'));
    }
    std::vector<std::string> lines = split_lines(text);
    std::string link;  // that stands behind the first sentence
    for (auto& line : lines) {
        if (line.starts_with("namespace ") && line.ends_with("{"))
            line += fmt::format(" /** \\addtogroup {} */ /** @{{ */", group);
        if (line.starts_with("}  // namespace ")) line = "/** @} */ " + line;
        std::smatch match;
        if (std::regex_match(line, match, exercise)) {
            link =
                fmt::format(" \\ref exercise_{0}_{1} \"Exercise {0}.{1}\".", match[2].str(), match[3].str());
            line = match[1].str() + match[4].str();
        }
        if (link.empty() || !trim(line).starts_with("///")) continue;
        if (!std::regex_search(line, match, sentence_end)) continue;
        line.insert(static_cast<std::size_t>(match.position()) + 1, link);
        link.clear();
    }
    return join_lines(lines);
}

// Width and height of a picture as attributes, so that the text below does not jump when it has loaded.
std::string picture_size(const fs::path& file) {
    const auto bytes = read_file(file);
    if (file.extension() == ".svg") {
        static const std::regex size(R"svg(<svg[^>]*? width="(\d+)" height="(\d+)")svg");
        std::smatch match;
        const auto head = bytes.substr(0, 400);
        if (!std::regex_search(head, match, size))
            throw Failure(file.filename().string() + " does not begin with its width and height");
        return fmt::format("width=\"{}\" height=\"{}\"", match[1].str(), match[2].str());
    }
    // PNG: two numbers of four bytes, big-endian, behind the signature and "IHDR".
    if (bytes.size() < 24) throw Failure(file.filename().string() + " is not a picture");
    const auto number = [&](std::size_t at) {
        std::size_t value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[i]);
        return value;
    };
    return fmt::format("width=\"{}\" height=\"{}\"", number(16), number(20));
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
        options.picture_size = [&](const std::string& name) {
            return picture_size(file.parent_path() / "pictures" / name);
        };
        options.insertion = [&](const std::string& words) -> std::string {
            if (words == "map of chapters")
                return raw_html("<div class=\"map\">" + chapter_map(manifest) + "</div>");
            if (words == "table of chapters") return chapter_table(manifest);
            throw Failure(
                fmt::format("\"site: {}\" is not known", words),
                "There are \"map of chapters\", \"table of chapters\" and, in a lesson, \"code 5.3\".");
        };
        Widgets widgets(workspace);
        options.widget = [&](const std::string& name) { return widgets.place_of(name); };
        for (const auto& chapter : manifest.chapters()) {
            if (here == fs::path("chapters") / chapter.directory / "lesson.md")
                return lesson(workspace, manifest, chapter, here, with_solutions, options);
        }
        options.pictures = "pictures/docs";
        const auto text = read_file(file);
        return for_doxygen(here == "docs/glossary.md" ? with_term_anchors(text) : text, options);
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

void wb::cli::add_lesson_filter(Options& parent) {
    const auto page = std::make_shared<std::string>();
    const auto without_solutions = std::make_shared<bool>(false);
    parent.add("lesson-filter", "A page or header as Doxygen wants it")
        .argument("page", *page, "The file", Options::Kind::required)
        .flag("--without-solutions", *without_solutions, "Leave the reference solutions out")
        .runs([=](const Workspace& workspace) {
            return dev_lesson_filter(workspace, *page, !*without_solutions);
        });
}

void wb::cli::add_pages(Options& parent) {
    parent.add("pages", "Every page and header of the lesson site can be made").runs(dev_pages);
}
