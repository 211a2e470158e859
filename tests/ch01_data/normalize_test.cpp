#include "ch01_data/normalize.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/ch01_data/idx_file.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;

namespace {

wb::Images row_of(const std::vector<std::uint8_t>& pixels) {
    return {.count = 1, .rows = 1, .cols = pixels.size(), .pixels = pixels};
}

wb::Images golden_pixels() {
    const Array pixels = golden("ch01_data", "pixels");
    return row_of({pixels.values().begin(), pixels.values().end()});
}

// The formulas may be written in several ways (multiplied by 1/255, or with the constants drawn together),
// which differ in the last digits; a constant that is a float differs in the eighth. A wrong formula differs
// in the third.
constexpr double tolerance = 1e-6;

}  // namespace

TEST_CASE("0, 51, 102 and 255 become 0, 0.2, 0.4 and 1", "[1.5]") {
    INFO("p / 255, so that the largest byte, 255, becomes exactly 1");
    CHECK_THAT(
        wb::scale_to_unit(row_of({0, 51, 102, 255})),
        IsCloseTo({0, 0.2, 0.4, 1},
                  KnownMistakes{{"standardize is called without a mean and a std, and takes those of MNIST",
                                 {-0.4242129179, 0.2249269718, 0.8740668614, 2.8214865303}}}));
}

TEST_CASE("a gray is not rounded to black or white", "[1.5]") {
    INFO("each pixel is divided by 255; in C++, 128 / 255 is 0, but 128 / 255.0 is not");
    CHECK_THAT(wb::scale_to_unit(row_of({128})), IsCloseTo({0.501960784}, tolerance, tolerance));
    CHECK_THAT(wb::standardize(row_of({128}), 0.0, 1.0), IsCloseTo({0.501960784}, tolerance, tolerance));
}

TEST_CASE("with mean 0.5 and std 0.25 the pixels 0 and 255 become -2 and 2", "[1.5]") {
    INFO(
        "(0 / 255 - 0.5) / 0.25 = -2 and (255 / 255 - 0.5) / 0.25 = 2: divide by 255, subtract the mean that "
        "is given, divide by std. Numbers below zero are not a mistake.");
    CHECK_THAT(
        wb::standardize(row_of({0, 255}), 0.5, 0.25),
        IsCloseTo({-2, 2},
                  KnownMistakes{{"mean and std are swapped", {-0.5, 1.5}},
                                {"the difference is multiplied by std, not divided", {-0.125, 0.125}},
                                {"the mean is added, not subtracted", {2, 6}},
                                {"std divides twice: that is the variance", {-8, 8}},
                                {"MNIST's mean is used, whatever is given", {-0.1307 / 0.25, 0.8693 / 0.25}},
                                {"the mean is subtracted before the pixel is divided by 255",
                                 {-0.5 / 0.25 / 255, 254.5 / 0.25 / 255}}}));
}

TEST_CASE("all 256 bytes agree with NumPy, from 0 to 1 and standardized", "[1.5]") {
    const wb::Images images = golden_pixels();
    CHECK_THAT(wb::scale_to_unit(images), IsCloseTo(golden("ch01_data", "unit"), tolerance, tolerance));
    INFO("Unless they are given, mean and std are MNIST's: 0.1307 and 0.3081.");
    CHECK_THAT(wb::standardize(images), IsCloseTo(golden("ch01_data", "standard"), tolerance, tolerance));
}

TEST_CASE("every pixel of every image is there, in its order", "[1.5]") {
    const wb::Images images{.count = 2, .rows = 3, .cols = 5, .pixels = ch01::counting(30)};
    const std::vector<wb::real> unit = wb::scale_to_unit(images);
    const std::vector<wb::real> standard = wb::standardize(images, 0.0, 1.0 / 255);
    INFO("2 images of 3 x 5 make 30 numbers");
    CHECK_THAT(unit, HasShape({30}));
    std::vector<double> expected;
    for (int i = 0; i < 30; ++i) expected.push_back(i);
    CHECK_THAT(standard, IsCloseTo(Array(expected), tolerance, tolerance));
}

TEST_CASE("standardized by their own mean and spread, pixels have mean 0 and spread 1", "[1.5]") {
    const wb::Images images = golden_pixels();
    // The bytes 0 to 255, each once: mean 127.5, variance (256^2 - 1) / 12.
    const std::vector<wb::real> x = wb::standardize(images, 0.5, std::sqrt(65535.0 / 12) / 255);
    double sum = 0, squares = 0;
    for (const double value : x) {
        sum += value;
        squares += value * value;
    }
    CHECK_THAT(sum / 256, Near(0, tolerance, tolerance));
    CHECK_THAT(squares / 256, Near(1, tolerance, tolerance));
}

TEST_CASE("without images there are no numbers", "[1.5]") {
    CHECK(wb::scale_to_unit({}).empty());
    CHECK(wb::standardize({}).empty());
}

TEST_CASE("a std that is not greater than 0 is rejected", "[1.5]") {
    const wb::Images images = row_of({1, 2});
    for (const double std : {0.0, -0.3081, std::numeric_limits<double>::quiet_NaN()}) {
        INFO("std = " << std << "; every comparison with NaN is false, also std <= 0");
        REQUIRE_THROWS_MATCHES(wb::standardize(images, 0.1307, std), std::invalid_argument,
                               MessageNames("std"));
    }
}

TEST_CASE("any std above 0 is accepted", "[1.5]") {
    INFO("a pixel of 255, mean 0, std 1e-9 or 2");
    CHECK_THAT(wb::standardize(row_of({255}), 0, 1e-9), IsCloseTo({1e9}, tolerance, 0));
    CHECK_THAT(wb::standardize(row_of({255}), 0, 2), IsCloseTo({0.5}, tolerance, 0));
}
