#include "common/cli/exercises/backups.hpp"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp is POSIX, not C++
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <ctime>

#include "common/cli/support/cannot_write.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// A folder of backups while it is being filled. It gets its name when it is whole; until then it has none
// that is listed, and it is removed on every other way out.
class Unfinished {
public:
    explicit Unfinished(const fs::path& backups) {
        require_writable(backups);
        std::string name = (backups / ".unfinished-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw cannot_write(backups, std::error_code(errno, std::generic_category()));
        folder_ = name;
        ::chmod(folder_.c_str(), 0755);
    }
    ~Unfinished() {
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const fs::path& folder() const noexcept { return folder_; }

    // The first free name from `name` on. The renaming decides which is free: no other program can be faster.
    std::string finish(const std::string& name) {
        auto stamp = name;
        for (int i = 2;; ++i) {
            std::error_code error;
            fs::rename(folder_, folder_.parent_path() / stamp, error);
            if (!error) break;
            if (error != std::errc::directory_not_empty && error != std::errc::file_exists)
                throw cannot_write(folder_.parent_path() / stamp, error);
            stamp = fmt::format("{}-{}", name, i);
        }
        folder_.clear();
        return stamp;
    }

private:
    fs::path folder_;
};

std::string back_up(const Workspace& workspace, const std::vector<Replacement>& replacements) {
    if (std::ranges::none_of(replacements, [](const Replacement& one) { return one.before.has_value(); }))
        return {};
    Unfinished backup(workspace.backups());
    for (const auto& one : replacements)
        if (one.before)
            write_file(backup.folder() / one.file.lexically_relative(workspace.root()), *one.before);
    return backup.finish(local_time(std::time(nullptr), "%Y-%m-%d-%H%M%S"));
}

}  // namespace

std::string wb::cli::replace_files(const Workspace& workspace, const std::vector<Replacement>& replacements) {
    const auto stamp = back_up(workspace, replacements);
    // An editor may have saved one in the meantime, and what it saved is in no backup.
    for (const auto& one : replacements) {
        const bool there = fs::exists(one.file);
        if (there != one.before.has_value() || (there && read_file(one.file) != *one.before))
            throw Failure(
                fmt::format("{} has changed just now, so it stays as it is", workspace.show(one.file)),
                "Run the same command again.");
    }
    for (const auto& one : replacements) write_file(one.file, one.after);
    return stamp;
}

std::vector<wb::cli::Backup> wb::cli::list_backups(const Workspace& workspace) {
    std::vector<Backup> backups;
    if (!fs::is_directory(workspace.backups())) return backups;
    for (const auto& entry : fs::directory_iterator(workspace.backups())) {
        if (!entry.is_directory() || entry.path().filename().string().starts_with('.')) continue;
        Backup backup{entry.path().filename().string(), {}};
        for (const auto& file : fs::recursive_directory_iterator(entry.path())) {
            if (file.is_regular_file()) backup.files.push_back(file.path().lexically_relative(entry.path()));
        }
        std::sort(backup.files.begin(), backup.files.end());
        backups.push_back(std::move(backup));
    }
    std::sort(backups.begin(), backups.end(),
              [](const Backup& a, const Backup& b) { return a.stamp < b.stamp; });
    return backups;
}

wb::cli::Backup wb::cli::find_backup(const Workspace& workspace, const std::string& stamp) {
    for (auto& backup : list_backups(workspace)) {
        if (backup.stamp == stamp) return backup;
    }
    throw Failure(fmt::format("there is no backup {}", stamp), "./workbook reset --list shows them.", 2);
}
