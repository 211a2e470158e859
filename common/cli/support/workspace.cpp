#include "common/cli/support/workspace.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "common/cli/support/failure.hpp"

namespace {

bool is_checkout(const std::filesystem::path& folder) {
    return std::filesystem::is_directory(folder / "chapters") &&
           std::filesystem::is_directory(folder / "solutions");
}

}  // namespace

wb::cli::Workspace wb::cli::Workspace::find(const std::string& given, const std::string& fallback) {
    std::string named = given;
    if (const char* root = std::getenv("WORKBOOK_ROOT"); named.empty() && root != nullptr) named = root;
    if (!named.empty()) {
        if (!is_checkout(named))
            throw Failure(fmt::format(
                "{} is not a checkout of the workbook: it has no chapters/ and solutions/", named));
        return Workspace(fs::canonical(named));
    }
    for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
        if (is_checkout(folder)) return Workspace(fs::canonical(folder));
        if (folder == folder.parent_path()) break;
    }
    if (!fallback.empty() && is_checkout(fallback)) return Workspace(fs::canonical(fallback));
    throw Failure("there is no workbook at or above the current folder",
                  "Go into the checkout, or run its ./workbook by its path.");
}

std::string wb::cli::Workspace::show(const fs::path& path) const {
    const auto relative = path.lexically_relative(root_);
    if (relative.empty() || *relative.begin() == "..") return path.string();
    return relative.string();
}
