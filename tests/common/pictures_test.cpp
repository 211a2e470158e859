// The pictures themselves: read back, from the pixels of the PNG and the texts of the SVG.
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/plot/confusion_matrix.hpp"
#include "common/plot/contact_sheet.hpp"
#include "common/plot/heat_map.hpp"
#include "common/plot/histogram.hpp"
#include "common/plot/learning_curves.hpp"
#include "common/plot/palette.hpp"
#include "common/plot/prediction_gallery.hpp"
#include "common/plot/reliability_diagram.hpp"
#include "common/plot/style.hpp"
#include "common/plot/ticks.hpp"
#include "common/plot/tiles.hpp"
#include "tests/common/gnuplot_for_test.hpp"
#include "tests/common/png_pixels.hpp"
#include "tests/common/svg_texts.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using namespace wb::plot;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// The ends of the diverging scale: colors that no text and no frame has.
constexpr PngPixels::Color blue{0x00, 0x3f, 0x7f}, orange{0xa5, 0x40, 0x00};

/// Three rows, two columns; the least value in the upper right corner, the greatest in the lower left.
const GrayImage asymmetric{.rows = 3, .cols = 2, .values = {0, -1, 0, 0, 1, 0}};

/// In the picture, `asymmetric` is neither mirrored nor transposed: its corners are squares of one size, blue
/// one column to the right of orange, and two rows above it. (The color bar has both colors, too: it is at
/// the right of `x_end`.)
void check_not_mirrored(const std::filesystem::path& png, std::size_t x_end) {
    const PngPixels pixels(png);
    const auto b = pixels.find(blue, x_end), o = pixels.find(orange, x_end);
    const auto number = [](std::size_t n) { return static_cast<double>(n); };
    const double side = number(b.right - b.left + 1);
    REQUIRE(side >= 10);
    // A frame, or the rounding of an edge, may take one row of pixels.
    CHECK(number(b.bottom - b.top + 1) == Approx(side).margin(1));
    CHECK(b.count == (b.right - b.left + 1) * (b.bottom - b.top + 1));
    CHECK(o.count == (o.right - o.left + 1) * (o.bottom - o.top + 1));
    CHECK(number(o.count) == Approx(number(b.count)).margin(side));
    CHECK(number(b.left) == Approx(number(o.left) + side).margin(1));
    CHECK(number(o.top) == Approx(number(b.top) + 2 * side).margin(1));
}

/// Areas of one size, but for the row of pixels that a frame may have taken.
bool as_large(const PngPixels::Found& a, const PngPixels::Found& b) {
    const auto difference = a.count > b.count ? a.count - b.count : b.count - a.count;
    return a.count > 100 && difference * 20 < a.count;
}

std::vector<SvgText> texts_of(const TemporaryFolder& folder) {
    return svg_texts(folder / "p.svg");
}

LearningCurves two_curves() {
    return {.loss = {{"training", {0.9, 0.4, 0.2}}, {"validation", {0.8, 0.5, 0.4}}},
            .accuracy = {{"training", {0.93, 0.95, 0.97}}, {"validation", {0.92, 0.94, 0.94}}}};
}

Prediction a_seven() {
    return {gray_image(3, 2, asymmetric.values.begin()), "7", "7", 0.87};
}

}  // namespace

TEST_CASE("tiles: an image of 3 x 2 is neither mirrored nor transposed", "[pictures]") {
    const TemporaryFolder folder;
    tiles({folder / "p", "t"}, {{"", Scale::diverging, {{asymmetric}}}}, "weight");
    check_not_mirrored(folder / "p.png", 1300);
}

TEST_CASE("heat_map: a map of 3 x 2 is neither mirrored nor transposed", "[pictures]") {
    const TemporaryFolder folder;
    heat_map({folder / "p", "t"}, {.values = asymmetric, .scale = Scale::diverging, .unit = "weight"});
    const PngPixels pixels(folder / "p.png");
    check_not_mirrored(folder / "p.png", pixels.width() - 230);
}

TEST_CASE("an image of one row, one column or one pixel is drawn as well", "[pictures]") {
    const TemporaryFolder folder;
    const GrayImage row{1, 3, {-1, 0, 1}}, column{3, 1, {-1, 0, 1}};
    tiles({folder / "p", "t"}, {{"", Scale::diverging, {{row}}}}, "weight");
    const auto first = PngPixels(folder / "p.png").find(blue, 1300),
               last = PngPixels(folder / "p.png").find(orange, 1300);
    CHECK(as_large(first, last));
    CHECK(first.right < last.left);
    CHECK(first.top == last.top);
    tiles({folder / "p", "t"}, {{"", Scale::diverging, {{column}}}}, "weight");
    CHECK(PngPixels(folder / "p.png").find(blue, 1300).bottom <
          PngPixels(folder / "p.png").find(orange, 1300).top);
    CHECK_NOTHROW(
        tiles({folder / "p", "t"}, {{"", Scale::sequential, {{GrayImage{1, 1, {0.5}}}}}}, "activation"));
}

TEST_CASE("groups of one scale share its range: a weak kernel looks weak beside a strong one", "[pictures]") {
    const TemporaryFolder folder;
    const GrayImage weak{2, 2, {-0.5, 0.5, 0.5, 0.5}}, strong{2, 2, {1, 1, 1, -1}};
    tiles({folder / "p", "t"},
          {{"before", Scale::diverging, {{weak}}}, {"after", Scale::diverging, {{strong}}}}, "weight");
    const PngPixels pixels(folder / "p.png");
    const PngPixels::Color half_blue{0x56, 0x9d, 0xd0};
    const auto full = pixels.find(blue, 1300), half = pixels.find(half_blue, 1300);
    CHECK(as_large(half, full));
    CHECK(half.bottom < full.top);  // the first group stands above the second
    CHECK(the_text(texts_of(folder), "before").y < the_text(texts_of(folder), "after").y);
}

TEST_CASE("the outline of a digit runs around its ink", "[pictures]") {
    const TemporaryFolder folder;
    GrayImage digit{4, 4, std::vector<double>(16, 0.0)};
    digit.values[5] = 1;  // row 1, column 1
    const GrayImage map{4, 4, std::vector<double>(16, 1.0)};
    heat_map({folder / "p", "t"}, {.values = map, .digit = digit, .scale = Scale::diverging, .unit = "w"});
    const PngPixels pixels(folder / "p.png");
    // At the left the digit, in ink; at the right the map, all orange, with a frame of black and white on it.
    const auto ink = pixels.find({0, 0, 0}, 700, 100);
    const auto map_box = pixels.find(orange, pixels.width() - 230);
    const std::size_t pixel = (map_box.right - map_box.left + 1) / 4;
    CHECK(ink.right - ink.left + 1 == pixel);
    const std::size_t x = map_box.left + pixel, y = map_box.top + pixel + pixel / 2;  // its left edge
    CHECK(pixels.at(x, y) == PngPixels::Color{0, 0, 0});
    CHECK(pixels.at(x + pixel / 2, y) == orange);
    CHECK(pixels.at(map_box.left + pixel / 2, y) == orange);
}

TEST_CASE("values that are not numbers are gray, and do not count for the range", "[pictures]") {
    const TemporaryFolder folder;
    const GrayImage image{2, 2, {-1, no_number, std::numeric_limits<double>::infinity(), 1}};
    tiles({folder / "p", "t"}, {{"", Scale::diverging, {{image}}}}, "weight");
    const PngPixels pixels(folder / "p.png");
    CHECK(as_large(pixels.find(blue, 1300), pixels.find({0xbb, 0xbb, 0xbb}, 1300)));
    const GrayImage nothing{2, 2, std::vector<double>(4, no_number)};
    CHECK_THROWS_MATCHES(tiles({folder / "p", "t"}, {{"", Scale::diverging, {{nothing}}}}, "weight"),
                         wb::plot_error, MessageHas("none of its values is a number"));
    CHECK_THROWS_MATCHES(heat_map({folder / "p", "t"}, {.values = nothing, .unit = ""}), wb::plot_error,
                         MessageHas("none of its values is a number"));
}

TEST_CASE("images that are none are refused, with their numbers", "[pictures]") {
    const TemporaryFolder folder;
    const Picture picture{folder / "p", "t"};
    const GrayImage short_one{2, 3, {1, 2, 3, 4, 5}}, no_pixels{0, 3, {}};
    CHECK_THROWS_MATCHES(tiles(picture, {{"", Scale::ink, {{short_one}}}}, ""), std::invalid_argument,
                         MessageHas("2 x 3", "5 values"));
    CHECK_THROWS_MATCHES(tiles(picture, {{"", Scale::ink, {{no_pixels}}}}, ""), std::invalid_argument,
                         MessageHas("0 x 3"));
    CHECK_THROWS_MATCHES(tiles(picture, {{"none", Scale::ink, {}}}, ""), std::invalid_argument,
                         MessageHas("\"none\""));
    CHECK_THROWS_MATCHES(tiles(picture, {}, ""), std::invalid_argument, MessageHas("0 images"));
    CHECK_THROWS_MATCHES(
        tiles(picture, {{"", Scale::ink, {{asymmetric, "", GrayImage{2, 2, {0, 0, 0, 0}}}}}}, ""),
        std::invalid_argument, MessageHas("outline"));
    CHECK_THROWS_MATCHES(heat_map(picture, {.values = short_one, .unit = ""}), std::invalid_argument,
                         MessageHas("5 values"));
    CHECK_THROWS_MATCHES(heat_map(picture, {.values = asymmetric, .digit = GrayImage{1, 1, {0}}, .unit = ""}),
                         std::invalid_argument, MessageHas("another size"));
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("contact_sheet: each image is in the row of its class, the right way up", "[pictures]") {
    const TemporaryFolder folder;
    // 4 x 4 images; the second of class 3 has one black pixel, in its upper right corner.
    std::vector<std::uint8_t> pixels(3 * 16, 0), labels{3, 3, 9};
    pixels[16 + 3] = 255;
    contact_sheet({folder / "p", "t"}, {3, 4, 4, pixels}, labels);
    // From the left of the page: margin, the class, then 8 pixels an image of which the first two are the
    // gap.
    const double left = margin + 1.5 * text_size, scale = std::floor((1600 - left - margin) / 160);
    const auto found =
        PngPixels(folder / "p.png").find({0, 0, 0}, SIZE_MAX, static_cast<std::size_t>(title_height));
    CHECK(found.left == static_cast<std::size_t>(left + scale * (8 + 2 + 3)));
    CHECK(found.top == static_cast<std::size_t>(title_height + scale * (3 * 8 + 2)));
    CHECK(found.count == static_cast<std::size_t>(scale * scale));
}

TEST_CASE("contact_sheet: images, pixels and labels that do not fit together are refused", "[pictures]") {
    const TemporaryFolder folder;
    const std::vector<std::uint8_t> pixels(480, 200), labels(30, 1);
    const auto draw_with = [&](std::size_t pixel_count, std::size_t label_count) {
        contact_sheet({folder / "p", "t"}, {30, 4, 4, std::span(pixels).first(pixel_count)},
                      std::span(labels).first(label_count));
    };
    CHECK_THROWS_MATCHES(draw_with(480, 29), std::invalid_argument, MessageHas("29 labels"));
    CHECK_THROWS_MATCHES(draw_with(479, 30), std::invalid_argument, MessageHas("479 pixels"));
    CHECK_THROWS_MATCHES(contact_sheet({folder / "p", "t"}, {}, {}), std::invalid_argument,
                         MessageHas("0 images"));
}

TEST_CASE("learning_curves: a loss is measured from 0, an accuracy up to 100%", "[pictures]") {
    const TemporaryFolder folder;
    learning_curves({folder / "p", "Loss & accuracy"}, two_curves());
    const PngPixels png(folder / "p.png");
    CHECK(png.width() == 1600);
    CHECK(png.height() == 1000);
    const auto texts = texts_of(folder);
    CHECK(the_text(texts, "0").y > the_text(texts, "0.8").y);
    CHECK(the_text(texts, "90%").y > the_text(texts, "100%").y);  // the least is 92%
    CHECK_FALSE(has_text(texts, "88%"));
    for (const std::string words : {"loss", "accuracy", "Loss & accuracy"})
        CHECK_NOTHROW(the_text(texts, words));
    // Over both halves: every epoch from 1 to 3, and none else.
    for (const auto& [words, times] :
         {std::pair("epoch", 2), {"1", 2}, {"2", 2}, {"3", 2}, {"0", 1}, {"4", 0}, {"training", 2}})
        CHECK(std::ranges::count_if(texts, [&words = words](const SvgText& t) { return t.text == words; }) ==
              times);
}

TEST_CASE("learning_curves: a higher value stands higher, a later epoch further to the right", "[pictures]") {
    const TemporaryFolder folder;
    learning_curves({folder / "p", "t"}, {.loss = {{"", {1, 3, 2}}}});
    const PngPixels png(folder / "p.png");
    const PngPixels::Color line{0x00, 0x72, 0xb2};
    const auto left_half = png.find(line, 800), all = png.find(line);
    CHECK(left_half.bottom > 400);         // epoch 1: low
    CHECK(png.find(line, 900).top < 220);  // epoch 2, in the middle: the highest
    CHECK(png.find(line, all.right - 5).top == all.top);
}

TEST_CASE("learning_curves: an accuracy stands where its axis says", "[pictures]") {
    const TemporaryFolder folder;
    learning_curves({folder / "p", "t"}, {.accuracy = {{"", {0.95, 0.95, 0.95}}}});
    const auto texts = texts_of(folder);
    // The line is as high as the middle between 94% and 96%. Above the legend, which is at the bottom.
    const double middle = (the_text(texts, "94%").y + the_text(texts, "96%").y) / 2;
    const auto line = PngPixels(folder / "p.png").find({0x00, 0x72, 0xb2}, 1000);
    CHECK(static_cast<double>(line.top + line.bottom) / 2 == Approx(middle).margin(12));
}

TEST_CASE("learning_curves: gaps are named, one value is drawn, none is refused", "[pictures]") {
    const TemporaryFolder folder;
    const Picture picture{folder / "p", "t"};
    learning_curves(picture, {.loss = {{"training", {1, no_number, 0.5}}}});
    CHECK(has_text(texts_of(folder), "1 of the values: not a number"));
    CHECK_NOTHROW(learning_curves(picture, {.loss = {{"training", {2.3}}}}));
    CHECK_NOTHROW(learning_curves(picture, {.accuracy = {{"training", {1.0}}}}));
    CHECK_NOTHROW(learning_curves(picture, {.accuracy = {{"training", {0.0, 0.0}}}}));
    CHECK_NOTHROW(learning_curves(picture, {.loss = {{"training", {0, 0, 0}}}}));
    CHECK_NOTHROW(learning_curves(picture, {.loss = {{"training", {1e30, 1e-30}}}}));
    CHECK_NOTHROW(learning_curves(picture, {.loss = {{"a", {1, 2}}, {"empty", {}}}}));
    CHECK_THROWS_MATCHES(learning_curves(picture, {.loss = {{"training", {no_number, no_number}}}}),
                         wb::plot_error, MessageHas("loss", "is a number", "smaller learning rate"));
    CHECK_THROWS_MATCHES(learning_curves(picture, {.accuracy = {{"training", {}}}}), wb::plot_error,
                         MessageHas("accuracy"));
    CHECK_THROWS_MATCHES(learning_curves(picture, {}), std::invalid_argument, MessageHas("no curve"));
    CHECK_THROWS_MATCHES(learning_curves(picture, {.loss = std::vector<Curve>(7, {"c", {1}})}),
                         std::invalid_argument, MessageHas("7 curves"));
}

TEST_CASE("row_shares: each row of a confusion matrix adds up to 1, or to 0 without samples", "[pictures]") {
    CHECK_THAT(Array(row_shares({{"a", "b", "c"}, {6, 2, 0, 1, 3, 0, 0, 0, 0}})),
               IsCloseTo({0.75, 0.25, 0, 0.25, 0.75, 0, 0, 0, 0}));
    CHECK_THROWS_MATCHES(row_shares({{"a", "b"}, {1, 2, 3}}), std::invalid_argument,
                         MessageHas("4 counts, not 3"));
}

TEST_CASE("confusion_matrix: rows are the truth, columns the verdict, percentages of the row", "[pictures]") {
    const TemporaryFolder folder;
    confusion_matrix({folder / "p", "t"}, {{"cat", "dog"}, {30, 10, 4, 56}});
    const auto texts = texts_of(folder);
    const SvgText mistaken = the_text(texts, "10");
    CHECK(mistaken.x > the_text(texts, "30").x);
    CHECK(mistaken.y < the_text(texts, "4").y);
    CHECK(the_text(texts, "56").y == Approx(the_text(texts, "4").y));
    CHECK(the_text(texts, "25.0%").x == Approx(mistaken.x));
    CHECK(the_text(texts, "6.7%").x == Approx(the_text(texts, "4").x));  // 4 of 60
    CHECK(the_text(texts, "what it is").x < the_text(texts, "30").x);
    CHECK(the_text(texts, "what the network says").y < the_text(texts, "30").y);
}

TEST_CASE("confusion_matrix: the darkest cell is the worst mistake, in gray too", "[pictures]") {
    const TemporaryFolder folder;
    confusion_matrix({folder / "p", "t"}, {{"a", "b", "c"}, {90, 10, 0, 5, 95, 0, 0, 0, 100}});
    const PngPixels png(folder / "p.png");
    const auto worst = png.find({0x00, 0x20, 0x4d}, 1300);  // the dark end of cividis
    const auto texts = texts_of(folder);
    const SvgText ten = the_text(texts, "10");
    CHECK(static_cast<double>(worst.left) < ten.x);
    CHECK(static_cast<double>(worst.right) > ten.x);
    CHECK(static_cast<double>(worst.top) < ten.y);
    CHECK(static_cast<double>(worst.bottom) > ten.y);
    // Half as bad a mistake, somewhere in the cell beside its numbers: lighter, and not white.
    const SvgText five = the_text(texts, "5");
    const auto c = png.at(static_cast<std::size_t>(five.x) - 80, static_cast<std::size_t>(five.y));
    CHECK(lightness({c[0], c[1], c[2]}) > lightness({0x00, 0x20, 0x4d}) + 0.1);
    CHECK(lightness({c[0], c[1], c[2]}) < 0.6);
}

TEST_CASE("confusion_matrix: no mistakes, no samples, odd names, wrong sizes", "[pictures]") {
    const TemporaryFolder folder;
    const Picture picture{folder / "p", "t"};
    confusion_matrix(picture, {{"a_b", "c&d"}, {3, 0, 0, 0}});
    CHECK(has_text(texts_of(folder), "no sample"));
    CHECK(has_text(texts_of(folder), "a_b"));
    CHECK(has_text(texts_of(folder), "100%"));
    CHECK_NOTHROW(confusion_matrix(
        picture, {std::vector<std::string>(20, "Ankle boot"), std::vector<std::size_t>(400, 123456)}));
    CHECK_THROWS_MATCHES(confusion_matrix(picture, {{"a", "b"}, {0, 0, 0, 0}}), wb::plot_error,
                         MessageHas("not one sample"));
    CHECK_THROWS_MATCHES(confusion_matrix(picture, {{"a"}, {1}}), std::invalid_argument,
                         MessageHas("1 classes"));
    CHECK_THROWS_MATCHES(confusion_matrix(picture, {{"a", "b"}, {1}}), std::invalid_argument,
                         MessageHas("not 1"));
}

TEST_CASE("prediction_gallery: the wrong ones say what they are, and have frame and cross", "[pictures]") {
    const TemporaryFolder folder;
    Prediction wrong = a_seven();
    wrong.said = "1";
    wrong.probability = 0.9999;
    prediction_gallery({folder / "p", "t"}, {a_seven(), wrong});
    const auto texts = texts_of(folder);
    const SvgText right_verdict = the_text(texts, "7 (87%)"), wrong_verdict = the_text(texts, "1 (>99.9%)");
    CHECK(right_verdict.x < wrong_verdict.x);
    CHECK(the_text(texts, "is 7").x == Approx(wrong_verdict.x));
    const PngPixels png(folder / "p.png");
    const auto frame = png.find({0xd5, 0x5e, 0x00});
    CHECK(static_cast<double>(frame.left) < wrong_verdict.x);
    CHECK(static_cast<double>(frame.left) > right_verdict.x + 20);
    prediction_gallery({folder / "p", "t"}, {a_seven()});
    CHECK(PngPixels(folder / "p.png").find({0xd5, 0x5e, 0x00}).count == 0);
}

TEST_CASE("prediction_gallery: certainty is not rounded up to", "[pictures]") {
    const TemporaryFolder folder;
    for (const auto& [probability, words] : {std::pair(1.0, "7 (100%)"),
                                             {0.9996, "7 (>99.9%)"},
                                             {0.994, "7 (99.4%)"},
                                             {0.4, "7 (40%)"},
                                             {0.0, "7 (0%)"}}) {
        Prediction prediction = a_seven();
        prediction.probability = probability;
        prediction_gallery({folder / "p", "t"}, {prediction});
        CHECK_NOTHROW(the_text(texts_of(folder), words));
    }
}

TEST_CASE("prediction_gallery: what cannot be shown is refused", "[pictures]") {
    const TemporaryFolder folder;
    const Picture picture{folder / "p", "t"};
    CHECK_NOTHROW(prediction_gallery(picture, std::vector<Prediction>(40, a_seven())));
    CHECK_THROWS_MATCHES(prediction_gallery(picture, {}), std::invalid_argument, MessageHas("0 images"));
    CHECK_THROWS_MATCHES(prediction_gallery(picture, std::vector<Prediction>(41, a_seven())),
                         std::invalid_argument, MessageHas("41 images"));
    for (const double probability : {no_number, -0.1, 1.1}) {
        Prediction odd = a_seven();
        odd.probability = probability;
        CHECK_THROWS_MATCHES(prediction_gallery(picture, {odd}), wb::plot_error,
                             MessageHas("no probability", "softmax"));
    }
    Prediction larger = a_seven();
    larger.image = GrayImage{1, 1, {0}};
    CHECK_THROWS_MATCHES(prediction_gallery(picture, {a_seven(), larger}), std::invalid_argument,
                         MessageHas("different sizes"));
}

TEST_CASE("histogram: bars from 0, each with its count above it", "[pictures]") {
    const TemporaryFolder folder;
    histogram({folder / "p", "t"}, {{"a_b", "50% off"}, {500, 1000}});
    const auto texts = texts_of(folder);
    CHECK(has_text(texts, "50% off"));
    CHECK(the_text(texts, "500").y > the_text(texts, "a_b").y / 2);
    CHECK(the_text(texts, "a_b").x == Approx(the_text(texts, "500").x).margin(2));
    const PngPixels png(folder / "p.png");
    // From the axis up, the second bar is twice as high as the first.
    const auto bars = png.find({0x00, 0x72, 0xb2}), first = png.find({0x00, 0x72, 0xb2}, 700);
    CHECK(static_cast<double>(bars.bottom - bars.top) ==
          Approx(2.0 * static_cast<double>(first.bottom - first.top)).margin(4));
    CHECK_NOTHROW(histogram({folder / "p", "t"}, {{"a"}, {0}}));
    CHECK_THROWS_MATCHES(histogram({folder / "p", "t"}, {{"a"}, {no_number}}), wb::plot_error,
                         MessageHas("nan high"));
    CHECK_THROWS_MATCHES(histogram({folder / "p", "t"}, {{"a"}, {-1}}), wb::plot_error,
                         MessageHas("-1 high"));
    CHECK_THROWS_MATCHES(histogram({folder / "p", "t"}, {{"a"}, {}}), std::invalid_argument,
                         MessageHas("1 names and 0 counts"));
    CHECK_THROWS_MATCHES(histogram({folder / "p", "t"}, {}), std::invalid_argument, MessageHas("0 names"));
}

TEST_CASE("reliability_diagram: draws, and refuses what is empty", "[pictures]") {
    const TemporaryFolder folder;
    const Picture picture{folder / "p", "t"};
    const std::vector<ReliabilityBin> bins{{0, 0.5, 1, 0.3, 0}, {0.5, 1, 2, 0.935, 0.5}};
    reliability_diagram(picture, bins, 0.39);
    CHECK(has_text(texts_of(folder), "expected calibration error: 39.0 percentage points"));
    CHECK_THROWS_MATCHES(reliability_diagram(picture, {{0, 1, 0, 0, 0}}, 0), wb::plot_error,
                         MessageHas("not one sample"));
    CHECK_THROWS_MATCHES(reliability_diagram(picture, {}, 0), std::invalid_argument, MessageHas("no bin"));
    CHECK_THROWS_MATCHES(reliability_diagram(picture, {{1, 0, 1, 0.5, 0.5}}, 0), std::invalid_argument,
                         MessageHas("from 1 to 0"));
}

TEST_CASE("the scales: amounts grow lighter all the way, weights are white at 0 and alike to both sides",
          "[pictures]") {
    for (double v = 0; v < 0.99; v += 0.01)
        CHECK(lightness(color_of(v + 0.01, Scale::sequential, {0, 1})) >
              lightness(color_of(v, Scale::sequential, {0, 1})));
    CHECK(color_of(0, Scale::diverging, {-2, 2}) == Rgb{255, 255, 255});
    for (const double v : {0.5, 1.0, 2.0}) {
        const double below = lightness(color_of(-v, Scale::diverging, {-2, 2}));
        CHECK(lightness(color_of(v, Scale::diverging, {-2, 2})) == Approx(below).margin(0.12));
    }
    CHECK(color_of(0, Scale::ink, {0, 1}) == Rgb{255, 255, 255});
    CHECK(color_of(7, Scale::ink, {0, 1}) == Rgb{0, 0, 0});
}

TEST_CASE("the range of a scale", "[pictures]") {
    const auto same = [](Range a, double least, double greatest) {
        return a.least == least && a.greatest == greatest;
    };
    CHECK(same(range_of(Scale::diverging, {-1, 3}), -3, 3));
    CHECK(same(range_of(Scale::diverging, {0, 0}), -1, 1));
    CHECK(same(range_of(Scale::sequential, {0.2, 0.8}), 0.2, 0.8));
    CHECK(same(range_of(Scale::sequential, {2, 2}), 2, 3));
    CHECK(same(range_of(Scale::ink, {0.2, 0.8}), 0, 1));
}

TEST_CASE("ticks are round, within the bounds, and alike", "[pictures]") {
    const auto texts = [](double least, double greatest) {
        std::string all;
        for (const Tick& tick : ticks(least, greatest, 5)) all += tick.text + " ";
        return all;
    };
    CHECK(texts(0, 1) == "0.0 0.2 0.4 0.6 0.8 1.0 ");
    CHECK(texts(-0.37, 0.37) == "-0.2 0.0 0.2 ");
    CHECK(texts(0, 1234) == "0 500 1000 ");
    CHECK(texts(0.031, 0.079) == "0.04 0.05 0.06 0.07 ");
    CHECK(texts(0, 2e-7) == "0 5e-08 1e-07 1.5e-07 2e-07 ");
}

TEST_CASE("bounds that are no range have no ticks", "[pictures]") {
    constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::nan(""),
                     largest = std::numeric_limits<double>::max();
    // All but equal: a tick further would be the same number, again and again.
    for (const double x : {0.1, 2.302585092994046, 1e17})
        CHECK(ticks(x, std::nextafter(x, infinity), 6).empty());
    CHECK(ticks(3, 3, 6).empty());
    CHECK(ticks(3, 2, 6).empty());
    CHECK(ticks(0, infinity, 6).empty());
    CHECK(ticks(nan, 1, 6).empty());
    CHECK(ticks(-largest, largest, 6).empty());
}

TEST_CASE("the largest numbers have a range, and every number has a color", "[pictures]") {
    constexpr double largest = std::numeric_limits<double>::max();
    const Range flat = range_of(Scale::sequential, {1e17, 1e17});
    CHECK(flat.least < flat.greatest);
    CHECK(color_of(1e17, Scale::sequential, flat) == color_of(0, Scale::sequential, {0, 1}));
    CHECK(color_of(largest, Scale::diverging, {-largest, largest}) == color_of(1, Scale::diverging, {-1, 1}));
    CHECK(color_of(0, Scale::diverging, {-largest, largest}) == Rgb{255, 255, 255});
    const Rgb gray = color_of(std::nan(""), Scale::ink, {0, 1});
    CHECK(color_of(1, Scale::sequential, {1, 1}) == gray);
}
