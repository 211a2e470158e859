#include "common/cli/exercises/solutions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// The line of chapter.json that speaks of exercise `id`, for messages.
std::size_t manifest_line(const fs::path& manifest, const std::string& id) {
    const auto lines = split_lines(read_file(manifest));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].find("\"" + id + "\"") != std::string::npos) return i + 1;
    }
    return 1;
}

// What is wrong with the exercise's regions, or "".
std::string missing(const Exercise& exercise, const std::string& directory,
                    const std::vector<SolutionFile>& files) {
    bool has_region = false;
    std::string todo_in;
    for (const auto& file : files) {
        if (file.directory != directory) continue;
        for (const auto* region : file.source.regions_of(exercise.id)) {
            has_region = true;
            if (!region->has_todo) continue;
            if (file.stub.filename() == exercise.file) return {};
            todo_in = file.stub.filename().string();
        }
    }
    if (!has_region)
        return fmt::format("exercise {} has no `// BEGIN SOLUTION {}` in solutions/{}", exercise.id,
                           exercise.id, directory);
    if (!todo_in.empty())
        return fmt::format("chapter.json says that exercise {} is in {}, but its todo() is in {}",
                           exercise.id, exercise.file, todo_in);
    return fmt::format("no region of exercise {} has the line `// STUB todo(\"{}\");`", exercise.id,
                       exercise.id);
}

}  // namespace

std::vector<SolutionFile> wb::cli::read_solutions(const Workspace& workspace, const Manifest& manifest) {
    std::vector<SolutionFile> files;
    for (const auto& chapter : manifest.chapters()) {
        const auto folder = workspace.solutions() / chapter.directory;
        if (!fs::is_directory(folder)) continue;
        std::vector<fs::path> paths;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() == ".cpp") paths.push_back(entry.path());
        }
        std::sort(paths.begin(), paths.end());
        for (const auto& path : paths) {
            files.push_back({chapter.directory, path,
                             workspace.chapters() / chapter.directory / path.filename(),
                             parse_markers(read_file(path), workspace.show(path))});
        }
    }
    return files;
}

const SolutionFile& wb::cli::solution_of(const std::vector<SolutionFile>& files, const Manifest& manifest,
                                         const std::string& id) {
    const auto& directory = manifest.chapter_of(id).directory;
    const auto& name = manifest.exercise(id).file;
    for (const auto& file : files) {
        if (file.directory == directory && file.stub.filename() == name) return file;
    }
    throw Failure(
        fmt::format("solutions/{}/{} is missing", directory, name),
        fmt::format("Get it back: git checkout -- solutions/{} (without git: from the download)", directory));
}

std::vector<Problem> wb::cli::check_solutions(const Workspace& workspace, const Manifest& manifest,
                                              const std::vector<SolutionFile>& files) {
    std::vector<Problem> problems;
    for (const auto& file : files) {
        problems.insert(problems.end(), file.source.problems.begin(), file.source.problems.end());
        for (const auto* region : file.source.regions()) {
            bool known = false;
            for (const auto& chapter : manifest.chapters())
                known = known || (chapter.directory == file.directory && chapter.find(region->id) != nullptr);
            if (!known)
                problems.push_back({file.source.name, region->line,
                                    fmt::format("exercise {} is not in chapters/{}/chapter.json", region->id,
                                                file.directory)});
        }
    }
    for (const auto& chapter : manifest.chapters()) {
        const auto json = workspace.chapters() / chapter.directory / "chapter.json";
        for (const auto& exercise : chapter.exercises) {
            const auto message = missing(exercise, chapter.directory, files);
            if (!message.empty())
                problems.push_back({workspace.show(json), manifest_line(json, exercise.id), message});
        }
    }
    return problems;
}

std::vector<SolutionFile> wb::cli::read_sound_solutions(const Workspace& workspace,
                                                        const Manifest& manifest) {
    auto files = read_solutions(workspace, manifest);
    const auto problems = check_solutions(workspace, manifest, files);
    if (problems.empty()) return files;
    std::vector<std::string> lines;
    for (const auto& problem : problems) lines.push_back(problem.text());
    throw Failure(join(lines, "\n"), "Correct these; no stub was written.");
}
