#include <fmt/format.h>

#include <algorithm>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/backups.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// A file and the text it is to get.
struct Replacement {
    fs::path file;
    std::string text;
};

// Backs up what is there, then writes. Files that have that text already are left alone.
int replace(const Workspace& workspace, std::vector<Replacement> replacements, const std::string& what) {
    std::erase_if(replacements, [](const Replacement& one) {
        return fs::exists(one.file) && read_file(one.file) == one.text;
    });
    if (replacements.empty()) {
        fmt::print("{}: nothing to do, there is no change in it.\n", what);
        return 0;
    }
    std::vector<fs::path> existing;
    for (const auto& one : replacements) {
        if (fs::exists(one.file)) existing.push_back(one.file);
    }
    const auto stamp = existing.empty() ? std::string() : make_backup(workspace, existing);
    for (const auto& one : replacements) {
        write_file(one.file, one.text);
        fmt::print("{} is as it was at the start.\n", workspace.show(one.file));
    }
    if (!stamp.empty())
        fmt::print("Your version is kept in .backups/{}; to have it back: ./workbook reset --restore {}\n",
                   stamp, stamp);
    return 0;
}

int list(const Workspace& workspace) {
    const auto backups = list_backups(workspace);
    if (backups.empty()) fmt::print("There are no backups: nothing was reset so far.\n");
    for (const auto& backup : backups) {
        fmt::print("{}\n", backup.stamp);
        for (const auto& file : backup.files) fmt::print("  {}\n", file.string());
    }
    if (!backups.empty())
        fmt::print("\nTo have one back: ./workbook reset --restore {}\n", backups.back().stamp);
    return 0;
}

int restore(const Workspace& workspace, const std::string& stamp) {
    const auto backup = find_backup(workspace, stamp);
    std::vector<fs::path> existing;
    for (const auto& file : backup.files) {
        if (fs::exists(workspace.root() / file)) existing.push_back(workspace.root() / file);
    }
    // Restoring overwrites too, so it makes a backup too.
    const auto now = existing.empty() ? std::string() : make_backup(workspace, existing);
    for (const auto& file : backup.files) {
        write_file(workspace.root() / file, read_file(workspace.backups() / stamp / file));
        fmt::print("{} is back.\n", file.string());
    }
    if (!now.empty()) fmt::print("What it replaced is kept in .backups/{}\n", now);
    return 0;
}

Replacement exercise_alone(const Workspace& workspace, const Manifest& manifest,
                           const std::vector<SolutionFile>& files, const std::string& id) {
    const auto& file = solution_of(files, manifest, id);
    const auto fresh = render_stub(file.source);
    if (!fs::exists(file.stub)) return {file.stub, fresh};
    if (auto text = with_fresh_region(read_file(file.stub), fresh, id)) return {file.stub, std::move(*text)};
    const auto name = workspace.show(file.stub);
    throw Failure(
        fmt::format("exercise {} cannot be put back alone: in {} its lines `// EXERCISE {}` and\n"
                    "`// END EXERCISE {}` are not in order",
                    id, name, id, id),
        fmt::format("Put the whole file back (a copy of yours is kept): ./workbook reset {}", name));
}

// A student's file, named from the checkout, from the current folder, or by its name alone if that is enough.
const SolutionFile& file_named(const Workspace& workspace, const std::vector<SolutionFile>& files,
                               const std::string& name) {
    std::vector<const SolutionFile*> found;
    const auto absolute = fs::absolute(name).lexically_normal();
    for (const auto& file : files) {
        if (file.stub == absolute || workspace.show(file.stub) == fs::path(name).lexically_normal().string())
            return file;
        if (file.stub.filename() == name) found.push_back(&file);
    }
    if (found.size() == 1) return *found.front();
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(workspace.show(file.stub));
    if (found.size() > 1)
        throw Failure(fmt::format("{} is in several chapters", name),
                      fmt::format("Say which: {}", join(names, " ")), 2);
    throw Failure(fmt::format("{} is no exercise, no chapter and no file of an exercise", name),
                  fmt::format("Files are:\n  {}", join(names, "\n  ")), 2);
}

}  // namespace

int wb::cli::reset(const Workspace& workspace, const ResetOptions& options) {
    if (options.list) return list(workspace);
    if (!options.restore.empty()) return restore(workspace, options.restore);
    if (options.what.empty())
        throw Failure("what is to be put back?",
                      "./workbook reset 3.2         one exercise\n"
                      "./workbook reset linear.cpp  one file\n"
                      "./workbook reset 3           a chapter\n"
                      "A copy of your version is kept each time: ./workbook reset --list",
                      2);
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    if (const auto number = chapter_number(options.what)) {
        const auto& chapter = manifest.chapter(*number);
        std::vector<Replacement> replacements;
        for (const auto& file : files) {
            if (file.directory == chapter.directory)
                replacements.push_back({file.stub, render_stub(file.source)});
        }
        return replace(workspace, std::move(replacements), fmt::format("chapter {}", *number));
    }
    const bool is_id = options.what.find_first_not_of("0123456789.") == std::string::npos;
    if (is_id) {
        return replace(workspace, {exercise_alone(workspace, manifest, files, options.what)},
                       "exercise " + options.what);
    }
    const auto& file = file_named(workspace, files, options.what);
    return replace(workspace, {{file.stub, render_stub(file.source)}}, workspace.show(file.stub));
}
