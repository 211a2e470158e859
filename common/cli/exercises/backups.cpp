#include "common/cli/exercises/backups.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "common/cli/support/failure.hpp"

std::string wb::cli::make_backup(const Workspace& workspace, const std::vector<fs::path>& files) {
    const auto base = fmt::format("{:%Y-%m-%d-%H%M%S}", fmt::localtime(std::time(nullptr)));
    auto stamp = base;
    for (int i = 2; fs::exists(workspace.backups() / stamp); ++i) stamp = fmt::format("{}-{}", base, i);
    for (const auto& file : files) {
        const auto copy = workspace.backups() / stamp / file.lexically_relative(workspace.root());
        write_file(copy, read_file(file));
    }
    return stamp;
}

std::vector<wb::cli::Backup> wb::cli::list_backups(const Workspace& workspace) {
    std::vector<Backup> backups;
    if (!fs::is_directory(workspace.backups())) return backups;
    for (const auto& entry : fs::directory_iterator(workspace.backups())) {
        if (!entry.is_directory()) continue;
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
