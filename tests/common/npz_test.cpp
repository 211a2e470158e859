#include "common/npz/npz.hpp"

#include <unistd.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "common/errors/data_error.hpp"
#include "tests/common/as_ordinary_user.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using wb::NpyArray;
using wb::NpyDefect;
using wb::NpzArrays;
using wb::Precision;

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

fs::path write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

wb::data_error error_of(const fs::path& file, std::size_t limit = 1000000) {
    return thrown_by<wb::data_error>([&] { wb::read_npz(file, limit); });
}

NpzArrays two_arrays() {
    return {{"fc1.weight", {{2, 3}, {1, -2, 3.25, 1e-300, 5, 6}}}, {"fc1.bias", {{3}, {0.1, 0.2, 0.3}}}};
}

/// A .npy file with this header.
std::string npy(const std::string& header, std::size_t payload, char major = 1, char minor = 0) {
    std::string bytes = "\x93NUMPY";
    bytes += major;
    bytes += minor;
    bytes += static_cast<char>(header.size() % 256);
    bytes += static_cast<char>(header.size() / 256);
    if (major == 2) bytes += std::string(2, '\0');
    return bytes + header + std::string(payload, '\0');
}

std::string header_of(const std::string& type, const std::string& order, const std::string& shape) {
    return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

NpyDefect defect_of(const std::string& bytes) {
    return thrown_by<NpyDefect>([&] { wb::parse_npy(bytes); });
}

}  // namespace

TEST_CASE("what was written in full precision is read back, bit for bit", "[npz]") {
    const TemporaryFolder folder;
    NpzArrays arrays = two_arrays();
    arrays["scalar"] = {{}, {42}};
    arrays["none"] = {{0, 7}, {}};
    arrays["four axes"] = {{2, 1, 2, 1}, {1, 2, 3, static_cast<double>(std::numeric_limits<float>::max())}};
    wb::write_npz(folder / "a.npz", arrays, Precision::full);
    const NpzArrays read = wb::read_npz(folder / "a.npz");
    REQUIRE(read.size() == arrays.size());
    for (const auto& [name, array] : arrays) {
        INFO(name);
        CHECK(read.at(name).shape == array.shape);
        CHECK(read.at(name).values == array.values);
    }
}

TEST_CASE("single precision rounds to float, and takes half the bytes", "[npz]") {
    const TemporaryFolder folder;
    const NpzArrays arrays{{"x", {{1000}, std::vector<double>(1000, 0.1)}}};
    wb::write_npz(folder / "single.npz", arrays, Precision::single);
    wb::write_npz(folder / "full.npz", arrays, Precision::full);
    CHECK(wb::read_npz(folder / "single.npz").at("x").values ==
          std::vector<double>(1000, static_cast<double>(0.1F)));
    CHECK(fs::file_size(folder / "full.npz") - fs::file_size(folder / "single.npz") == 4000);
}

TEST_CASE("no arrays make no file", "[npz]") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(wb::write_npz(folder / "empty.npz", {}, Precision::full), std::invalid_argument);
    CHECK_FALSE(std::filesystem::exists(folder / "empty.npz"));
}

TEST_CASE("the same arrays make the same bytes", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "a.npz", two_arrays(), Precision::full);
    wb::write_npz(folder / "b.npz", two_arrays(), Precision::full);
    const bool same = bytes_of(folder / "a.npz") == bytes_of(folder / "b.npz");
    CHECK(same);
}

TEST_CASE("what NumPy has written is read", "[npz]") {
    const NpzArrays arrays = wb::read_npz(fs::path(WORKBOOK_SOURCE_DIR) / "tests/golden/ch04_numpy.npz");
    REQUIRE(arrays.size() == 4);
    CHECK(arrays.at("fc1.weight").shape == wb::Shape{2, 3});
    CHECK(arrays.at("fc1.weight").values == std::vector<double>{0, 0.25, 0.5, 0.75, 1, 1.25});
    CHECK(arrays.at("fc1.bias").shape == wb::Shape{3});
    CHECK(arrays.at("fc1.bias").values == std::vector<double>{0.5, -1.5, static_cast<double>(1e-3F)});
    CHECK(arrays.at("scalar").shape.empty());
    CHECK(arrays.at("scalar").values == std::vector<double>{42});
    CHECK(arrays.at("nothing").shape == wb::Shape{0, 3});
}

TEST_CASE("a file that is not there, or a folder, is refused", "[npz]") {
    const TemporaryFolder folder;
    CHECK_THAT(error_of(folder / "missing.npz").found(), ContainsSubstring("nothing of that name"));
    CHECK_THAT(error_of(folder.path()).found(), ContainsSubstring("no ordinary file"));
}

TEST_CASE("what is no zip archive is refused", "[npz]") {
    const TemporaryFolder folder;
    for (const std::string& bytes :
         {std::string(), std::string("Not a zip archive at all."), std::string(5000, '\0')}) {
        const wb::data_error error = error_of(write(folder / "text.npz", bytes));
        CHECK(error.field() == "zip archive");
        CHECK(error.file() == (folder / "text.npz").string());
    }
}

TEST_CASE("wherever the file is cut off, it is refused", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "whole.npz", two_arrays(), Precision::full);
    const std::string whole = bytes_of(folder / "whole.npz");
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        INFO(length << " of " << whole.size() << " bytes");
        CHECK_THROWS_AS(wb::read_npz(write(folder / "cut.npz", whole.substr(0, length))), wb::data_error);
    }
}

TEST_CASE("no changed bit among the numbers goes unnoticed", "[npz]") {
    const TemporaryFolder folder;
    const NpzArrays arrays{{"x", {{4}, {1, 2, 3, 4}}}};
    wb::write_npz(folder / "whole.npz", arrays, Precision::full);
    const std::string whole = bytes_of(folder / "whole.npz");
    double two = 2;
    const std::size_t at = whole.find(std::string(reinterpret_cast<const char*>(&two), sizeof two));
    REQUIRE(at != std::string::npos);
    for (std::size_t i = 0; i < 8; ++i) {
        std::string changed = whole;
        changed[at + i] = static_cast<char>(changed[at + i] ^ 1);
        const wb::data_error error = error_of(write(folder / "changed.npz", changed));
        CHECK(error.field() == "entry x.npy");
        CHECK_THAT(error.found(), ContainsSubstring("CRC"));
    }
}

TEST_CASE("whichever byte is changed: the arrays come whole, or an error names the file", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "whole.npz", two_arrays(), Precision::single);
    const std::string whole = bytes_of(folder / "whole.npz");
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        const fs::path file = write(folder / "changed.npz", changed);
        INFO("byte " << i);
        try {
            // What may change unnoticed is the date of an entry, a comment, or its name's case.
            for (const auto& [name, array] : wb::read_npz(file))
                CHECK(wb::count_elements(array.shape) == array.values.size());
        } catch (const wb::data_error& error) {
            CHECK_THAT(error.what(), ContainsSubstring("changed.npz"));
        }
    }
}

TEST_CASE("an entry whose name does not end with .npy is refused", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "a.npz", {{"x", {{1}, {1}}}}, Precision::full);
    std::string bytes = bytes_of(folder / "a.npz");
    for (std::size_t at = bytes.find("x.npy"); at != std::string::npos; at = bytes.find("x.npy"))
        bytes.replace(at, 5, "x.txt");
    const wb::data_error error = error_of(write(folder / "b.npz", bytes));
    CHECK(error.field() == "entry x.txt");
    CHECK_THAT(error.expected(), ContainsSubstring(".npy"));
}

TEST_CASE("two entries of one name are refused", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "a.npz", {{"x", {{1}, {1}}}, {"y", {{1}, {2}}}}, Precision::full);
    std::string bytes = bytes_of(folder / "a.npz");
    for (std::size_t at = bytes.find("y.npy"); at != std::string::npos; at = bytes.find("y.npy"))
        bytes.replace(at, 5, "x.npy");
    CHECK_THROWS_AS(wb::read_npz(write(folder / "b.npz", bytes)), wb::data_error);
}

TEST_CASE("more bytes than allowed are refused before they are unpacked", "[npz]") {
    const TemporaryFolder folder;
    wb::write_npz(folder / "a.npz", {{"x", {{100}, std::vector<double>(100)}}}, Precision::full);
    CHECK(wb::read_npz(folder / "a.npz", 1000).size() == 1);
    const wb::data_error error = error_of(folder / "a.npz", 800);
    CHECK(error.field() == "entry x.npy");
    CHECK_THAT(error.expected(), ContainsSubstring("at most 800 bytes"));
}

TEST_CASE("an array without a number for each element is not written", "[npz]") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(wb::write_npz(folder / "a.npz", {{"x", {{2, 3}, {1, 2}}}}, Precision::full),
                    std::invalid_argument);
    CHECK_FALSE(fs::exists(folder / "a.npz"));
}

TEST_CASE("where nothing can be written, the old file stays, and nothing beside it", "[npz]") {
    if (!AsOrdinaryUser::possible()) return;
    const TemporaryFolder folder;
    wb::write_npz(folder / "a.npz", two_arrays(), Precision::full);
    const std::string before = bytes_of(folder / "a.npz");
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                       fs::perms::others_exec);
    {
        const AsOrdinaryUser user;
        CHECK_THROWS_AS(wb::write_npz(folder / "a.npz", {{"x", {{1}, {1}}}}, Precision::full),
                        fs::filesystem_error);
    }
    fs::permissions(folder.path(), fs::perms::owner_all);
    const bool unchanged = bytes_of(folder / "a.npz") == before;
    CHECK(unchanged);
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a header of NumPy's is understood, whichever version and spacing", "[npz]") {
    CHECK(wb::parse_npy(npy(header_of("<f8", "False", "(2, 3)"), 48)).shape == wb::Shape{2, 3});
    CHECK(wb::parse_npy(npy(header_of("<f4", "False", "(3,)"), 12)).shape == wb::Shape{3});
    CHECK(wb::parse_npy(npy(header_of("<f4", "False", "(3,)"), 12, 2)).shape == wb::Shape{3});
    // One axis is the same in either order; and more than 127 bytes of header.
    CHECK(wb::parse_npy(npy(header_of("<f8", "True", "(2,)") + std::string(200, ' ') + "\n", 16)).shape ==
          wb::Shape{2});
}

TEST_CASE("every defect of an entry is named", "[npz]") {
    CHECK_THAT(defect_of("").expected, ContainsSubstring(".npy format"));
    CHECK_THAT(defect_of("\x93NUMPX and so on").expected, ContainsSubstring(".npy format"));
    CHECK_THAT(defect_of("\x93NUMPY").found, ContainsSubstring("its end"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(1,)"), 8, 3)).found,
               ContainsSubstring("version 3.0"));
    CHECK_THAT(defect_of(npy(header_of("<i8", "False", "(1,)"), 8)).found, ContainsSubstring("type <i8"));
    CHECK_THAT(defect_of(npy(header_of(">f8", "False", "(1,)"), 8)).found, ContainsSubstring("type >f8"));
    CHECK_THAT(defect_of(npy(header_of("|O", "False", "(1,)"), 8)).found, ContainsSubstring("type |O"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "True", "(1, 1)"), 8)).found, ContainsSubstring("Fortran"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(2,)"), 15)).found, ContainsSubstring("15 bytes"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(2,)"), 8)).expected, ContainsSubstring("(2,)"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(2,)"), 24)).found, ContainsSubstring("24 bytes"));
    CHECK_THAT(defect_of(npy("{'descr': '<f8'}\n", 8)).found, ContainsSubstring("another"));
    CHECK_THAT(defect_of(npy(std::string(5000, ' '), 8)).found, ContainsSubstring("5000"));
    const std::string whole = npy(header_of("<f8", "False", "(1,)"), 0);
    CHECK_THAT(defect_of(whole.substr(0, whole.size() - 5)).expected, ContainsSubstring("header of at most"));
    std::string axes;
    for (int i = 0; i < 33; ++i) axes += "1, ";
    CHECK(defect_of(npy(header_of("<f8", "False", "(" + axes + ")"), 8)).expected == "at most 32 axes");
}

TEST_CASE("a shape whose size does not fit into a number is a defect, not an allocation", "[npz]") {
    // 2^32 * 2^32 wraps around to 0, which would be the size of an empty payload.
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(4294967296, 4294967296)"), 0)).found,
               ContainsSubstring("0 bytes"));
    CHECK_THAT(defect_of(npy(header_of("<f8", "False", "(99999999999999999999,)"), 8)).expected,
               ContainsSubstring("lengths"));
}

TEST_CASE("a number that is none, or that no float can hold, is refused: the entry and the index are named",
          "[npz]") {
    const TemporaryFolder folder;
    for (const double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity(), 3.5e38, -1e300}) {
        NpzArrays arrays = two_arrays();
        arrays["fc9.weight"] = {{2, 3}, {0, 1, 2, 3, bad, 5}};
        wb::write_npz(folder / "a.npz", arrays, Precision::full);
        const auto error = error_of(folder / "a.npz");
        CHECK(error.field() == "entry fc9.weight.npy");
        CHECK_THAT(error.found(), ContainsSubstring(" at (1, 1)"));
        CHECK_THAT(error.hint(), ContainsSubstring("diverge"));
    }
}

TEST_CASE("more than a checkpoint can have is refused before it is unpacked", "[npz]") {
    const TemporaryFolder folder;
    CHECK(wb::default_npz_limit <= std::size_t{64} << 20U);
    NpzArrays many;
    for (int i = 0; i < 1001; ++i) many["a" + std::to_string(i)] = {{1}, {0}};
    wb::write_npz(folder / "many.npz", many, Precision::single);
    CHECK(error_of(folder / "many.npz", std::size_t{64} << 20U).field() == "entries");
    std::filesystem::resize_file(folder / "many.npz", std::size_t{2} << 20U);
    CHECK(error_of(folder / "many.npz", 1000).field() == "size");
}
