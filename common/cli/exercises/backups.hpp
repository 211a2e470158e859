/// \file
/// Timestamped copies of the student's files, made before anything overwrites them.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// One backup: .backups/STAMP/chapters/...
struct Backup {
    std::string stamp;            ///< "2025-03-01-140509", sorts by time
    std::vector<fs::path> files;  ///< relative to the checkout
};

/// Copies files (given by their full paths) into a new backup. \returns its stamp
std::string make_backup(const Workspace& workspace, const std::vector<fs::path>& files);

/// Every backup, oldest first.
std::vector<Backup> list_backups(const Workspace& workspace);

/// \throws Failure listing what there is
Backup find_backup(const Workspace& workspace, const std::string& stamp);

}  // namespace wb::cli
