#include <fmt/format.h>

#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;

void require_done(const Workspace& workspace, const Manifest& manifest, const std::string& id) {
    const auto& chapter = manifest.chapter_of(id);
    StudentJudge judge(workspace);
    judge.build({&chapter});
    const auto state = judge.verdict(chapter, manifest.exercise(id)).state;
    if (state == State::done) return;
    throw Failure(fmt::format("your {} is {}; write your own solution before you read ours", id, word(state)),
                  fmt::format("A hint:           ./workbook hint {}\n"
                              "See it anyway:    ./workbook solution {} --give-up",
                              id, id));
}

}  // namespace

int wb::cli::solution(const Workspace& workspace, const std::string& exercise, bool give_up) {
    const auto manifest = Manifest::read(workspace.root());
    const auto& chapter = manifest.chapter_of(exercise);
    if (!give_up) require_done(workspace, manifest, exercise);
    for (const auto& file : read_solutions(workspace, manifest)) {
        if (file.directory != chapter.directory) continue;
        for (const auto* region : file.source.regions_of(exercise)) {
            fmt::print("{}\n{}\n",
                       wb::paint(wb::Color::dim,
                                 fmt::format("{}:{}", workspace.show(file.solution), region->line + 1)),
                       join_lines(region->solution));
        }
    }
    return 0;
}

void wb::cli::add_solution(CommandLine& line) {
    const auto exercise = std::make_shared<std::string>();
    const auto give_up = std::make_shared<bool>(false);
    line.add("solution", "The reference solution of an exercise that is done", for_student)
        .argument("exercise", *exercise, "3.2", Options::Kind::required)
        .flag("--give-up", *give_up, "Show it although mine is not done")
        .runs([=](const Workspace& workspace) { return solution(workspace, *exercise, *give_up); });
}
