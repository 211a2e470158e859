/// \file
/// One program at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace wb {

/// Keeps other programs that take the same lock out, as long as it lives.
///
/// The system holds the lock (flock), not the file: it is free again when its owner ends, however it ends. So
/// nothing ever has to be cleaned up after a crash. A file system that has no locks is no obstacle: then
/// nothing is locked.
class FileLock {
public:
    /// Waits until the lock is free.
    /// \param path     a folder, or a file, which is made if it is missing; its folder must exist
    /// \param owner    written into the file, for the program that has to wait; not into a folder
    /// \param on_wait  called once, before the waiting begins, with what the other owner has written
    /// \throws std::filesystem::filesystem_error if the file cannot be opened
    explicit FileLock(const std::filesystem::path& path, std::string_view owner = {},
                      const std::function<void(const std::string& other)>& on_wait = {});
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

private:
    int descriptor_;
};

}  // namespace wb
