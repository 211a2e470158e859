#include "ch01_data/resize.hpp"

#include <numeric>
#include <stdexcept>

#include "tests/ch01_data/idx_file.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;

namespace {

wb::Images golden_images(const std::string& name, std::size_t count, std::size_t rows, std::size_t cols) {
    const Array pixels = golden("ch01_data", name);
    return {.count = count,
            .rows = rows,
            .cols = cols,
            .pixels = {pixels.values().begin(), pixels.values().end()}};
}

Array as_array(const wb::Images& images) {
    return {{images.count, images.rows, images.cols}, {images.pixels.begin(), images.pixels.end()}};
}

double mean(const std::vector<std::uint8_t>& pixels) {
    return std::accumulate(pixels.begin(), pixels.end(), 0.0) / static_cast<double>(pixels.size());
}

// The golden values are the exact means, before rounding. The nearest byte is at most 0.5 away; exactly
// halfway, either neighbor will do, whichever way the sums were rounded.
CloseToMatcher IsRoundedFrom(Array means) {
    return IsCloseTo(std::move(means), 0, 0.5 + 1e-9);
}

}  // namespace

TEST_CASE("the pixels 30, 60, 90 made two wide are 40 and 80", "[1.9]") {
    const wb::Images images{.count = 1, .rows = 1, .cols = 3, .pixels = {30, 60, 90}};
    const wb::Images small = wb::resize_by_area(images, 1, 2);
    CHECK(small.count == 1);
    CHECK(small.rows == 1);
    CHECK(small.cols == 2);
    INFO(
        "Each new pixel covers 1.5 old ones, W / W' = 3 / 2: (30 + 0.5 * 60) / 1.5 = 40 and (0.5 * 60 + 90) "
        "/ 1.5 "
        "= 80.");
    const auto two = [](double one, double other) { return Array({1, 1, 2}, {one, other}); };
    CHECK_THAT(
        as_array(small),
        IsCloseTo(two(40, 80),
                  KnownMistakes{{"the parts are not added: = in place of +=", two(20, 60)},
                                {"the sum is divided by the area twice", two(27, 53)},
                                {"the sum is not divided by the area", two(60, 120)},
                                {"the last of the old pixels is left out", two(40, 20)},
                                {"W / W' is divided as whole numbers: 3 / 2 is 1", two(30, 60)},
                                {"one old pixel is taken for each new one, and no mean", two(30, 60)},
                                {"the two lengths are added, not multiplied", two(65, 115)},
                                {"what does not overlap counts too, as a negative part", two(10, 70)}}));
}

TEST_CASE("the same holds from top to bottom", "[1.9]") {
    const wb::Images images{.count = 1, .rows = 3, .cols = 1, .pixels = {30, 60, 90}};
    const wb::Images small = wb::resize_by_area(images, 2, 1);
    CHECK(small.rows == 2);
    CHECK(small.cols == 1);
    INFO(
        "3 x 1 to 2 x 1: what is right for the columns is right for the rows; and nothing is kept from an "
        "earlier call");
    CHECK_THAT(as_array(small), IsCloseTo(Array({1, 2, 1}, {40, 80}), 0, 0));
}

TEST_CASE("at half the size, each pixel is the mean of four", "[1.9]") {
    const wb::Images images{.count = 1,
                            .rows = 4,
                            .cols = 4,
                            .pixels = {0, 40, 8, 8,    //
                                       80, 120, 8, 8,  //
                                       0, 0, 1, 2,     //
                                       0, 4, 2, 3}};
    INFO("add up the parts as doubles, and round the mean once, at the end");
    CHECK_THAT(as_array(wb::resize_by_area(images, 2, 2)), IsCloseTo(Array({1, 2, 2}, {60, 8, 1, 2}), 0, 0));
}

TEST_CASE("the mean is rounded to the nearest byte, not cut off", "[1.9]") {
    const wb::Images images{.count = 1, .rows = 1, .cols = 6, .pixels = {0, 0, 1, 0, 1, 1}};
    INFO("The means of 0 0 1 and of 0 1 1 are 0.33 and 0.67: rounded, 0 and 1.");
    CHECK_THAT(as_array(wb::resize_by_area(images, 1, 2)), IsCloseTo(Array({1, 1, 2}, {0, 1}), 0, 0));
}

TEST_CASE("a digit of 28 x 28 becomes the 16 x 16 that NumPy makes of it", "[1.9]") {
    const wb::Images small = wb::resize_by_area(golden_images("digit", 1, 28, 28), 16, 16);
    REQUIRE_THAT(as_array(small), HasShape({1, 16, 16}));
    const Array picture({16, 16}, {small.pixels.begin(), small.pixels.end()});
    CHECK_THAT(picture, IsRoundedFrom(golden("ch01_data", "digit_16")).as_image());
}

TEST_CASE("several images, in sizes that do not divide, agree with NumPy", "[1.9]") {
    const wb::Images noise = golden_images("noise", 3, 5, 7);
    for (const auto& [rows, cols] : {std::pair{3U, 4U}, {5U, 2U}, {1U, 7U}, {4U, 6U}, {1U, 1U}}) {
        const std::string size = std::to_string(rows) + "x" + std::to_string(cols);
        INFO("3 images of 5x7 made " << size
                                     << ": parts in both directions, the mean rounded once, at the end");
        CHECK_THAT(as_array(wb::resize_by_area(noise, rows, cols)),
                   IsRoundedFrom(golden("ch01_data", "noise_" + size)));
    }
}

TEST_CASE("at its own size an image stays as it is", "[1.9]") {
    const wb::Images images{.count = 2, .rows = 3, .cols = 5, .pixels = ch01::counting(30)};
    const wb::Images same = wb::resize_by_area(images, 3, 5);
    CHECK(same.count == 2);
    CHECK(same.rows == 3);
    CHECK(same.cols == 5);
    CHECK(same.pixels == images.pixels);
}

TEST_CASE("white stays white and black stays black", "[1.9]") {
    const std::uint8_t gray = GENERATE(as<std::uint8_t>(), 0, 1, 254, 255);
    INFO("all pixels are " << static_cast<int>(gray)
                           << "; their means are too, but for rounding errors of 1e-13");
    const wb::Images images{
        .count = 1, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(784, gray)};
    CHECK(wb::resize_by_area(images, 16, 16).pixels == std::vector<std::uint8_t>(256, gray));
    CHECK(wb::resize_by_area(images, 27, 5).pixels == std::vector<std::uint8_t>(135, gray));
}

TEST_CASE("the ink stays: the mean gray of a digit does not change", "[1.9]") {
    const wb::Images digit = golden_images("digit", 1, 28, 28);
    for (const std::size_t side : {20U, 16U, 14U, 7U, 1U}) {
        INFO("made " << side << " x " << side);
        const wb::Images small = wb::resize_by_area(digit, side, side);
        REQUIRE(small.pixels.size() == side * side);
        // Each pixel is rounded by at most 0.5, and so is their mean.
        CHECK_THAT(mean(small.pixels), Near(mean(digit.pixels), 0, 0.5 + 1e-9));
    }
}

TEST_CASE("an empty set of images stays empty, with the new size", "[1.9]") {
    const wb::Images none{.count = 0, .rows = 28, .cols = 28, .pixels = {}};
    const wb::Images small = wb::resize_by_area(none, 16, 16);
    CHECK(small.count == 0);
    CHECK(small.rows == 16);
    CHECK(small.cols == 16);
    CHECK(small.pixels.empty());
}

TEST_CASE("a size of 0, or larger than the image, is rejected, and both sizes are named", "[1.9]") {
    const wb::Images images{.count = 1, .rows = 12, .cols = 17, .pixels = ch01::counting(12 * 17)};
    for (const auto& [rows, cols] : {std::pair{0U, 5U}, {5U, 0U}, {13U, 5U}, {5U, 18U}}) {
        INFO("from 12 x 17 to " << rows << " x " << cols);
        CHECK_THROWS_MATCHES(wb::resize_by_area(images, rows, cols), std::invalid_argument,
                             MessageNames(12, 17, rows, cols));
    }
}

TEST_CASE("a wrong size is rejected without images, too", "[1.9]") {
    const wb::Images none{.count = 0, .rows = 12, .cols = 17, .pixels = {}};
    CHECK_THROWS_MATCHES(wb::resize_by_area(none, 13, 5), std::invalid_argument, MessageNames(12, 17, 13, 5));
}
