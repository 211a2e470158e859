/// \file
/// The header of an IDX file: the type of the elements, and their shape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "common/shape.hpp"

namespace wb {

/// A view of some bytes; it does not own them.
using Bytes = std::span<const std::uint8_t>;

/// The header of an IDX file.
///
/// | offset | bytes | meaning                                                           |
/// |--------|-------|-------------------------------------------------------------------|
/// | 0      | 2     | zero                                                              |
/// | 2      | 1     | type of the elements; 8 is "unsigned byte"                        |
/// | 3      | 1     | number of axes, n                                                 |
/// | 4      | 4n    | length of each axis, outermost first, most significant byte first |
///
/// After these `4 + 4n` bytes come the elements, the last axis running fastest.
/// Source: Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*, section "File
/// formats" (1998).
struct IdxHeader {
    std::uint8_t element_type = 0;  ///< 8: unsigned byte, the only type that MNIST uses
    Shape shape;                    ///< (N, H, W) for images, (N) for labels
    std::size_t size = 0;           ///< length of the header itself in bytes; the elements begin here
};

/// Exercise 1.1. Reads four bytes as one whole number, the most significant byte first ("big-endian").
/// \f[ v = b_0 \cdot 2^{24} + b_1 \cdot 2^{16} + b_2 \cdot 2^8 + b_3 \f]
/// \param bytes   where to read
/// \param offset  position of \f$ b_0 \f$
/// \throws std::out_of_range if fewer than four bytes are left at `offset`
std::uint32_t read_big_endian(Bytes bytes, std::size_t offset);

/// Exercise 1.2. Reads and checks the header of an IDX file.
///
/// \param bytes  the whole file, uncompressed
/// \param file   the file's name, for error messages only
/// \throws data_error for this file. It says what was expected, what was found and what to do, and has one of
/// these fields:
/// - "header": the file ends before the header does (4 bytes, then 4 for each axis)
/// - "magic number": the first two bytes are not zero, or the element type is not 8; then the message gives
///   the type
/// - "payload": the elements that follow are fewer or more than the header promises
///
/// The payload is compared with the product of the axes, which may be absurdly large in a damaged file: the
/// product of three axes of 4 billion fits no integer type, and must not wrap around. Do not allocate memory
/// of the size that an unchecked header claims.
IdxHeader parse_idx_header(Bytes bytes, const std::string& file);

}  // namespace wb
