#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/student_judge.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/table.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// What one student has handed in.
struct Submission {
    std::string name;
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
        if (holds_chapters(place, manifest)) return Submission{name, place};
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
            fmt::format("no submission is in {}: neither chapters/ nor {}, there or in a folder there",
                        workspace.show(folder), manifest.chapters().front().directory),
            "Have a folder for each student, with the student's chapters/ in it.");
    std::ranges::sort(all, {}, &Submission::name);
    return all;
}

// Puts the submission where the build looks for a student's code. Only what an exercise asks for is taken:
// contracts, labs and tests are ours. What was not handed in is a fresh stub. \returns how many files were taken
std::size_t lay_out(const Workspace& workspace, const std::vector<SolutionFile>& files,
                    const Submission& submission) {
    std::size_t taken = 0;
    for (const auto& file : files) {
        const auto within = fs::path(file.directory) / file.stub.filename();
        const bool there = fs::is_regular_file(submission.chapters / within);
        taken += there ? 1 : 0;
        write_if_changed(workspace.build("grading") / within,
                         there ? read_file(submission.chapters / within) : render_stub(file.source));
    }
    return taken;
}

// As Gradescope reads it, with our three-state word in each entry's extra_data.
nlohmann::ordered_json as_json(const std::vector<Standing>& standings) {
    auto tests = nlohmann::ordered_json::array();
    for (const auto& [chapter, exercise, verdict] : standings) {
        const bool done = verdict.state == State::done;
        tests.push_back({{"name", exercise->id + " " + exercise->name},
                         {"number", exercise->id},
                         {"score", done ? 1 : 0},
                         {"max_score", 1},
                         {"output", done ? "" : verdict.output},
                         {"extra_data", {{"state", word(verdict.state)}}}});
    }
    return {{"tests", tests}};
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
        write_file(workspace.results() / "grades" / (submission.name + ".json"),
                   as_json(standings).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        fmt::print("{}: {} of {} done; {} of {} files were handed in\n", submission.name, done,
                   standings.size(), taken, files.size());
        std::fflush(stdout);
    }
    write_file(workspace.results() / "grades.csv", table.csv());
    table.add(maxima);
    fmt::print(
        "\n{}\n"
        "For a spreadsheet: results/grades.csv\n"
        "What the tests said of each exercise, as Gradescope reads it: results/grades/NAME.json\n",
        table.text());
    return 0;
}
