#include <fmt/format.h>

#include <algorithm>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/terminal.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

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
                       paint(Colour::bold, fmt::format("{}  {}", chapter->number, chapter->title)),
                       paint(Colour::dim, fmt::format("{} of {} done", count_done(standings, chapter),
                                                      chapter->exercises.size())));
        }
        const auto& verdict = one.verdict;
        fmt::print("   {:5} {:{}}  {}{}\n", one.exercise->id, one.exercise->name, widest,
                   painted(verdict.state),
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

}  // namespace

int wb::cli::status(const Workspace& workspace) {
    const auto manifest = Manifest::read(workspace.root());
    StudentJudge judge(workspace);
    std::vector<Standing> standings;
    {
        Progress progress("Judging");
        standings = judge_all(judge, manifest, StudentJudge::Ask::kept, [&](const std::string& id) {
            progress.at(id);
            progress.tick();
        });
    }
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
        fmt::print("What it asks for: chapters/{}/lesson.md, and ./workbook hint {} when you are stuck.\n",
                   next->chapter->directory, next->exercise->id);
    return 0;
}
