#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/hints.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/exercises/seen_hints.hpp"
#include "common/cli/support/failure.hpp"
#include "common/io/terminal.hpp"

int wb::cli::hint(const Workspace& workspace, const HintOptions& options) {
    const auto manifest = Manifest::read(workspace.root());
    const auto& chapter = manifest.chapter_of(options.exercise);
    const auto& exercise = manifest.exercise(options.exercise);
    const auto file = workspace.chapters() / chapter.directory / "hints.md";
    const auto hints = fs::exists(file) ? hints_of(read_file(file), exercise.id) : std::vector<std::string>();
    if (hints.empty())
        throw Failure(fmt::format("there are no hints for {} {}", exercise.id, exercise.name),
                      fmt::format("chapters/{}/lesson.md explains what it asks for.", chapter.directory));
    const auto count = static_cast<int>(hints.size());
    if (options.level < 0 || options.level > count)
        throw Failure(
            fmt::format("{} has hints 1 to {}; there is no hint {}", exercise.id, count, options.level), {},
            2);

    const int seen = std::clamp(last_seen_hint(workspace, exercise.id), 0, count);
    int first = std::min(seen + 1, count);
    int last = first;
    if (options.level != 0) first = last = options.level;
    if (options.all) {
        first = 1;
        last = count;
    }
    fmt::print("{}\n", wb::paint(wb::Color::bold, fmt::format("{} {}", exercise.id, exercise.name)));
    for (int level = first; level <= last; ++level)
        fmt::print("\nHint {} of {}\n{}", level, count, hints[static_cast<std::size_t>(level - 1)]);
    if (last > seen) remember_hint(workspace, exercise.id, last);

    if (last < count) {
        fmt::print("\nStill stuck? ./workbook hint {}\n", exercise.id);
    } else {
        fmt::print(
            "\nThat was the last hint. Try it: ./workbook check {}   or see the solution: "
            "./workbook solution {} --give-up\n",
            exercise.id, exercise.id);
    }
    return 0;
}

void wb::cli::add_hint(CommandLine& line) {
    const auto options = std::make_shared<HintOptions>();
    line.add("hint", "A hint; a clearer one each time", for_student)
        .argument("exercise", options->exercise, "3.2", Options::Kind::required)
        .option("--level", options->level, "This hint: 1, 2 or 3")
        .flag("--all", options->all, "All hints")
        .runs([options](const Workspace& workspace) { return hint(workspace, *options); });
}
