#include <fmt/format.h>

#include <algorithm>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/exercises/untouched.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;

Verdict not_started() {
    Verdict verdict;
    verdict.state = State::not_started;
    return verdict;
}

std::size_t count_done(const std::vector<Standing>& standings, const Chapter* chapter) {
    return static_cast<std::size_t>(
        std::count_if(standings.begin(), standings.end(), [&](const Standing& one) {
            return one.verdict.state == State::done && (chapter == nullptr || one.chapter == chapter);
        }));
}

void print_chapters(const std::vector<Standing>& standings) {
    const Chapter* chapter = nullptr;
    std::size_t widest = 0;
    for (const auto& one : standings) widest = std::max(widest, one.exercise->name.size());
    for (const auto& one : standings) {
        if (one.chapter != chapter) {
            chapter = one.chapter;
            fmt::print("\n{}  {}\n",
                       wb::paint(wb::Color::bold, fmt::format("{}  {}", chapter->number, chapter->title)),
                       wb::paint(wb::Color::dim, fmt::format("{} of {} done", count_done(standings, chapter),
                                                             chapter->exercises.size())));
        }
        const auto& verdict = one.verdict;
        fmt::print("   {:5} {:{}}  {}{}\n", one.exercise->id, one.exercise->name, widest, painted(verdict),
                   verdict.state == State::blocked && !verdict.needs.empty()
                       ? fmt::format(" (needs {} first)", verdict.needs)
                       : "");
    }
}

// One line a chapter that does not compile: its first error.
void print_compile_errors(const std::vector<Standing>& standings) {
    const Chapter* shown = nullptr;
    for (const auto& one : standings) {
        if (one.verdict.state != State::does_not_compile || one.chapter == shown) continue;
        if (shown == nullptr) fmt::print("\n");
        shown = one.chapter;
        fmt::print("Chapter {} does not compile: {}\n", shown->number,
                   split_lines(one.verdict.output).front());
    }
}

// Builds and judges the chapters in which something is written; of the others the state is known. So a fresh
// checkout is answered at once.
std::vector<Standing> standings_of(const Workspace& workspace, const Manifest& manifest) {
    std::vector<Chapter> begun;
    for (const auto& chapter : manifest.chapters())
        if (!is_untouched(workspace, chapter)) begun.push_back(chapter);
    const Manifest to_judge(std::move(begun));
    StudentJudge judge(workspace);
    std::vector<Standing> judged;
    if (!to_judge.chapters().empty()) {
        Progress progress("Judging");
        judged = judge_all(judge, to_judge, StudentJudge::Ask::kept, [&](const std::string& id) {
            progress.at(id);
            progress.tick();
        });
    }
    std::vector<Standing> all;
    auto next = judged.begin();
    for (const auto& chapter : manifest.chapters()) {
        for (const auto& exercise : chapter.exercises) {
            const bool is_next = next != judged.end() && next->exercise->id == exercise.id;
            all.push_back({&chapter, &exercise, is_next ? next++->verdict : not_started()});
        }
    }
    return all;
}

}  // namespace

int wb::cli::status(const Workspace& workspace) {
    const auto manifest = Manifest::read(workspace.root());
    const auto standings = standings_of(workspace, manifest);
    print_chapters(standings);
    print_compile_errors(standings);

    const auto done = count_done(standings, nullptr);
    const auto* next = next_step(standings);
    if (next == nullptr) {
        fmt::print("\nAll {} are done. Look at what you built: ./workbook lab 1 --mine\n",
                   counted(standings.size(), "exercise"));
        return 0;
    }
    const bool fresh = std::all_of(standings.begin(), standings.end(), [](const Standing& one) {
        return one.verdict.state == State::not_started || one.verdict.state == State::blocked;
    });
    fmt::print("\n{} of {} done{}\n", done, standings.size(),
               fresh ? " - this is what a fresh checkout looks like." : ".");
    fmt::print("{}: {} {}. Edit {}, then run: ./workbook check {}\n", fresh ? "Start with" : "Next",
               next->exercise->id, next->exercise->name,
               place_to_edit(workspace, *next->chapter, *next->exercise), next->exercise->id);
    if (fresh)
        fmt::print("The lesson: chapters/{}/lesson.md. If you are stuck: ./workbook hint {}\n",
                   next->chapter->directory, next->exercise->id);
    return 0;
}

void wb::cli::add_status(CommandLine& line) {
    line.add("status", "The state of every exercise, and the next step", for_student).runs(status);
    line.otherwise(status);
}
