/// \file
/// Where things are in a checkout of the workbook.
#pragma once

#include <string>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// A checkout of the workbook.
class Workspace {
public:
    explicit Workspace(fs::path root) : root_(std::move(root)) {}

    /// The checkout: `given` if it is not empty, else $WORKBOOK_ROOT, else the nearest folder with chapters/
    /// and solutions/ at or above the current one, else `fallback`.
    /// \throws Failure when there is none
    static Workspace find(const std::string& given, const std::string& fallback = {});

    const fs::path& root() const noexcept { return root_; }
    fs::path chapters() const { return root_ / "chapters"; }
    fs::path solutions() const { return root_ / "solutions"; }
    /// The build folder of a preset: build/student, build/solutions, ...
    fs::path build(const std::string& preset) const { return root_ / "build" / preset; }
    fs::path backups() const { return root_ / ".backups"; }
    fs::path results() const { return root_ / "results"; }

    /// `path` as messages show it: relative to the checkout when it is inside.
    std::string show(const fs::path& path) const;

private:
    fs::path root_;
};

}  // namespace wb::cli
