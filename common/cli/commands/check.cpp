#include <fmt/format.h>

#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/terminal.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Runs the exercise with its output on the terminal; where it cannot speak for itself, speaks for it.
Verdict show(const Workspace& workspace, StudentJudge& judge, const Chapter& chapter,
             const Exercise& exercise) {
    const auto place = place_to_edit(workspace, chapter, exercise);
    const auto verdict = judge.verdict(chapter, exercise, StudentJudge::Ask::aloud);
    const auto headline = fmt::format("{} {}: {} -", exercise.id, exercise.name, painted(verdict.state));
    const auto next = fmt::format("Edit {}, then run: ./workbook check {}\n", place, exercise.id);
    if (const auto* error = judge.build_error(chapter)) {
        fmt::print("{} the compiler's first error is:\n\n{}", headline,
                   compile_error_message(workspace, *error, place, exercise.id));
    } else if (verdict.stopped_by_us) {
        fmt::print("{} stopped after {} seconds. Is there a loop that never ends?\n{}", headline,
                   exercise.timeout + 10, next);
    } else if (verdict.state == State::crashed && verdict.exit_code > 128) {
        fmt::print("{} the test program was ended by signal {}.\n{}", headline, verdict.exit_code - 128,
                   next);
    } else if (verdict.state == State::broken) {
        throw Failure(
            fmt::format("the test program ended with code {}, which is no verdict", verdict.exit_code),
            "This is not your mistake. ./workbook doctor may know more.");
    }
    return verdict;
}

// After a chapter that is done.
void print_next(const Manifest& manifest, const Exercise& done) {
    const auto ids = manifest.ids();
    const auto next = manifest.position(done.id) + 1;
    fmt::print("Next: {}\n", next < ids.size() ? "./workbook check " + ids[next] : "./workbook");
}

int check_one(const Workspace& workspace, const Manifest& manifest, const std::string& id) {
    const auto& chapter = manifest.chapter_of(id);
    const auto& exercise = manifest.exercise(id);
    StudentJudge judge(workspace);
    judge.build({&chapter});
    return show(workspace, judge, chapter, exercise).state == State::done ? 0 : 1;
}

// One line an exercise, then all that is said about the first that is not done.
int check_chapters(const Workspace& workspace, const Manifest& manifest,
                   const std::vector<const Chapter*>& chapters) {
    StudentJudge judge(workspace);
    judge.build(chapters);
    std::vector<Standing> standings;
    for (const auto* chapter : chapters) {
        for (const auto& exercise : chapter->exercises) {
            standings.push_back(
                {chapter, &exercise, judge.verdict(*chapter, exercise, StudentJudge::Ask::fresh)});
            fmt::print("{:5} {}: {}\n", exercise.id, exercise.name, painted(standings.back().verdict.state));
            std::fflush(stdout);
        }
    }
    const auto* open = next_step(standings);
    if (open == nullptr) {
        fmt::print("\nAll {} done.\n", counted(standings.size(), "exercise"));
        if (!standings.empty()) print_next(manifest, *standings.back().exercise);
        return 0;
    }
    fmt::print("\n");
    show(workspace, judge, *open->chapter, *open->exercise);
    return 1;
}

// The first exercise that is not done, chapter by chapter: later chapters are not built in vain.
int check_next(const Workspace& workspace, const Manifest& manifest) {
    for (const auto& chapter : manifest.chapters()) {
        StudentJudge judge(workspace);
        judge.build({&chapter});
        for (const auto& exercise : chapter.exercises) {
            if (judge.verdict(chapter, exercise).state == State::done) continue;
            return show(workspace, judge, chapter, exercise).state == State::done ? 0 : 1;
        }
    }
    fmt::print("All {} are done. Look at what you built: ./workbook lab 1 --mine\n",
               counted(manifest.exercise_count(), "exercise"));
    return 0;
}

}  // namespace

int wb::cli::check(const Workspace& workspace, const std::string& what) {
    const auto manifest = Manifest::read(workspace.root());
    if (what.empty()) return check_next(workspace, manifest);
    std::vector<const Chapter*> chapters;
    if (what == "all") {
        for (const auto& chapter : manifest.chapters()) chapters.push_back(&chapter);
    } else if (const auto number = chapter_number(what)) {
        chapters.push_back(&manifest.chapter(*number));
    } else {
        return check_one(workspace, manifest, what);
    }
    return check_chapters(workspace, manifest, chapters);
}
