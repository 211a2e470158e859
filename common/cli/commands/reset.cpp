#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/backups.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/file_lock.hpp"

namespace {

using namespace wb::cli;

// Only one program at a time puts files back: two might both read a file before the first has replaced it,
// and the second would then keep the fresh stub as "your version".
wb::FileLock one_at_a_time(const Workspace& workspace) {
    return wb::FileLock(workspace.chapters());
}

std::optional<std::string> text_of(const fs::path& file) {
    if (!fs::exists(file)) return std::nullopt;
    return read_file(file);
}

// A fresh file, with the line ends of the one that it replaces.
Replacement fresh_file(const SolutionFile& file) {
    const auto before = text_of(file.stub);
    const auto fresh = render_stub(file.source);
    return {file.stub, before, before ? with_line_ends_of(*before, fresh) : fresh};
}

// Backs up what is there, then writes. Files that have that text already are left alone.
int replace(const Workspace& workspace, std::vector<Replacement> replacements, const std::string& what) {
    std::erase_if(replacements, [](const Replacement& one) { return one.before == one.after; });
    if (replacements.empty()) {
        fmt::print("{}: nothing to do, you have not changed it.\n", what);
        return 0;
    }
    const auto stamp = replace_files(workspace, replacements);
    for (const auto& one : replacements) {
        fmt::print("{} was reset.\n", workspace.show(one.file));
    }
    if (!stamp.empty())
        fmt::print("Your version is kept in .backups/{}; to restore it: ./workbook reset --restore {}\n",
                   stamp, stamp);
    return 0;
}

int show_backups(const Workspace& workspace) {
    const auto backups = list_backups(workspace);
    if (backups.empty()) fmt::print("There are no backups: you have not reset anything yet.\n");
    for (const auto& backup : backups) {
        fmt::print("{}\n", backup.stamp);
        for (const auto& file : backup.files) fmt::print("  {}\n", file.string());
    }
    if (!backups.empty())
        fmt::print("\nTo restore one: ./workbook reset --restore {}\n", backups.back().stamp);
    return 0;
}

int restore(const Workspace& workspace, const std::string& stamp) {
    const auto backup = find_backup(workspace, stamp);
    std::vector<Replacement> replacements;
    for (const auto& file : backup.files) {
        const auto target = workspace.root() / file;
        replacements.push_back({target, text_of(target), read_file(workspace.backups() / stamp / file)});
    }
    // Restoring overwrites too, so it makes a backup too.
    const auto now = replace_files(workspace, replacements);
    for (const auto& file : backup.files) fmt::print("{} is restored.\n", file.string());
    if (!now.empty()) fmt::print("The replaced version is kept in .backups/{}\n", now);
    return 0;
}

Replacement exercise_alone(const Workspace& workspace, const Manifest& manifest,
                           const std::vector<SolutionFile>& files, const std::string& id) {
    const auto& file = solution_of(files, manifest, id);
    const auto fresh = render_stub(file.source);
    const auto before = text_of(file.stub);
    if (!before) return {file.stub, before, fresh};
    if (auto text = with_fresh_region(*before, fresh, id)) return {file.stub, before, std::move(*text)};
    const auto name = workspace.show(file.stub);
    throw Failure(fmt::format("exercise {} cannot be reset alone: in {} its lines `// EXERCISE {}` and\n"
                              "`// END EXERCISE {}` are not in order",
                              id, name, id, id),
                  fmt::format("Reset the whole file (a copy of yours is kept): ./workbook reset {}", name));
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
    throw Failure(fmt::format("{} is not an exercise, a chapter or a file of an exercise", name),
                  fmt::format("Files are:\n  {}", join(names, "\n  ")), 2);
}

}  // namespace

int wb::cli::reset(const Workspace& workspace, const ResetOptions& options) {
    if (options.list) return show_backups(workspace);
    if (options.what.empty() && options.restore.empty())
        throw Failure("what do you want to reset?",
                      "./workbook reset 3.2         one exercise\n"
                      "./workbook reset linear.cpp  one file\n"
                      "./workbook reset 3           a chapter\n"
                      "A copy of your version is kept each time: ./workbook reset --list",
                      2);
    const auto lock = one_at_a_time(workspace);
    if (!options.restore.empty()) return restore(workspace, options.restore);
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    if (const auto number = chapter_number(options.what)) {
        const auto& chapter = manifest.chapter(*number);
        std::vector<Replacement> replacements;
        for (const auto& file : files) {
            if (file.directory == chapter.directory) replacements.push_back(fresh_file(file));
        }
        return replace(workspace, std::move(replacements), fmt::format("chapter {}", *number));
    }
    const bool is_id = options.what.find_first_not_of("0123456789.") == std::string::npos;
    if (is_id) {
        return replace(workspace, {exercise_alone(workspace, manifest, files, options.what)},
                       "exercise " + options.what);
    }
    const auto& file = file_named(workspace, files, options.what);
    return replace(workspace, {fresh_file(file)}, workspace.show(file.stub));
}

void wb::cli::add_reset(CommandLine& line) {
    const auto options = std::make_shared<ResetOptions>();
    line.add("reset", "Restore the original stub; your code is kept as a backup", for_student)
        .argument("what", options->what, "3.2, 3 or a file")
        .flag("--list", options->list, "List the backups")
        .option("--restore", options->restore, "Restore this backup")
        .runs([options](const Workspace& workspace) { return reset(workspace, *options); });
}
