/// \file
/// Reading whole files, compressed with gzip or not, and writing gzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace wb {

/// The most that read_file() unpacks unless it is told otherwise: 192 MiB. The largest file of MNIST has 45
/// of them, that of EMNIST's digits, which has four times as many images, 180.
inline constexpr std::size_t default_read_limit = std::size_t{192} << 20U;

/// Reads a whole file into memory. A gzip file is unpacked; any other file is returned as it is.
///
/// The first bytes decide, not the name: 1f 8b is gzip, whatever the file is called. A file named `.gz` that
/// is not gzip is taken if it begins with 00 00, as every IDX file does (some browsers unpack a download and
/// keep the name); anything else in a `.gz` is an error, most often a web page saved under the wrong name.
///
/// \param path  the file
/// \param limit the most bytes to hold, packed or unpacked: a gzip of a few kilobytes can unpack to terabytes
/// \throws data_error if there is no such file, if it is a folder or may not be read, if it is in a `.gz`
///         and is neither gzip nor IDX, if the gzip stream is damaged or cut off, or if it is larger than
///         the limit
std::vector<std::uint8_t> read_file(const std::filesystem::path& path,
                                    std::size_t limit = default_read_limit);

/// Packs bytes with gzip at the best level. The same bytes and the same zlib give the same result on every
/// day and every system: no time, no file name and no system is recorded in the header.
///
/// \throws std::length_error if there are 4 GiB or more
std::vector<std::uint8_t> gzip_compress(std::span<const std::uint8_t> bytes);

}  // namespace wb
