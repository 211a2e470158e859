#include <stdlib.h>  // setenv is POSIX, not C++

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/plot/contact_sheet.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

/// 30 images of 4 x 4 pixels, three of each class.
struct Sample {
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(30 * 16, 200);
    std::vector<std::uint8_t> labels;

    Sample() {
        for (std::size_t n = 0; n < 30; ++n) labels.push_back(static_cast<std::uint8_t>(n % 10));
    }
    void draw(const std::filesystem::path& path) const {
        wb::contact_sheet({.count = 30, .rows = 4, .cols = 4, .pixels = pixels}, labels, path,
                          "a \"page\" of_them");
    }
};

/// While it lives, programs are looked for in one folder only.
class OnlyPath {
public:
    explicit OnlyPath(const std::filesystem::path& folder) : before_(::getenv("PATH")) {
        ::setenv("PATH", folder.c_str(), 1);
    }
    OnlyPath(const OnlyPath&) = delete;
    OnlyPath& operator=(const OnlyPath&) = delete;
    ~OnlyPath() { ::setenv("PATH", before_.c_str(), 1); }

private:
    std::string before_;
};

/// A program called gnuplot that does what the script says.
void make_gnuplot(const std::filesystem::path& folder, const std::string& script) {
    std::ofstream(folder / "gnuplot") << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(folder / "gnuplot", std::filesystem::perms::owner_all);
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    return names;
}

std::size_t big_endian(const std::string& bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[i]);
    return value;
}

}  // namespace

TEST_CASE("a contact sheet is a PNG of the right size, and nothing else is left in the folder", "[plot]") {
    const TemporaryFolder folder;
    const std::string name = GENERATE("sheet.png", "it's one.png");
    Sample().draw(folder / name);
    std::ifstream file(folder / name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(bytes.size() > 24);
    CHECK(bytes.substr(1, 3) == "PNG");
    // 20 images across and 10 down, each 4 + 4 pixels, doubled; 44 + 16 to the sides, 56 + 16 above and
    // below.
    CHECK(big_endian(bytes, 16) == 44 + 20 * 8 * 2 + 16);
    CHECK(big_endian(bytes, 20) == 56 + 10 * 8 * 2 + 16);
    CHECK(names_in(folder.path()) == std::vector<std::string>{name});
}

TEST_CASE("without gnuplot there is no picture, but a word on how to get it", "[plot]") {
    const TemporaryFolder folder, empty;
    const OnlyPath path(empty.path());
    CHECK_THROWS_MATCHES(Sample().draw(folder / "sheet.png"), wb::plot_error,
                         MessageHas("not installed", "apt-get install gnuplot-nox"));
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("when gnuplot fails, its own complaint is handed on, and the old picture stays", "[plot]") {
    const TemporaryFolder folder, programs;
    std::ofstream(folder / "sheet.png") << "old";
    // It ends before it has read anything: what we write after that goes nowhere.
    make_gnuplot(programs.path(), "echo unknown terminal pngcairo >&2; exit 1");
    const OnlyPath path(programs.path());
    CHECK_THROWS_MATCHES(Sample().draw(folder / "sheet.png"), wb::plot_error, MessageHas("unknown terminal"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"sheet.png"});
    CHECK(std::filesystem::file_size(folder / "sheet.png") == 3);
}

TEST_CASE("a folder that is not there is said", "[plot]") {
    const TemporaryFolder folder;
    CHECK_THROWS_MATCHES(Sample().draw(folder / "none" / "sheet.png"), wb::plot_error, MessageHas("folder"));
}

TEST_CASE("images, pixels and labels that do not fit together are refused", "[plot]") {
    const TemporaryFolder folder;
    Sample fewer_labels, fewer_pixels;
    fewer_labels.labels.pop_back();
    fewer_pixels.pixels.pop_back();
    CHECK_THROWS_MATCHES(fewer_labels.draw(folder / "sheet.png"), std::invalid_argument,
                         MessageHas("29 labels"));
    CHECK_THROWS_MATCHES(fewer_pixels.draw(folder / "sheet.png"), std::invalid_argument,
                         MessageHas("479 pixels"));
}
