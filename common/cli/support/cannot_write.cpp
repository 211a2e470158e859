#include "common/cli/support/cannot_write.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "common/cli/support/process.hpp"
#include "common/io/standard_output.hpp"

namespace {

using namespace wb::cli;

std::string name_of(uid_t user) {
    const auto* entry = ::getpwuid(user);
    return entry != nullptr ? entry->pw_name : std::to_string(user);
}

// What keeps us from writing: the file, or the nearest folder above it that exists.
fs::path obstacle(fs::path path) {
    std::error_code ignored;
    if (fs::exists(path, ignored) && ::access(path.c_str(), W_OK) != 0) return path;
    do path = path.has_parent_path() ? path.parent_path() : fs::path(".");
    while (!fs::exists(path, ignored) && path != path.root_path());
    return path;
}

// The checkout, or the folder in it, that this place is in: all of build/, say, for where one file belongs to
// another user, others do, too. Empty if it is in no checkout: what lies elsewhere no one should make theirs.
fs::path part_of_checkout(const fs::path& place) {
    for (auto part = place, folder = place;; part = folder, folder = folder.parent_path()) {
        if (fs::is_directory(folder / "chapters") && fs::is_directory(folder / "solutions")) return part;
        if (folder == folder.parent_path()) return {};
    }
}

Failure no_permission(const fs::path& path, const std::string& what) {
    const auto place = obstacle(path);
    struct stat status {};
    if (::stat(place.c_str(), &status) != 0) return Failure(what);
    const auto us = name_of(::geteuid());
    const auto part = part_of_checkout(place);
    if (part.empty())
        return Failure(fmt::format("{}\n{} belongs to {}, and you are {}.", what, place.string(),
                                   name_of(status.st_uid), us),
                       "Take a folder that you may write to.");
    if (status.st_uid == ::geteuid())
        return Failure(fmt::format("{}\n{} is yours, but its permissions forbid it.", what, place.string()),
                       "Allow it: " + typed({"chmod", "-R", "u+rwX", part.string()}));
    return Failure(fmt::format("{}\n{} belongs to {}, and you are {}.", what, place.string(),
                               name_of(status.st_uid), us),
                   "Make it yours: " + typed({"sudo", "chown", "-R", us, part.string()}));
}

}  // namespace

Failure wb::cli::cannot_write(const fs::path& path, const std::error_code& reason) {
    const auto what = fmt::format("cannot write {}: {}", path.string(), reason.message());
    switch (reason.value()) {
        case EACCES:
        case EPERM:
            return no_permission(path, what);
        case EROFS:
            return Failure(what, "Copy the checkout to a disk that can be written, and work there.");
        case ENOSPC:
        case EDQUOT:
            return Failure(what, "Make room. What is in build/ can be made again: rm -r build");
        case EFBIG:
            return Failure(what, wb::file_size_advice);
        default:
            return Failure(what, "Check that folder and the disk it is on (./workbook doctor).");
    }
}

void wb::cli::require_writable(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw cannot_write(folder, error);
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        throw cannot_write(folder, std::error_code(errno, std::generic_category()));
}
