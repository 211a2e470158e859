#include "ch01_data/idx_header.hpp"

#include <stdexcept>

#include "tests/ch01_data/idx_file.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using ch01::ByteVector;
using ch01::counting;
using ch01::idx_bytes;
using ch01::idx_header;

// Exercise 1.1
// -------------------------------------------------------------------------------------------------

TEST_CASE("the bytes 0 0 8 3 make 2051", "[1.1]") {
    const ByteVector bytes = {0, 0, 8, 3};
    INFO(
        "0 0 8 3 is 8 * 256 + 3 = 2051. A byte has 8 bits, and so each byte counts 2^8 = 256 times\n"
        "as much as the one after it. By how many bits does your code make room for the next byte?");
    CHECK(wb::read_big_endian(bytes, 0) == 2051);
}

TEST_CASE("each of the four bytes counts, the first the most", "[1.1]") {
    INFO(
        "1 2 3 4 is 1 * 2^24 + 2 * 2^16 + 3 * 2^8 + 4 = 16909060.\n"
        "Read from the other end, the least significant byte first, it would be 67305985.");
    CHECK(wb::read_big_endian(ByteVector{1, 2, 3, 4}, 0) == 16909060);
}

TEST_CASE("bytes over 127 are not negative", "[1.1]") {
    CHECK(wb::read_big_endian(ByteVector{0, 0, 0, 200}, 0) == 200U);
    // 234 * 256 + 96: the number of MNIST's training images.
    CHECK(wb::read_big_endian(ByteVector{0, 0, 234, 96}, 0) == 60000U);
    CHECK(wb::read_big_endian(ByteVector{128, 0, 0, 0}, 0) == 2147483648U);
    CHECK(wb::read_big_endian(ByteVector{255, 255, 255, 255}, 0) == 4294967295U);
}

TEST_CASE("it reads from the offset on", "[1.1]") {
    const ByteVector bytes = {9, 9, 9, 9, 0, 0, 1, 44, 9};
    INFO("The bytes are 9 9 9 9 0 0 1 44 9; at offset 4 are 0 0 1 44, which is 256 + 44 = 300.");
    CHECK(wb::read_big_endian(bytes, 4) == 300);
}

TEST_CASE("the last four bytes can be read, and nothing past them", "[1.1]") {
    const ByteVector bytes = {9, 0, 0, 0, 7};
    CHECK(wb::read_big_endian(bytes, 1) == 7);
    CHECK_THROWS_AS(wb::read_big_endian(bytes, 2), std::out_of_range);
    CHECK_THROWS_AS(wb::read_big_endian(bytes, static_cast<std::size_t>(-1)), std::out_of_range);
    CHECK_THROWS_AS(wb::read_big_endian({}, 0), std::out_of_range);
}

TEST_CASE("it agrees with NumPy's big-endian numbers", "[1.1]") {
    const Array raw = golden("ch01_data", "bytes");
    const ByteVector bytes(raw.values().begin(), raw.values().end());
    std::vector<double> numbers;
    for (std::size_t offset = 0; offset < bytes.size(); offset += 4)
        numbers.push_back(wb::read_big_endian(bytes, offset));
    CHECK_THAT(Array(numbers), IsCloseTo(golden("ch01_data", "big_endian"), 0, 0));  // whole numbers: exact
}

// Exercise 1.2
// -------------------------------------------------------------------------------------------------

TEST_CASE("a file of two labels: type 8, shape (2,), a header of 8 bytes", "[1.2]") {
    const ByteVector bytes = {0, 0, 8, 1, 0, 0, 0, 2, 7, 9};
    INFO(
        "bytes 0 0 8 1, 0 0 0 2, 7 9: byte 2 is the type, byte 3 the number of axes; each length takes four "
        "bytes");
    const wb::IdxHeader header = wb::parse_idx_header(bytes, "labels");
    CHECK(header.element_type == 8);
    CHECK(header.shape == wb::Shape{2});
    CHECK(header.size == 8);
}

TEST_CASE("a file of 300 images: the axes in their order, a header of 16 bytes", "[1.2]") {
    INFO("the lengths 300, 28, 27 are at the offsets 4, 8 and 12, four bytes each");
    const wb::IdxHeader header =
        wb::parse_idx_header(idx_bytes({300, 28, 27}, counting(300 * 28 * 27)), "images");
    CHECK(header.element_type == 8);
    CHECK(header.shape == wb::Shape{300, 28, 27});
    CHECK(header.size == 16);
}

TEST_CASE("any number of axes makes a header, with four bytes for each", "[1.2]") {
    // Without an axis the array is a single number: the product of no lengths is 1.
    for (std::size_t axes = 0; axes <= 6; ++axes) {
        INFO("axes, each of length 1: " << axes);
        const wb::Shape shape(axes, 1);
        const wb::IdxHeader header = wb::parse_idx_header(idx_bytes(shape, {5}), "file");
        CHECK(header.shape == shape);
        CHECK(header.size == 4 + 4 * axes);
    }
}

TEST_CASE("an empty axis makes an empty array, which is not an error", "[1.2]") {
    constexpr std::size_t most = 4294967295;
    for (const wb::Shape& shape :
         {wb::Shape{0}, wb::Shape{0, 28, 28}, wb::Shape{5, 0}, wb::Shape{most, most, most, 0}}) {
        INFO("a header of shape " << wb::to_string(shape) << ": 0 elements must follow it");
        CHECK(wb::parse_idx_header(idx_header(shape), "file").shape == shape);
        INFO("but here one byte follows");
        CHECK_THROWS_MATCHES(wb::parse_idx_header(idx_bytes(shape, {1}), "file"), wb::data_error,
                             IsDataError("payload", "file"));
    }
}

TEST_CASE("a file that is cut off anywhere is rejected, and the field says where", "[1.2]") {
    const ByteVector whole = idx_bytes({2, 2, 3}, counting(12));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        INFO("a file of 28 bytes, of which 16 are header, cut off after " << length);
        const std::string field = length < 16 ? "header" : "payload";
        REQUIRE_THROWS_MATCHES(wb::parse_idx_header(wb::Bytes(whole).first(length), "cut"), wb::data_error,
                               IsDataError(field, "cut"));
    }
}

TEST_CASE("bytes after the last element are rejected", "[1.2]") {
    INFO("The header promises 2 * 2 * 3 = 12 elements; more than 12 bytes follow.");
    for (const std::size_t count : {13U, 24U, 1000U})
        REQUIRE_THROWS_MATCHES(wb::parse_idx_header(idx_bytes({2, 2, 3}, counting(count)), "long"),
                               wb::data_error, IsDataError("payload", "long"));
}

TEST_CASE("a file that does not begin with two zeros is not an IDX file", "[1.2]") {
    ByteVector bytes = idx_bytes({2}, {7, 9});
    const std::size_t position = GENERATE(0U, 1U);
    INFO("byte " << position << " is 1");
    bytes[position] = 1;
    CHECK_THROWS_MATCHES(wb::parse_idx_header(bytes, "other"), wb::data_error,
                         IsDataError("magic number", "other"));
}

TEST_CASE("elements of any type but 8 are rejected, and the message names the type", "[1.2]") {
    ByteVector bytes = idx_bytes({2}, {7, 9});
    INFO("Type 8 is an unsigned byte; 9 is a signed byte, and the elements would be read wrongly.");
    bytes[2] = 9;
    REQUIRE_THROWS_MATCHES(wb::parse_idx_header(bytes, "other"), wb::data_error,
                           IsDataError("magic number", "other", 9));
    for (const int type : {0, 7, 11, 12, 13, 14, 136, 255}) {
        INFO("element type " << type);
        bytes[2] = static_cast<std::uint8_t>(type);
        REQUIRE_THROWS_MATCHES(wb::parse_idx_header(bytes, "other"), wb::data_error,
                               IsDataError("magic number", "other"));
    }
}

TEST_CASE("absurd axes are rejected, whatever their product wraps around to", "[1.2]") {
    const auto refuses = [](const wb::Shape& shape, std::size_t elements) {
        INFO("shape "
             << wb::to_string(shape) << " with a payload of " << elements
             << " bytes.\nA product that fits no integer wraps around: modulo 2^64 it may even be 0.\n"
                "Compare before multiplying, by dividing the payload instead.");
        const ByteVector bytes = idx_bytes(shape, counting(elements));
        REQUIRE_THROWS_MATCHES(wb::parse_idx_header(bytes, "absurd"), wb::data_error,
                               IsDataError("payload", "absurd"));
    };
    constexpr std::size_t most = 4294967295;  // 2^32 - 1
    refuses({most}, 10);
    refuses({most, most}, 10);
    refuses({most, most, most}, 10);
    refuses({most, most, most, most, most}, 10);
    refuses({65536, 65536}, 0);                // 2^32, which is 0 modulo 2^32
    refuses({2147483648, 2147483648, 4}, 0);   // 2^64, which is 0 modulo 2^64
    refuses({65536, 65536, 65536, 65536}, 0);  // the same
    refuses(wb::Shape(64, 2), 0);              // 2^64 once more
    refuses({65537, 65537}, 131073);           // 2^32 + 131073
    refuses({most, 28, 28}, 28 * 28);
}

TEST_CASE("up to 255 axes: their number is a byte, and never negative", "[1.2]") {
    for (const std::size_t axes : {127U, 128U, 200U, 255U}) {
        INFO(axes << " axes, each of length 1");
        CHECK(wb::parse_idx_header(idx_bytes(wb::Shape(axes, 1), {5}), "file").size == 4 + 4 * axes);
    }
}

TEST_CASE("without axes, one byte follows: the product of no lengths is 1", "[1.2]") {
    CHECK_THROWS_MATCHES(wb::parse_idx_header(idx_header({}), "file"), wb::data_error,
                         IsDataError("payload", "file"));
    CHECK_THROWS_MATCHES(wb::parse_idx_header(idx_bytes({}, {1, 2}), "file"), wb::data_error,
                         IsDataError("payload", "file"));
}
