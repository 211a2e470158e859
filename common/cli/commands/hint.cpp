#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/hints.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/terminal.hpp"

namespace {

using namespace wb::cli;
using nlohmann::json;

fs::path memory(const Workspace& workspace) {
    return workspace.root() / "build" / "hints.json";
}

json read_memory(const Workspace& workspace) {
    if (!fs::exists(memory(workspace))) return json::object();
    auto kept = json::parse(read_file(memory(workspace)), nullptr, false);
    return kept.is_object() ? kept : json::object();
}

}  // namespace

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

    auto kept = read_memory(workspace);
    const auto& seen_value = kept[exercise.id];
    const int seen = seen_value.is_number_integer() ? std::clamp(seen_value.get<int>(), 0, count) : 0;
    int first = std::min(seen + 1, count);
    int last = first;
    if (options.level != 0) first = last = options.level;
    if (options.all) {
        first = 1;
        last = count;
    }
    fmt::print("{}\n", paint(Colour::bold, fmt::format("{} {}", exercise.id, exercise.name)));
    for (int level = first; level <= last; ++level)
        fmt::print("\nHint {} of {}\n{}", level, count, hints[static_cast<std::size_t>(level - 1)]);
    if (last > seen) {
        kept[exercise.id] = last;
        write_file(memory(workspace), kept.dump(1) + "\n");
    }

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
