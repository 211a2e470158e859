#include "common/npz/npy.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <regex>
#include <stdexcept>

#include "common/xtensor/xtensor_npy.hpp"

static_assert(std::endian::native == std::endian::little, "numbers are copied to and from files as they are");

namespace {

using wb::NpyDefect;

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t longest_header = 4096;  // NumPy writes 118 bytes
constexpr std::size_t most_axes = 32;         // as in NumPy 1; the largest arrays of the workbook have 4

/// The little-endian number at the beginning, which is cut off.
std::size_t take_number(std::string_view& bytes, std::size_t width) {
    if (bytes.size() < width) throw NpyDefect{"the length of its header", "its end"};
    std::size_t number = 0;
    for (std::size_t i = width; i-- > 0;) number = number * 256 + static_cast<std::uint8_t>(bytes[i]);
    bytes.remove_prefix(width);
    return number;
}

/// The header, a Python dictionary in text. It and all before it are cut off.
std::string take_header(std::string_view& bytes) {
    if (!bytes.starts_with(magic)) throw NpyDefect{"an array in NumPy's .npy format", "something else"};
    bytes.remove_prefix(magic.size());
    const std::size_t major = take_number(bytes, 1);
    const std::size_t minor = take_number(bytes, 1);
    if ((major != 1 && major != 2) || minor != 0)
        throw NpyDefect{"version 1.0 or 2.0 of the .npy format",
                        "version " + std::to_string(major) + "." + std::to_string(minor)};
    const std::size_t length = take_number(bytes, major == 1 ? 2 : 4);
    if (length > longest_header || length > bytes.size())
        throw NpyDefect{
            "a header of at most " + std::to_string(std::min(longest_header, bytes.size())) + " bytes",
            std::to_string(length)};
    std::string header(bytes.substr(0, length));
    bytes.remove_prefix(length);
    return header;
}

/// "3, 4", "3," or "" as a Shape.
wb::Shape parse_shape(const std::string& text) {
    wb::Shape shape;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
        if (*at == ' ' || *at == ',') {
            ++at;
            continue;
        }
        std::size_t length = 0;
        const auto [after, error] = std::from_chars(at, end, length);
        if (error != std::errc{}) throw NpyDefect{"lengths of axes", "(" + text + ")"};
        if (shape.size() == most_axes)
            throw NpyDefect{"at most " + std::to_string(most_axes) + " axes", "more"};
        shape.push_back(length);
        at = after;
    }
    return shape;
}

/// The product of the axes, compared without ever computing one that does not fit.
bool has_elements(const wb::Shape& shape, std::size_t count) {
    if (std::ranges::count(shape, 0U) > 0) return count == 0;
    std::size_t product = 1;
    for (const std::size_t length : shape) {
        if (length > count / product) return false;
        product *= length;
    }
    return product == count;
}

template <class Number>
std::vector<double> copy_values(std::string_view payload) {
    std::vector<double> values(payload.size() / sizeof(Number));
    for (std::size_t i = 0; i < values.size(); ++i) {
        Number number;
        std::memcpy(&number, payload.data() + i * sizeof(Number), sizeof(Number));
        values[i] = number;
    }
    return values;
}

}  // namespace

std::string wb::format_npy(const NpyArray& array, Precision precision) {
    if (array.values.size() != count_elements(array.shape))
        throw std::invalid_argument("format_npy: " + std::to_string(array.values.size()) +
                                    " values for an array of shape " + wb::to_string(array.shape));
    if (precision == Precision::full) return xt::dump_npy(xt::adapt(array.values, array.shape));
    std::vector<float> rounded(array.values.size());
    std::ranges::transform(array.values, rounded.begin(),
                           [](double value) { return static_cast<float>(value); });
    return xt::dump_npy(xt::adapt(rounded, array.shape));
}

// xtensor can read .npy files too; but it believes what the header says of the shape, takes what is cut off
// for numbers, and misreads headers longer than 127 bytes (0.24). A checkpoint comes from somewhere else:
// look twice.
wb::NpyArray wb::parse_npy(std::string_view bytes) {
    const std::string header = take_header(bytes);
    static const std::regex dictionary(
        R"(\{\s*'descr':\s*'([^']*)',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([0-9, ]*)\),?\s*\}\s*)");
    std::smatch found;
    if (!std::regex_match(header, found, dictionary))
        throw NpyDefect{"a header with descr, fortran_order and shape", "another one"};
    const std::string type = found[1];
    if (type != "<f4" && type != "<f8")
        throw NpyDefect{"numbers of type <f4 (float32) or <f8 (float64)", "type " + type};
    const Shape shape = parse_shape(found[3]);
    if (found[2] == "True" && shape.size() > 1)
        throw NpyDefect{"the last axis running fastest", "Fortran order, the first one fastest"};

    // Here, and not before, are the numbers as many as the header says.
    const std::size_t width = type == "<f4" ? sizeof(float) : sizeof(double);
    if (bytes.size() % width != 0 || !has_elements(shape, bytes.size() / width))
        throw NpyDefect{"the numbers of an array of shape " + wb::to_string(shape) + ", of " +
                            std::to_string(width) + " bytes each",
                        std::to_string(bytes.size()) + " bytes"};
    return {shape, width == sizeof(float) ? copy_values<float>(bytes) : copy_values<double>(bytes)};
}
