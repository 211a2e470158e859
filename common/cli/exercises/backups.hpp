/// \file
/// Timestamped copies of the student's files, made before anything overwrites them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// One backup: .backups/STAMP/chapters/...
struct Backup {
    std::string stamp;            ///< "2025-03-01-140509", sorts by time
    std::vector<fs::path> files;  ///< relative to the checkout
};

/// A file that is about to be overwritten.
struct Replacement {
    fs::path file;                      ///< its full path
    std::optional<std::string> before;  ///< its text; nothing if there is no such file
    std::string after;                  ///< what it is to hold
};

/// Writes the replacements, after a copy of what they overwrite. For one program at a time.
/// \returns the stamp of the backup; "" if there was nothing to keep
/// \throws Failure if one of the files is no longer what `before` says; then nothing is changed
std::string replace_files(const Workspace& workspace, const std::vector<Replacement>& replacements);

/// Every backup that is whole, oldest first.
std::vector<Backup> list_backups(const Workspace& workspace);

/// \throws Failure listing what there is
Backup find_backup(const Workspace& workspace, const std::string& stamp);

}  // namespace wb::cli
