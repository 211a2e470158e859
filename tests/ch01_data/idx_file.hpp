/// \file
/// IDX files for the tests, and what their errors must say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/errors/data_error.hpp"
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

/// 0, 1, 2 ... and again from 0 after 250: neighbours differ, in every direction.
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

/// The field of a data_error, its file, and what its message says. See IsDataError().
class DataErrorMatcher : public wb::judge::ExplainingMatcher<wb::data_error> {
public:
    DataErrorMatcher(std::string field, std::string file, std::vector<std::string> words)
        : field_(std::move(field)), file_(std::move(file)), words_(std::move(words)) {}

private:
    std::string explain(const wb::data_error& error) const override {
        const std::string said = "\nIt says: " + std::string(error.what());
        if (error.field() != field_)
            return "a data_error, but of the field \"" + error.field() + "\", not \"" + field_ + "\"." + said;
        if (error.file() != file_)
            return "a data_error, but of the file \"" + error.file() + "\", not \"" + file_ + "\"." + said;
        if (error.expected().empty() || error.found().empty() || error.hint().empty())
            return "a data_error must say what was expected, what was found, and what to do." + said;
        const std::string message = error.what();
        for (const std::string& word : words_)
            if (message.find(word) == std::string::npos)
                return "the right data_error, but it does not say \"" + word + "\"." + said;
        return "";
    }

    std::string field_, file_;
    std::vector<std::string> words_;
};

/// The error is of this field and this file, is complete, and says all these words.
///
///     CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("payload", file));
template <class... Words>
DataErrorMatcher IsDataError(std::string field, const std::filesystem::path& file, const Words&... words) {
    return {std::move(field), file.string(), {std::string(words)...}};
}

}  // namespace ch01
