#include "ch01_data/idx_header.hpp"

#include <stdexcept>

#include "common/errors/data_error.hpp"
#include "common/errors/not_implemented.hpp"

std::uint32_t wb::read_big_endian(Bytes bytes, std::size_t offset) {
    // Written this way round, the subtraction cannot wrap below zero and no sum can overflow.
    if (bytes.size() < 4 || offset > bytes.size() - 4)
        throw std::out_of_range("read_big_endian: four bytes wanted at offset " + std::to_string(offset) +
                                ", but there are only " + std::to_string(bytes.size()) + " bytes in all");
    // EXERCISE 1.1
    // Goal: four bytes, the most significant first, as one whole number.
    // Given: bytes, and offset, where the first of the four stands. They are there: that is checked.
    // Asked: b0 * 2^24 + b1 * 2^16 + b2 * 2^8 + b3.
    // Example: the bytes 0, 0, 8, 3 make 8 * 256 + 3 = 2051.
    //
    // This one is nearly solved. Take away the line with todo, uncomment the three lines before it,
    // run ./workbook check 1.1, and put right the number in them that is wrong.
    //
    // std::uint32_t value = 0;
    // for (std::size_t i = 0; i < 4; ++i) value = (value << 4) | bytes[offset + i];
    // return value;
    todo("1.1");
    // END EXERCISE 1.1
}

wb::IdxHeader wb::parse_idx_header(Bytes bytes, const std::string& file) {
    // EXERCISE 1.2
    // Goal: what an IDX file says of itself, believed only after checking.
    // Given: bytes, the whole file; file, its name, which goes into every error message.
    // Asked: element type, shape and the header's own length; or a data_error(file, field, expected,
    //        found, hint) with the field "header", "magic number" or "payload" (see idx_header.hpp).
    // Example: 0 0 8 1  0 0 0 2  7 9 is a header of 8 bytes, shape (2,), and the elements 7 and 9.
    todo("1.2");
    // END EXERCISE 1.2
}
