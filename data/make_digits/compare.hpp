/// \file
/// Are the files on the disk those that the generator makes?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "data/make_digits/digit_set.hpp"

namespace wb::digits {

/// Compares the files, byte by byte, with those of the same name plus `.gz` in a folder. They are compared
/// unpacked: another version of zlib may pack the same bytes into another file.
/// \returns a sentence for each file that differs or cannot be read; nothing if all agree
std::vector<std::string> differences(const std::vector<NamedFile>& made, const std::filesystem::path& folder);

}  // namespace wb::digits
