#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;

// What the compiler says of a file that it accepts explains most riddles.
void print_warnings(const std::vector<std::string>& warnings) {
    constexpr std::size_t most = 5;
    if (warnings.empty()) return;
    fmt::print("The compiler accepts this file, and warns:\n");
    for (std::size_t i = 0; i < std::min(warnings.size(), most); ++i) fmt::print("  {}\n", warnings[i]);
    if (warnings.size() > most) fmt::print("  ... and {} more\n", warnings.size() - most);
    fmt::print("\n");
}

// Errors in other files of the chapter do not keep this one from being judged.
void print_errors_elsewhere(const StudentJudge& judge, const Chapter& chapter, const Exercise& exercise) {
    for (const auto* error : judge.errors_elsewhere(chapter, exercise)) {
        const auto file = fs::path(error->output).stem().string();
        std::vector<std::string> ids;
        for (const auto& other : chapter.exercises)
            if (other.file == file) ids.push_back(other.id);
        fmt::print("{} {}, so {} {} as not written for now:\n  {}\n\n", file,
                   is_borrowed(*error) ? "is refused" : "does not compile", join(ids, " and "),
                   ids.size() == 1 ? "counts" : "count", split_lines(error->text).front());
    }
}

enum class Build { usual, debug };

// Runs the exercise with its output on the terminal; where it cannot speak for itself, speaks for it.
Verdict show(const Workspace& workspace, StudentJudge& judge, const Chapter& chapter,
             const Exercise& exercise, Build build = Build::usual) {
    const auto place = place_to_edit(workspace, chapter, exercise);
    const auto* error = judge.build_error(chapter, exercise);
    if (error == nullptr) {
        print_errors_elsewhere(judge, chapter, exercise);
        print_warnings(judge.warnings(chapter, exercise));
    }
    const auto verdict = judge.verdict(chapter, exercise, StudentJudge::Ask::aloud);
    const auto headline = fmt::format("{} {}: {} -", exercise.id, exercise.name, painted(verdict));
    const auto next = fmt::format("Edit {}, then run: ./workbook check {}\n", place, exercise.id);
    if (error != nullptr && is_borrowed(*error)) {
        fmt::print("{} {}: refused -\n\n{}", exercise.id, exercise.name,
                   compile_error_message(workspace, *error, place, exercise.id));
    } else if (error != nullptr) {
        fmt::print("{} the compiler's first error is:\n\n{}", headline,
                   compile_error_message(workspace, *error, place, exercise.id));
    } else if (verdict.state == State::blocked && verdict.exit_code == -1) {
        fmt::print(
            "{} the chapter cannot be built until {} compiles.\n"
            "Run this first: ./workbook check {}\n",
            headline, verdict.needs, verdict.needs);
    } else if (verdict.too_much_output) {
        fmt::print("\n{} stopped, because it printed more than 1 MiB. Is there a loop that prints?\n{}",
                   headline, next);
    } else if (verdict.stopped_by_us) {
        fmt::print("{} the test program did not finish.\n{}", headline, next);
    } else if ((verdict.state == State::crashed || verdict.state == State::timed_out) &&
               verdict.file.empty()) {
        fmt::print("{}", next);  // it ended before it could say where to edit
    } else if (verdict.state == State::not_run) {
        throw Failure(fmt::format("the test program ended with the unexpected code {}", verdict.exit_code),
                      "This is not your mistake. Try ./workbook doctor.");
    }
    if (verdict.state == State::crashed && build == Build::usual)
        fmt::print("To find the place in a debug build: ./workbook check {} --debug\n", exercise.id);
    return verdict;
}

// An exercise, or a milestone, with its chapter.
std::pair<const Chapter*, const Exercise*> find_unit(const Manifest& manifest, const std::string& id) {
    for (const auto& chapter : manifest.chapters())
        for (const auto& milestone : chapter.milestones)
            if (milestone.id == id) return {&chapter, &milestone};
    const auto& chapter = manifest.chapter_of(id);
    return {&chapter, chapter.find(id)};
}

int check_one(const Workspace& workspace, const Manifest& manifest, const std::string& id) {
    const auto [chapter, exercise] = find_unit(manifest, id);
    StudentJudge judge(workspace);
    judge.build({chapter});
    return show(workspace, judge, *chapter, *exercise).state == State::done ? 0 : 1;
}

// After the exercises of a chapter: all of them together.
bool pass_milestones(const Workspace& workspace, StudentJudge& judge, const Chapter& chapter) {
    for (const auto& milestone : chapter.milestones) {
        fmt::print("\n");
        if (show(workspace, judge, chapter, milestone).state != State::done) return false;
    }
    return true;
}

void print_next_chapter(const Manifest& manifest, const Chapter& done) {
    const auto& chapters = manifest.chapters();
    const auto next = std::ranges::find_if(chapters, [&](const Chapter& other) {
        return other.number > done.number && !other.exercises.empty();
    });
    if (next != chapters.end())
        fmt::print("\nNext is chapter {}: ./workbook check {}\n", next->number, next->exercises.front().id);
    else
        fmt::print("\nThat was the last chapter. Your progress: ./workbook\n");
}

// One line an exercise, then the whole message about the first that is not done.
int check_chapters(const Workspace& workspace, const Manifest& manifest,
                   const std::vector<const Chapter*>& chapters) {
    StudentJudge judge(workspace);
    judge.build(chapters);
    std::vector<Standing> standings;
    for (const auto* chapter : chapters) {
        for (const auto& exercise : chapter->exercises) {
            standings.push_back(
                {chapter, &exercise, judge.verdict(*chapter, exercise, StudentJudge::Ask::fresh)});
            const auto& verdict = standings.back().verdict;
            const bool waits = verdict.state == State::blocked && !verdict.needs.empty();
            fmt::print("{:5} {}: {}{}\n", exercise.id, exercise.name, painted(verdict),
                       waits ? " by " + verdict.needs : "");
            std::fflush(stdout);
        }
    }
    const auto* open = next_step(standings);
    if (open == nullptr) {
        fmt::print("\nAll {} done.\n", counted(standings.size(), "exercise"));
        for (const auto* chapter : chapters)
            if (!pass_milestones(workspace, judge, *chapter)) return 1;
        if (!chapters.empty()) print_next_chapter(manifest, *chapters.back());
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
        for (const auto& milestone : chapter.milestones)
            if (judge.verdict(chapter, milestone).state != State::done)
                return show(workspace, judge, chapter, milestone).state == State::done ? 0 : 1;
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

int wb::cli::check_closely(const Workspace& workspace, const std::string& what, Look look) {
    const auto manifest = Manifest::read(workspace.root());
    if (what.empty()) throw Failure("which exercise?", "For example: ./workbook check 3.2 --debug", 2);
    const auto [chapter, exercise] = find_unit(manifest, what);
    StudentJudge judge(workspace, "debug");
    fmt::print("Building chapter {} for the debugger, in build/debug. The first time takes minutes.\n",
               chapter->number);
    std::fflush(stdout);
    judge.build({chapter});
    const auto program = judge.program(*chapter);
    if (look == Look::sanitized || judge.build_error(*chapter, *exercise) != nullptr) {
        const auto verdict = show(workspace, judge, *chapter, *exercise, Build::debug);
        fmt::print("To stop at the failing check and look around: ./workbook check {} --gdb\n", exercise->id);
        return verdict.state == State::done ? 0 : 1;
    }
    if (!on_path("gdb")) throw Failure("gdb is not installed", "sudo apt-get install gdb");
    fmt::print(
        "gdb stops at the first failing check, or where the program crashes. There: bt (who called whom),\n"
        "up and down, print x, info locals, continue, quit.\n");
    std::fflush(stdout);
    // gdb takes over this terminal. There is no time limit while a person thinks.
    ::setenv("WORKBOOK_TIMEOUT", "0", 1);
    ::setenv("ASAN_OPTIONS", "detect_leaks=0:abort_on_error=1", 1);
    ::setenv("OPENBLAS_NUM_THREADS", "1", 1);
    const auto filter = fmt::format("[{}]", exercise->id);
    ::execlp("gdb", "gdb", "-q", "-ex", "run", "--args", program.c_str(), filter.c_str(), "--break",
             static_cast<char*>(nullptr));
    throw Failure("gdb could not be started");
}

void wb::cli::add_check(CommandLine& line) {
    struct Asked {
        std::string what;
        bool sanitized = false, debugger = false;
    };
    const auto asked = std::make_shared<Asked>();
    line.add("check", "Test an exercise, a chapter, all, or the next one", for_student)
        .argument("what", asked->what, "3.2, milestone-3, 3 or all")
        .flag("--debug", asked->sanitized, "Stop at the first wrong memory access, and print its place")
        .flag("--gdb", asked->debugger, "Stop at the failing check, in the debugger")
        .runs([asked](const Workspace& workspace) {
            if (asked->debugger) return check_closely(workspace, asked->what, Look::debugger);
            if (asked->sanitized) return check_closely(workspace, asked->what, Look::sanitized);
            return check(workspace, asked->what);
        });
}
