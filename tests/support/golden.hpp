/// \file
/// Golden values: what an independent tool computes. The reference solution is never the oracle.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/array.hpp"

namespace wb::judge {

/// Reads an array from `tests/golden/<name>.json`, which a NumPy script beside it has written:
///
///     {"dW": {"shape": [3, 4], "values": [0.1, ...]}, ...}
///
/// \throws misuse if the file or the key is missing, or if the shape does not fit the values
Array golden(const std::string& name, const std::string& key);

/// The same from a folder of your choice: for the judge's own tests.
Array read_golden(const std::filesystem::path& file, const std::string& key);

}  // namespace wb::judge
