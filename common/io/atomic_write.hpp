/// \file
/// Writing a file so that no reader ever sees half of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace wb {

/// Writes a file as a whole or not at all.
///
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and the temporary file is
/// then renamed to `path`, which POSIX does in one step: a reader finds the old file or the new one, even if
/// the program or the machine stops in between. A file already there is replaced, and keeps its permissions;
/// a symbolic link is replaced, not followed. The folder must exist.
///
/// \throws std::filesystem::filesystem_error with the path and the system's reason; the old file is then as
///         it was, and no temporary file is left
void write_file_atomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// The same, for text.
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace wb
