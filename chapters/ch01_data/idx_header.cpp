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
    // EXERCISE 1.1
    // Goal: four bytes, the most significant first, as one integer.
    // Given: bytes, and offset, the position of the first of the four. All four exist.
    // Asked: b0 * 2^24 + b1 * 2^16 + b2 * 2^8 + b3.
    // Example: the bytes 0, 0, 8, 3 make 8 * 256 + 3 = 2051.
    //
    // This one is nearly solved. Remove the line with todo, uncomment the three lines before it,
    // run ./workbook check 1.1, and correct the wrong number in them.
    //
    // std::uint32_t value = 0;
    // for (std::size_t i = 0; i < 4; ++i) value = (value << 4) | bytes[offset + i];
    // return value;
    todo("1.1");
    // END EXERCISE 1.1
}

wb::IdxHeader wb::parse_idx_header(Bytes bytes, const std::string& file) {
    // Given, as an example of a data_error: the file, the field, what was expected, what was found, what to
    // do.
    if (bytes.size() < 4)
        throw data_error(file, "header", "at least 4 bytes", std::to_string(bytes.size()) + " bytes",
                         "The file was cut off; get it again.");
    // EXERCISE 1.2
    // Goal: the header of an IDX file, checked.
    // Given: bytes, the whole file; file, its name, which goes into every error message.
    // Asked: element type, shape and the header's own length; or a data_error(file, field, expected,
    //        found, hint) with the field "header", "magic number" or "payload" (see idx_header.hpp).
    // Example: 0 0 8 1  0 0 0 2  7 9 is a header of 8 bytes, shape (2,), and the elements 7 and 9.
    //
    // Take four steps, and run ./workbook check 1.2 after each: more tests are green every time.
    //   1. A valid file: element_type is bytes[2]; bytes[3] is the number of axes, n; size is 4 + 4n; shape
    //      has the n numbers that read_big_endian finds at the offsets 4, 8, 12 ...
    //   2. "magic number": bytes[0] and bytes[1] must be 0, bytes[2] must be 8. The message gives
    //      the type if it is wrong.
    //   3. "header", before you read the axes: there must be 4 + 4n bytes.
    //   4. "payload": bytes.size() - size must be the product of the axes. This product may be too large for
    //      any integer. So check before each multiplication, by a division, whether the product would
    //      exceed the payload. (An axis of length 0 makes the product 0, whatever the other lengths are.)
    todo("1.2");
    // END EXERCISE 1.2
}
