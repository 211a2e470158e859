/// \file
/// IDX files for the tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/shape.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/matchers.hpp"

namespace ch01 {

using ByteVector = std::vector<std::uint8_t>;

/// The header of an IDX file of bytes, written with divisions, not with shifts: it is to judge shifts.
inline ByteVector idx_header(const wb::Shape& shape) {
    ByteVector bytes = {0, 0, 8, static_cast<std::uint8_t>(shape.size())};
    for (const std::size_t length : shape)
        for (const std::size_t weight : {16777216U, 65536U, 256U, 1U})
            bytes.push_back(static_cast<std::uint8_t>(length / weight % 256));
    return bytes;
}

/// A whole IDX file; `elements` need not be as many as the shape says.
inline ByteVector idx_bytes(const wb::Shape& shape, const ByteVector& elements) {
    ByteVector bytes = idx_header(shape);
    bytes.insert(bytes.end(), elements.begin(), elements.end());
    return bytes;
}

/// 0, 1, 2 ... and again from 0 after 250: neighbors differ, in every direction.
inline ByteVector counting(std::size_t count) {
    ByteVector bytes(count);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(i % 251);
    return bytes;
}

/// Writes a file. \return its path
inline std::filesystem::path write(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
    return path;
}

}  // namespace ch01
