#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/gradescope.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/table.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// What one student has handed in.
struct Submission {
    std::string name;
    fs::path folder;    // all of it
    fs::path chapters;  // the folder with ch01_data and so on
};

// Whether there is a folder of one of the chapters in it.
bool holds_chapters(const fs::path& folder, const Manifest& manifest) {
    return std::ranges::any_of(manifest.chapters(), [&](const Chapter& chapter) {
        return fs::is_directory(folder / chapter.directory);
    });
}

// A whole checkout, or its chapters/ alone.
std::optional<Submission> submission_in(const fs::path& folder, const Manifest& manifest) {
    const auto name = folder.filename().string();
    for (const auto& place : {folder / "chapters", folder})
        if (holds_chapters(place, manifest)) return Submission{name, folder, place};
    return std::nullopt;
}

// The folder itself, or every folder in it, by name.
std::vector<Submission> find_submissions(const Workspace& workspace, const fs::path& folder,
                                         const Manifest& manifest) {
    if (!fs::is_directory(folder))
        throw Failure(fmt::format("there is no folder {}", workspace.show(folder)),
                      "./workbook grade FOLDER, where FOLDER holds a folder for each student.");
    if (auto single = submission_in(folder, manifest)) return {*single};
    std::vector<Submission> all;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_directory())
            if (auto found = submission_in(entry.path(), manifest)) all.push_back(*found);
    if (all.empty())
        throw Failure(
            fmt::format(
                "there is no submission in {}: neither it nor a folder in it contains chapters/ or {}",
                workspace.show(folder), manifest.chapters().front().directory),
            "Make a folder for each student, with the student's chapters/ in it.");
    std::ranges::sort(all, {}, &Submission::name);
    return all;
}

// Whether this is a file of the submission itself. A link to another place would bring in what the student
// has not written: a solution perhaps, or a file of the instructor's.
bool is_handed_in(const fs::path& file, const Submission& submission) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return false;
    const auto within =
        fs::canonical(file, error).lexically_relative(fs::canonical(submission.folder, error));
    return !error && !within.empty() && *within.begin() != "..";
}

// Puts the submission where the build looks for a student's code. Only what an exercise asks for is taken:
// contracts, labs and tests are ours. What was not handed in is a fresh stub. \returns how many files were taken
std::size_t lay_out(const Workspace& workspace, const std::vector<SolutionFile>& files,
                    const Submission& submission) {
    std::size_t taken = 0;
    for (const auto& file : files) {
        const auto within = fs::path(file.directory) / file.stub.filename();
        const bool there = is_handed_in(submission.chapters / within, submission);
        taken += there ? 1 : 0;
        write_if_changed(workspace.build("grading") / within,
                         there ? read_file(submission.chapters / within) : render_stub(file.source));
    }
    return taken;
}

std::vector<Standing> judge_submission(const Workspace& workspace, const Manifest& manifest,
                                       const std::string& name) {
    StudentJudge judge(workspace, "grade");
    Progress progress("Judging " + name);
    return judge_all(judge, manifest, StudentJudge::Ask::fresh, [&](const std::string& id) {
        progress.at(id);
        progress.tick();
    });
}

std::size_t count_done(const std::vector<Standing>& standings, const Chapter& chapter) {
    return static_cast<std::size_t>(std::ranges::count_if(standings, [&](const Standing& one) {
        return one.chapter->number == chapter.number && one.verdict.state == State::done;
    }));
}

}  // namespace

int wb::cli::grade(const Workspace& workspace, const fs::path& folder) {
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    const auto submissions = find_submissions(workspace, folder, manifest);
    const auto ours = take_build_folder(workspace, "grade");

    std::vector<Table::Column> columns{{.title = "submission"},
                                       {.title = "done", .align = Table::Align::right}};
    std::vector<std::string> maxima{"of", std::to_string(manifest.exercise_count())};
    for (const auto& chapter : manifest.chapters()) {
        columns.push_back({.title = chapter.prefix(), .align = Table::Align::right});
        maxima.push_back(std::to_string(chapter.exercises.size()));
    }
    Table table(columns);
    for (const auto& submission : submissions) {
        const auto taken = lay_out(workspace, files, submission);
        const auto standings = judge_submission(workspace, manifest, submission.name);
        std::size_t done = 0;
        std::vector<std::string> row{submission.name, {}};
        for (const auto& chapter : manifest.chapters()) {
            const auto of_chapter = count_done(standings, chapter);
            done += of_chapter;
            row.push_back(std::to_string(of_chapter));
        }
        row[1] = std::to_string(done);
        table.add(row);
        write_file(workspace.results() / "grades" / (submission.name + ".json"), as_gradescope(standings));
        fmt::print("{}: {} of {} done; {} of {} files submitted\n", submission.name, done, standings.size(),
                   taken, files.size());
        std::fflush(stdout);
    }
    write_file(workspace.results() / "grades.csv", table.csv());
    table.add(maxima);
    fmt::print(
        "\n{}\n"
        "For a spreadsheet: results/grades.csv\n"
        "The messages of the tests, in the format of Gradescope: results/grades/NAME.json\n",
        table.text());
    return 0;
}

void wb::cli::add_grade(CommandLine& line) {
    const auto folder = std::make_shared<std::string>();
    line.add("grade", "Test submissions of students; a table, and the reasons", for_instructor)
        .argument("folder", *folder, "Contains chapters/, or a folder with chapters/ for each student",
                  Options::Kind::required)
        .footer("Their code runs with your rights: use a separate account.")
        .runs([folder](const Workspace& workspace) {
            if (folder->empty())
                throw Failure("which folder?", "For example: ./workbook grade submissions", 2);
            return grade(workspace, fs::absolute(*folder));
        });
}
