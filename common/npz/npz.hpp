/// \file
/// Arrays in a file, as NumPy's `savez` writes them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "common/npz/npy.hpp"

namespace wb {

/// The arrays of a .npz file, by name: "fc1.weight", without the ".npy" that its entries end with.
using NpzArrays = std::map<std::string, NpyArray>;

/// The most that read_npz() unpacks unless it is told otherwise: the checkpoints of the workbook are smaller
/// than 10 MB.
inline constexpr std::size_t default_npz_limit = std::size_t{64} << 20U;

/// Reads a .npz file of `float32` or `float64` arrays.
///
/// \param limit  the most bytes that all arrays together may take, unpacked; nothing is allocated for more
/// \throws data_error naming the file and, as far as it comes to that, the entry: no such file; not a zip
/// file, or a damaged one (each entry's CRC is checked); two entries of one name; an entry that is no .npy
/// (see parse_npy()); a number that is none, or that no float can hold (the message says where it stands);
/// more than `limit` bytes
NpzArrays read_npz(const std::filesystem::path& file, std::size_t limit = default_npz_limit);

/// Writes a .npz file that `numpy.load` opens, all at once or not at all (see write_file_atomically()).
///
/// The same arrays make the same file, byte for byte.
/// \param precision  double, or single for half the size
/// \throws std::invalid_argument if there is no array, or one that has not as many values as its shape asks for
/// \throws std::filesystem::filesystem_error if it cannot be written; an old file is then still there
void write_npz(const std::filesystem::path& file, const NpzArrays& arrays, Precision precision);

}  // namespace wb
