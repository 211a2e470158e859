// dev lessons: what the lessons show is what happens.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"
#include "tests/dev/dev.hpp"
#include "tests/dev/evidence.hpp"
#include "tests/dev/lesson.hpp"
#include "tests/dev/lesson_checks.hpp"
#include "tests/dev/plain_words.hpp"

namespace {

using namespace wb::cli;

constexpr std::string_view kinds_of_fences =
    "Say behind the language where the block comes from: `cpp contract=FILE`, `cpp compiles`, `output "
    "lab=N`, "
    "`output mistake=NAME`,\n    `output demo=NAME`, `output check=N.K`, `output test=NAME`, `output "
    "figures=NAME`, "
    "`sh`, `sh in=mnist` or `drawing`.";

/// Sections in which every number that may come from a run must say from which.
constexpr std::array sections_of_results = {"What you should see", "Make it fast"};

bool is_about_results(const std::string& section) {
    return std::ranges::any_of(sections_of_results,
                               [&](std::string_view title) { return section.starts_with(title); });
}

/// One lesson under examination.
class LessonCheck {
public:
    LessonCheck(const Workspace& workspace, const Chapter& chapter, Evidence& evidence)
        : workspace_(workspace), chapter_(chapter), evidence_(evidence) {}

    void run(const Lesson& lesson) {
        name_ = lesson.name;
        for (const auto& fence : lesson.fences) check_fence(fence);
        for (const auto& paragraph : lesson.paragraphs) check_paragraph(paragraph);
    }

    std::size_t fences = 0, numbers = 0, problems = 0, skipped = 0;

private:
    void complain(std::size_t line, const std::string& what) {
        ++problems;
        std::string text;
        for (const auto& one : split_lines(what)) text += (text.empty() ? "" : "\n    ") + one;
        fmt::print("{}:{}: {}\n", name_, line, text);
    }

    void check_fence(const Fence& fence) {
        ++fences;
        const auto has = [&](std::string_view key) { return fence.find(key) != nullptr; };
        if (fence.language == "drawing" && fence.origins.empty()) return;
        if (fence.language == "sh" && fence.origins.empty()) return;
        if (fence.language == "sh" && has("in")) return check_commands(fence);
        if (fence.language == "cpp" && has("compiles")) return;  // by CMake: dev_snippets()
        if (fence.language == "cpp" && has("contract")) return check_contract(fence);
        if (fence.language == "output" && !fence.origins.empty()) return check_output(fence);
        complain(fence.line, fmt::format("a block that does not say where it is from\n{}", kinds_of_fences));
    }

    void check_output(const Fence& fence) {
        Origin origin = fence.origins.front();
        if (const auto* data = fence.find("data")) origin.second += ":" + *data;
        if (!Evidence::knows(origin.first) || origin.first == "bar")
            return complain(fence.line,
                            fmt::format("`{}` prints nothing\n{}", origin.first, kinds_of_fences));
        try {
            const auto& printed = evidence_.find(chapter_, origin);
            const auto what = origin.first == "demo" && fence.lines != printed.lines && !has_dots(fence)
                                  ? "the demo prints other lines, or more:\n" + join_lines(printed.lines)
                                  : difference(fence.lines, printed.lines);
            if (!what.empty())
                complain(fence.line,
                         fmt::format("not what {}={} prints\n{}", origin.first, origin.second, what));
        } catch (const Failure& failure) {
            complain(fence.line, fmt::format("{}\n{}", failure.what(), failure.next()));
        }
    }

    static bool has_dots(const Fence& fence) {
        return std::ranges::any_of(fence.lines, [](const auto& line) { return trim(line) == "..."; });
    }

    // contract=linear.hpp, contract=given/module.hpp, contract=ch03_mlp/linear.hpp of another chapter, or
    // contract=chapter for all headers of the chapter.
    void check_contract(const Fence& fence) {
        const std::string& name = *fence.find("contract");
        const auto folder = workspace_.chapters() / chapter_.directory;
        std::string header;
        if (name == "chapter") {
            for (const auto& entry : fs::recursive_directory_iterator(folder)) {
                if (entry.path().extension() == ".hpp") header += read_file(entry.path()) + "\n";
            }
        } else {
            const auto file = name.starts_with("ch") && name.find('/') != std::string::npos
                                  ? workspace_.chapters() / name
                                  : folder / name;
            if (!fs::exists(file))
                return complain(fence.line, fmt::format("there is no {}", workspace_.show(file)));
            header = read_file(file);
        }
        const auto missing = not_in_header(fence.lines, header, name != "chapter");
        if (!missing.empty())
            complain(fence.line, fmt::format("not in the contract ({}):\n{}", name, missing));
    }

    // Lines after "$ " are typed; what follows is what they print.
    void check_commands(const Fence& fence) {
        const auto folder = folder_of(*fence.find("in"));
        if (!folder)
            return complain(fence.line, "commands are run in=mnist, where its files are, or in=build");
        if (folder->empty()) return skip(fence.line, "MNIST, or what the labs make of it, is not here");
        std::string typed, printed;
        for (const auto& line : fence.lines) {
            if (!line.starts_with("$ ")) continue;
            const auto outcome = wb::cli::run({.argv = {"/bin/sh", "-c", line.substr(2)},
                                               .directory = *folder,
                                               // The system's own programs, whatever else is on the PATH.
                                               .environment = {{"PATH", "/usr/bin:/bin"}},
                                               .timeout = std::chrono::seconds(20)});
            if (outcome.exit_code == 127 || outcome.output.find("No module named") != std::string::npos)
                return skip(fence.line, "a program is not here: " + last_lines(outcome.output, 1));
            typed += line + "\n";
            printed += line + "\n" + outcome.output;
        }
        if (typed.empty()) return complain(fence.line, "no line begins with `$ `: nothing is run");
        const auto what = difference(fence.lines, split_lines(printed));
        if (!what.empty()) complain(fence.line, "not what these commands print\n" + what);
    }

    /// None for a word that names no folder; an empty one if it is not on this machine.
    std::optional<fs::path> folder_of(const std::string& word) const {
        if (word == "build")
            return fs::exists(evidence_.build() / "results") ? evidence_.build() : fs::path();
        if (word != "mnist") return std::nullopt;
        try {
            return wb::find_dataset("mnist").train_images.parent_path();
        } catch (const wb::data_error&) {
            return fs::path();
        }
    }

    void skip(std::size_t line, const std::string& why) {
        ++skipped;
        fmt::print("{}:{}: SKIPPED, {}\n", name_, line, why);
    }

    void check_paragraph(const Paragraph& paragraph) {
        if (!paragraph.marked) {
            const bool results = is_about_results(paragraph.section);
            std::vector<std::string> unexplained;
            for (const auto& number : paragraph.numbers) {
                if (results || (number.percent && number.decimals > 0)) unexplained.push_back(number.text);
            }
            if (!unexplained.empty())
                complain(paragraph.line, fmt::format("numbers that do not say where they are from: {}\n"
                                                     "Mark the paragraph: <!-- from: lab={} -->",
                                                     join(unexplained, ", "), chapter_.number));
            return;
        }
        std::vector<double> values = paragraph.given;
        for (const auto& origin : paragraph.origins) {
            if (origin.first == "arithmetic" || (origin.first == "measured" && origin.second == "machine"))
                return;
            if (!Evidence::knows(origin.first))
                return complain(paragraph.line,
                                fmt::format("a mark with an unknown origin, `{}`", origin.first));
            try {
                const auto& printed = evidence_.find(chapter_, origin);
                values.insert(values.end(), printed.values.begin(), printed.values.end());
            } catch (const Failure& failure) {
                return complain(paragraph.line, fmt::format("{}\n{}", failure.what(), failure.next()));
            }
        }
        numbers += paragraph.numbers.size();
        if (paragraph.numbers.empty())
            return complain(paragraph.line, "a mark, and no number that it could be about");
        const auto orphans = numbers_without_origin(paragraph.numbers, values);
        if (!orphans.empty())
            complain(paragraph.line,
                     fmt::format("numbers that were not printed there: {}", join(orphans, ", ")));
    }

    const Workspace& workspace_;
    const Chapter& chapter_;
    Evidence& evidence_;
    std::string name_;
};

}  // namespace

int wb::cli::dev_lessons(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    Evidence evidence(workspace, build);
    std::size_t lessons = 0, fences = 0, numbers = 0, problems = 0, skipped = 0;
    for (const auto& chapter : manifest.chapters()) {
        const auto file = workspace.chapters() / chapter.directory / "lesson.md";
        if (!fs::exists(file)) continue;
        ++lessons;
        LessonCheck check(workspace, chapter, evidence);
        check.run(parse_lesson(read_file(file), workspace.show(file)));
        fences += check.fences;
        numbers += check.numbers;
        problems += check.problems;
        skipped += check.skipped;
    }
    if (lessons == 0) throw Failure("there is no lesson to look into");
    problems += print_banned_words(workspace);
    fmt::print("{} and {} in {}: {}.\n", counted(fences, "block"), counted(numbers, "number"),
               counted(lessons, "lesson"), problems == 0 ? "all as printed" : counted(problems, "problem"));
    if (skipped > 0) fmt::print("{} not looked at.\n", counted(skipped, "block"));
    return problems == 0 ? 0 : 1;
}

void wb::cli::add_lessons(Options& dev) {
    const auto build = std::make_shared<std::string>();
    dev.add("lessons", "What a lesson shows is what happens")
        .option("--build", *build, "The build folder", Options::Kind::required)
        .runs([build](const Workspace& workspace) { return dev_lessons(workspace, fs::absolute(*build)); });
}
