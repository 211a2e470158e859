#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <thread>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/support/failure.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;

// When each of the student's files was last written. Saving may replace a file: then it is gone for a moment.
std::map<fs::path, fs::file_time_type> times_of_files(const Workspace& workspace, const Manifest& manifest) {
    std::map<fs::path, fs::file_time_type> times;
    for (const auto& chapter : manifest.chapters()) {
        for (const auto& exercise : chapter.exercises) {
            const auto file = workspace.chapters() / chapter.directory / exercise.file;
            std::error_code gone;
            const auto time = fs::last_write_time(file, gone);
            if (!gone) times[file] = time;
        }
    }
    return times;
}

// The first exercise that is not done; "" if all are.
std::string next_exercise(const Workspace& workspace, const Manifest& manifest) {
    StudentJudge judge(workspace);
    for (const auto& chapter : manifest.chapters()) {
        judge.build({&chapter});
        for (const auto& exercise : chapter.exercises)
            if (judge.verdict(chapter, exercise).state != State::done) return exercise.id;
    }
    return {};
}

void judge_again(const Workspace& workspace, const std::string& id) {
    try {
        check(workspace, id);
    } catch (const Failure& failure) {
        // What is being written may be in any state: the next save may repair it.
        fmt::print("workbook: {}\n{}\n", failure.what(), failure.next());
    }
}

}  // namespace

int wb::cli::watch(const Workspace& workspace, const std::string& what) {
    using namespace std::chrono_literals;
    const auto manifest = Manifest::read(workspace.root());
    const auto id = what.empty() ? next_exercise(workspace, manifest) : manifest.exercise(what).id;
    if (id.empty()) return check(workspace, {});  // says that all is done
    while (true) {
        const auto before = times_of_files(workspace, manifest);
        judge_again(workspace, id);
        fmt::print("\n{}\n",
                   wb::paint(wb::Color::dim, fmt::format("Watching {}: save a file to test it again. "
                                                         "Ctrl-C ends.",
                                                         id)));
        std::fflush(stdout);
        while (times_of_files(workspace, manifest) == before) std::this_thread::sleep_for(200ms);
        fmt::print("\n");
    }
}

void wb::cli::add_watch(CommandLine& line) {
    const auto exercise = std::make_shared<std::string>();
    line.add("watch", "Test an exercise again each time you save a file", for_student)
        .argument("exercise", *exercise, "3.2; otherwise the next one")
        .runs([exercise](const Workspace& workspace) { return watch(workspace, *exercise); });
}
