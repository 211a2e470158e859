/// \file
/// Whole text files, read and written so that no half of one is ever left.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace wb::cli {

namespace fs = std::filesystem;

/// \throws Failure naming the file when it cannot be read
std::string read_file(const fs::path& path);

/// Writes beside the file and renames: a reader sees the old text or the new one, also after Ctrl-C.
/// Missing folders are made. The file's permissions are kept, and a symbolic link to it as well.
/// \throws Failure naming the file when it cannot be written, and what to do about it
void write_file(const fs::path& path, std::string_view text);

/// write_file, unless the file has that text already (so its time, and what is built from it, stays).
/// \returns whether it wrote
bool write_if_changed(const fs::path& path, std::string_view text);

}  // namespace wb::cli
