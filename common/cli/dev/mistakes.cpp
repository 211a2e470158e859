#include <fmt/format.h>

#include <algorithm>

#include "common/cli/dev/dev.hpp"
#include "common/cli/dev/evidence.hpp"
#include "common/cli/dev/mistake.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/table.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Why the mistake counts as survived, or "".
std::string survival(const Mistake& mistake, const Verdict& verdict) {
    if (verdict.state == State::done) return "its tests pass";
    if (verdict.state != mistake.state)
        return fmt::format("it ends as {} (exit code {}), not as {}", word(verdict.state), verdict.exit_code,
                           word(mistake.state));
    const auto missing = unsaid(mistake.says, verdict.output);
    return missing.empty() ? std::string()
                           : fmt::format("the message does not say: {}", join(missing, " | "));
}

}  // namespace

fs::path wb::cli::mistake_program(const fs::path& build, const std::string& mistake_id) {
    return build / "mistakes" / mistake_id;
}

int wb::cli::dev_mistakes(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    auto mistakes = read_mistakes(workspace);
    std::ranges::stable_sort(mistakes, {},
                             [&](const auto& mistake) { return manifest.position(mistake.exercise); });
    Table table({{"exercise"}, {"mistake"}, {"verdict"}, {"the message says"}});
    std::vector<std::string> survivors;
    {
        Progress progress("Making mistakes");
        for (std::size_t i = 0; i < mistakes.size(); ++i) {
            const auto& mistake = mistakes[i];
            progress.at(fmt::format("[{}/{}]", i + 1, mistakes.size()));
            progress.tick();
            const auto verdict =
                judge(workspace, mistake_program(build, mistake.id), manifest.exercise(mistake.exercise));
            // The lessons quote them.
            write_file(said_of_mistake(build, mistake.id), verdict.output);
            const auto problem = survival(mistake, verdict);
            table.add({mistake.exercise, mistake.title,
                       problem.empty() ? fmt::format("caught ({})", word(verdict.state)) : "SURVIVED",
                       problem.empty() ? join(mistake.says, ", ") : problem});
            if (!problem.empty())
                survivors.push_back(
                    fmt::format("{} survived: {}\n{}", mistake.id, problem, last_lines(verdict.output, 25)));
        }
    }
    const auto closing = fmt::format("{} of {} caught.", mistakes.size() - survivors.size(),
                                     counted(mistakes.size(), "mistake"));
    fmt::print("{}\n", table.text());
    for (const auto& survivor : survivors) fmt::print("{}\n", survivor);
    fmt::print("{}\n", closing);
    write_file(workspace.results() / "mistakes.md",
               fmt::format("# Wrong versions of the reference, and what the tests say\n\n{}\n{}\n",
                           table.markdown(), closing));
    return survivors.empty() ? 0 : 1;
}

int wb::cli::dev_make_mistakes(const Workspace& workspace, const fs::path& out) {
    const auto manifest = Manifest::read(workspace.root());
    const auto mistakes = read_mistakes(workspace);
    for (const auto& mistake : mistakes) {
        if (manifest.chapter_of(mistake.exercise).directory != mistake.directory)
            throw Failure(
                fmt::format("{}: exercise {} is not of that chapter", mistake.id, mistake.exercise));
        const auto reference = workspace.solutions() / mistake.directory / mistake.file;
        if (!fs::exists(reference))
            throw Failure(fmt::format("{}: there is no {}", mistake.id, workspace.show(reference)));
        write_if_changed(out / mistake.id / mistake.file, make_mistake(read_file(reference), mistake));
    }
    fmt::print("{} made in {}.\n", counted(mistakes.size(), "mistake"), out.string());
    return 0;
}
