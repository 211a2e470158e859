#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

#include "common/io/atomic_write.hpp"
#include "common/io/gzip.hpp"
#include "data/make_digits/allographs.hpp"
#include "data/make_digits/compare.hpp"
#include "data/make_digits/digit_set.hpp"
#include "data/make_digits/skeleton.hpp"
#include "data/make_digits/spline.hpp"
#include "tests/common/run.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using wb::digits::Image;
namespace fs = std::filesystem;

namespace {

const fs::path digits_folder = fs::path(WORKBOOK_SOURCE_DIR) / "data/digits";

/// The images or labels of a committed file, past the header: `size` bytes each.
std::vector<std::vector<std::uint8_t>> read_items(const char* name, std::size_t header, std::size_t size) {
    const auto bytes = wb::read_file(digits_folder / name);
    std::vector<std::vector<std::uint8_t>> items;
    for (std::size_t begin = header; begin + size <= bytes.size(); begin += size) {
        const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(begin);
        items.emplace_back(first, first + static_cast<std::ptrdiff_t>(size));
    }
    return items;
}

/// The mean of the pixels' middles along x and y, weighted by their ink.
std::array<double, 2> center_of_mass(const std::vector<std::uint8_t>& image) {
    double mass = 0, x = 0, y = 0;
    for (std::size_t i = 0; i < image.size(); ++i) {
        mass += image[i];
        x += image[i] * (static_cast<double>(i % 28) + 0.5);
        y += image[i] * (static_cast<double>(i / 28) + 0.5);
    }
    return {x / mass, y / mass};
}

/// The width and the height of the smallest rectangle around the ink.
std::array<std::size_t, 2> extent(const std::vector<std::uint8_t>& image) {
    std::size_t left = 28, right = 0, top = 28, bottom = 0;
    for (std::size_t i = 0; i < image.size(); ++i) {
        if (image[i] == 0) continue;
        left = std::min(left, i % 28);
        right = std::max(right, i % 28 + 1);
        top = std::min(top, i / 28);
        bottom = std::max(bottom, i / 28 + 1);
    }
    return {right - left, bottom - top};
}

RunResult make_digits(const std::string& options) {
    return run(std::string("'") + WORKBOOK_MAKE_DIGITS + "' " + options);
}

}  // namespace

TEST_CASE("the digits of the project are those that the generator makes, byte by byte", "[digits]") {
    for (const std::string& sentence : wb::digits::differences(wb::digits::make_files({}), digits_folder)) {
        UNSCOPED_INFO(sentence);
        CHECK(sentence.empty());
    }
    SUCCEED("all four files agree");
}

TEST_CASE("the checksums of the digits are right, and the README repeats checksums.txt", "[digits]") {
    const fs::path data = digits_folder.parent_path();
    std::ifstream checksums(data / "checksums.txt"), readme_file(data / "README.md");
    const std::string readme{std::istreambuf_iterator<char>(readme_file), {}};
    std::size_t count = 0, of_digits = 0;
    for (std::string line; std::getline(checksums, line);) {
        if (line.starts_with('#')) continue;
        const std::string hash = line.substr(0, 64), file = line.substr(66);
        ++count;
        CHECK_THAT(readme, ContainsSubstring("| " + file + " | `" + hash + "` |"));
        if (!file.starts_with("digits/")) continue;
        ++of_digits;
        CHECK(run("gzip -dc '" + (data / file).string() + ".gz' | sha256sum").output == hash + "  -\n");
    }
    CHECK(count == 12);
    CHECK(of_digits == 4);
}

TEST_CASE("all digits come equally often, in training and in testing", "[digits]") {
    for (const auto& [name, count] :
         {std::pair("train-labels-idx1-ubyte.gz", 1000), std::pair("t10k-labels-idx1-ubyte.gz", 200)}) {
        std::array<int, 10> counts{};
        for (const auto& label : read_items(name, 8, 1)) ++counts.at(label[0]);
        for (const int of_one : counts) CHECK(of_one == count);
    }
}

TEST_CASE("the images follow MNIST's two rules: 20 pixels large, centered by mass", "[digits]") {
    const auto images = read_items("train-images-idx3-ubyte.gz", 16, 784);
    REQUIRE(images.size() == 10000);
    std::size_t far = 0, wrong_size = 0;
    double farthest = 0;
    for (const auto& image : images) {
        const auto [x, y] = center_of_mass(image);
        const double distance = std::max(std::abs(x - 14), std::abs(y - 14));
        farthest = std::max(farthest, distance);
        // Half a pixel, because the box moves by whole pixels; 0.01 for the rounding of the ink to 255 steps.
        if (distance > 0.51) ++far;
        const auto [width, height] = extent(image);
        // The gray edge reaches half its 1.2 pixels past the pen, of which the 20x20 box cuts what is
        // outside; a pressure below 1 may leave the outermost row to paper.
        const std::size_t larger = std::max(width, height);
        if (larger < 18 || larger > 20) ++wrong_size;
    }
    // The few whose box would have to leave the image: 2 in 1,000, as measured.
    CHECK(far < 50);
    CHECK(farthest < 2);
    CHECK(wrong_size == 0);
}

TEST_CASE("no image comes twice, and none is used both for training and for testing", "[digits]") {
    std::set<std::vector<std::uint8_t>> seen;
    for (const char* name : {"train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz"})
        for (auto& image : read_items(name, 16, 784)) seen.insert(std::move(image));
    CHECK(seen.size() == 12000);
}

TEST_CASE("the training and the test set do not depend on each other's size", "[digits]") {
    const auto a = wb::digits::make_files({.train = 20, .test = 30});
    const auto b = wb::digits::make_files({.train = 50, .test = 30});
    CHECK(a[0].bytes != b[0].bytes);
    CHECK(a[2].bytes == b[2].bytes);
    CHECK(a[3].bytes == b[3].bytes);
    // Two streams: with one and the same the first 30 test images would repeat the training images.
    const auto same_size = wb::digits::make_files({.train = 30, .test = 30});
    CHECK(same_size[0].bytes != same_size[2].bytes);
}

TEST_CASE("seed and wobble both change the digits", "[digits]") {
    const auto usual = wb::digits::make_files({.train = 20, .test = 10})[0].bytes;
    CHECK(usual == wb::digits::make_files({.train = 20, .test = 10})[0].bytes);
    CHECK(usual != wb::digits::make_files({.train = 20, .test = 10, .seed = 2})[0].bytes);
    CHECK(usual != wb::digits::make_files({.train = 20, .test = 10, .wobble = 1.25})[0].bytes);
}

TEST_CASE("a recipe out of range is refused before it harms", "[digits]") {
    for (const double wobble : {-0.1, 3.1, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THAT(
            thrown_by<std::invalid_argument>([&] { wb::digits::make_files({.wobble = wobble}); }).what(),
            ContainsSubstring("wobble must lie between 0 and 3"));
    CHECK_THAT(thrown_by<std::invalid_argument>([&] { wb::digits::make_files({.seed = 1U << 31U}); }).what(),
               ContainsSubstring("below 2^31"));
}

TEST_CASE("every digit has its allographs, and damaged ones are refused", "[digits]") {
    std::size_t count = 0;
    for (std::size_t digit = 0; digit < 10; ++digit) count += wb::digits::allographs(digit).size();
    CHECK(count == 69);

    const auto seven = wb::digits::parse_strokes("0,4 28,2 59,0! 27,100 / 16,53 -4,48");
    REQUIRE(seven.size() == 2);
    REQUIRE(seven[0].points.size() == 4);
    CHECK((seven[0].points[1].x == 28 && seven[0].points[1].y == 2));
    CHECK(seven[0].corner == std::vector<bool>{false, false, true, false});
    CHECK(seven[1].points[1].x == -4);

    for (const char* bad :
         {"", "1,2", "1,2 3,4 /", "1,2 3", "1,2 3,x", "1,2 3,4!!", "1,2 3,4,5", "1,2 a,4"}) {
        CAPTURE(bad);
        CHECK_THAT(thrown_by<std::invalid_argument>([&] { wb::digits::parse_strokes(bad); }).what(),
                   ContainsSubstring("allograph"));
    }
}

TEST_CASE("the curve passes through its points and is straight between two", "[digits]") {
    const auto bent = wb::digits::catmull_rom(wb::digits::parse_strokes("0,0 10,20 40,5! 50,60")[0]);
    REQUIRE(bent.size() == 16);  // three spans of five segments
    CHECK((bent[5].x == 10 && bent[5].y == 20));
    CHECK((bent[10].x == 40 && bent[10].y == 5));
    CHECK((bent[15].x == 50 && bent[15].y == 60));
    // Of two points the velocities are their difference, and the cubic terms cancel: q(t) = t p_1.
    const auto straight = wb::digits::catmull_rom(wb::digits::parse_strokes("0,0 10,20")[0]);
    for (std::size_t i = 0; i < straight.size(); ++i) {
        CHECK(std::abs(straight[i].x - 2.0 * static_cast<double>(i)) < 1e-12);
        CHECK(std::abs(straight[i].y - 4.0 * static_cast<double>(i)) < 1e-12);
    }
}

TEST_CASE("without wobble a digit is one of its allographs, around the origin", "[digits]") {
    wb::Rng rng(3);
    const auto curves = wb::digits::skeleton(1, 0, rng);
    // The three ways of writing a 1 have a single stroke from top to bottom in common.
    const auto [top, bottom] =
        std::minmax_element(curves[0].begin(), curves[0].end(), [](auto a, auto b) { return a.y < b.y; });
    CHECK(std::abs(top->y + 50) < 1e-9);
    CHECK(std::abs(bottom->y - 50) < 1e-9);
}

TEST_CASE("a straight stroke is inked as wide as the pen, and in the middle", "[digits]") {
    // A vertical stroke, no pressure: at half its height a row crosses it at a right angle, and the ink in
    // that row is the width of the pen, 2 r, whatever the gray edge (it loses inside what it gains outside).
    const std::vector<wb::digits::Polyline> stroke{{{0, 0}, {0, 50}, {0, 100}}};
    wb::Rng rng(5), same(5);
    const double radius = 1.15 * std::exp(0.26 * same.normal());
    const Image image = wb::digits::draw(stroke, 0, rng);
    double ink = 0, moment = 0;
    for (std::size_t column = 0; column < 28; ++column) {
        const double pixel = image[14 * 28 + column] / 255.0;
        ink += pixel;
        moment += pixel * (static_cast<double>(column) + 0.5);
    }
    // The ink is sampled at the pixels' middles, not integrated. Of an edge that fades over 1.2 pixels the
    // sum of the samples is off by up to 0.0667, by the edge's place; there are two edges, and the steps of
    // 1/255.
    CHECK(std::abs(ink - 2 * radius) < 2 * 0.0667 + 0.01);
    CHECK(std::abs(moment / ink - 14) < 1e-9);
}

TEST_CASE("--check tells a changed pixel, a changed label and a missing file from the real ones",
          "[digits]") {
    const TemporaryFolder folder;
    const std::string small = "--train 40 --test 20 ";
    REQUIRE(make_digits(small + "--out " + folder.path().string()).exit_code == 0);
    const std::string check = small + "--check " + folder.path().string();
    REQUIRE(make_digits(check).exit_code == 0);  // the control: as written they agree

    const auto change = [&](const char* name, std::size_t offset, int by) {
        auto bytes = wb::read_file(folder / name);
        bytes[offset] = static_cast<std::uint8_t>(bytes[offset] + by);
        wb::write_file_atomically(folder / name, wb::gzip_compress(bytes));
    };
    SECTION("one pixel") {
        change("t10k-images-idx3-ubyte.gz", 16 + 784 + 5, 200);
        const auto result = make_digits(check);
        CHECK(result.exit_code == 1);
        CHECK_THAT(result.output, ContainsSubstring("t10k-images-idx3-ubyte.gz: 1 of 15696 bytes differ, the "
                                                    "first at offset 805, by at most 200"));
        CHECK_THAT(result.output, ContainsSubstring("make_digits --out"));
    }
    SECTION("one pixel by one step, as another mathematical library may round it") {
        change("t10k-images-idx3-ubyte.gz", 16 + 784 + 5, 1);
        const auto result = make_digits(check);
        CHECK(result.exit_code == 1);
        CHECK_THAT(result.output, ContainsSubstring("the mathematical library may round another way"));
    }
    SECTION("one label") {
        change("train-labels-idx1-ubyte.gz", 8, 5);
        const auto result = make_digits(check);
        CHECK(result.exit_code == 1);
        CHECK_THAT(result.output, ContainsSubstring("train-labels-idx1-ubyte.gz: 1 of 48 bytes differ"));
    }
    SECTION("a missing file") {
        fs::remove(folder / "t10k-labels-idx1-ubyte.gz");
        const auto result = make_digits(check);
        CHECK(result.exit_code == 1);
        CHECK_THAT(result.output, ContainsSubstring("nothing of that name"));
    }
    SECTION("other options") {
        const auto result = make_digits("--train 50 --test 20 --check " + folder.path().string());
        CHECK(result.exit_code == 1);
        CHECK_THAT(result.output, ContainsSubstring("Were --train and --test the same"));
        CHECK(make_digits(check + " --seed 2").exit_code == 1);
        CHECK(make_digits(check + " --wobble 1.25").exit_code == 1);
    }
    SECTION("packed by another program: the same digits") {
        REQUIRE(run("cd " + folder.path().string() + " && gunzip *.gz && gzip -1 *").exit_code == 0);
        CHECK(make_digits(check).exit_code == 0);
    }
}

TEST_CASE("make_digits refuses wrong usage with exit code 2", "[digits]") {
    for (const char* options : {"", "--train 0 --out x", "--out x --check y", "--wobble nan --out x",
                                "--oops", "--seed -1 --out x"}) {
        CAPTURE(options);
        CHECK(make_digits(options).exit_code == 2);
    }
    CHECK(make_digits("--help").exit_code == 0);
    CHECK(make_digits("--train 1 --test 1 --out /dev/null/x").exit_code == 1);
}
