#include "ch01_data/idx_header.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "common/errors/data_error.hpp"
#include "common/errors/not_implemented.hpp"

std::uint32_t wb::read_big_endian(Bytes bytes, std::size_t offset) {
    // In this form the subtraction cannot wrap below zero, and no sum can overflow.
    if (bytes.size() < 4 || offset > bytes.size() - 4)
        throw std::out_of_range("read_big_endian: four bytes wanted at offset " + std::to_string(offset) +
                                ", but there are only " + std::to_string(bytes.size()) + " bytes in all");
    // BEGIN SOLUTION 1.1
    // STUB // Goal: four bytes, the most significant first, as one integer.
    // STUB // Given: bytes, and offset, the position of the first of the four. All four exist.
    // STUB // Asked: b0 * 2^24 + b1 * 2^16 + b2 * 2^8 + b3.
    // STUB // Example: the bytes 0, 0, 8, 3 make 8 * 256 + 3 = 2051.
    // STUB //
    // STUB // This one is nearly solved. Remove the line with todo, uncomment the three lines before it,
    // STUB // run ./workbook check 1.1, and correct the wrong number in them.
    // STUB //
    // STUB // std::uint32_t value = 0;
    // STUB // for (std::size_t i = 0; i < 4; ++i) value = (value << 4) | bytes[offset + i];
    // STUB // return value;
    // STUB todo("1.1");
    std::uint32_t value = 0;
    // Each step makes room for eight more bits on the right, and puts the next byte there.
    for (std::size_t i = 0; i < 4; ++i) value = (value << 8) | bytes[offset + i];
    return value;
    // END SOLUTION
}

// BEGIN SOLUTION 1.2
namespace {

constexpr std::uint8_t unsigned_byte = 8;

}  // namespace
// END SOLUTION

wb::IdxHeader wb::parse_idx_header(Bytes bytes, const std::string& file) {
    // Given, as an example of a data_error: the file, the field, what was expected, what was found, what to
    // do.
    if (bytes.size() < 4)
        throw data_error(file, "header", "at least 4 bytes", std::to_string(bytes.size()) + " bytes",
                         "The file was cut off; get it again.");
    // BEGIN SOLUTION 1.2
    // STUB // Goal: the header of an IDX file, checked.
    // STUB // Given: bytes, the whole file; file, its name, which goes into every error message.
    // STUB // Asked: element type, shape and the header's own length; or a data_error(file, field, expected,
    // STUB //        found, hint) with the field "header", "magic number" or "payload" (see idx_header.hpp).
    // STUB // Example: 0 0 8 1  0 0 0 2  7 9 is a header of 8 bytes, shape (2,), and the elements 7 and 9.
    // STUB //
    // STUB // Take four steps, and run ./workbook check 1.2 after each: more tests are green every time.
    // STUB //   1. A valid file: element_type is bytes[2]; bytes[3] is the number of axes, n; size is 4 + 4n; shape
    // STUB //      has the n numbers that read_big_endian finds at the offsets 4, 8, 12 ...
    // STUB //   2. "magic number": bytes[0] and bytes[1] must be 0, bytes[2] must be 8. The message gives
    // STUB //      the type if it is wrong.
    // STUB //   3. "header", before you read the axes: there must be 4 + 4n bytes.
    // STUB //   4. "payload": bytes.size() - size must be the product of the axes. This product may be too large for
    // STUB //      any integer. So check before each multiplication, by a division, whether the product would
    // STUB //      exceed the payload. (An axis of length 0 makes the product 0, whatever the other lengths are.)
    // STUB todo("1.2");

    // The magic number: two zeros, the type of the elements, the number of axes.
    if (bytes[0] != 0 || bytes[1] != 0)
        throw data_error(file, "magic number", "an IDX file, which begins with two zero bytes",
                         "the bytes " + std::to_string(bytes[0]) + " and " + std::to_string(bytes[1]),
                         "This is some other kind of file.");
    if (bytes[2] != unsigned_byte)
        throw data_error(file, "magic number", "element type 8 (unsigned byte)",
                         "type " + std::to_string(bytes[2]), "Only files of bytes are read here.");

    // The length of each axis.
    const std::size_t axes = bytes[3];
    IdxHeader header;
    header.element_type = bytes[2];
    header.size = 4 + 4 * axes;
    if (bytes.size() < header.size)
        throw data_error(file, "header",
                         std::to_string(header.size) + " bytes for " + std::to_string(axes) + " axes",
                         std::to_string(bytes.size()) + " bytes", "The file was cut off; get it again.");
    for (std::size_t axis = 0; axis < axes; ++axis)
        header.shape.push_back(read_big_endian(bytes, 4 + 4 * axis));

    // The payload must be as long as the axes say. Their product may be too large for any
    // integer. Once it exceeds the payload, its exact value no longer matters: payload + 1 takes its place.
    const std::size_t payload = bytes.size() - header.size;
    std::size_t promised = 1;
    for (const std::size_t length : header.shape) {
        if (length == 0)
            promised = 0;  // an empty axis makes an empty array, whatever the other lengths are
        else if (promised > payload / length)
            promised = payload + 1;
        else
            promised *= length;
    }
    if (promised != payload)
        throw data_error(file, "payload", "a byte for each element of shape " + to_string(header.shape),
                         std::to_string(payload) + " bytes",
                         promised > payload ? "The file was cut off, or its header is damaged; get it again."
                                            : "The file is longer than its header says; get it again.");
    return header;
    // END SOLUTION
}
