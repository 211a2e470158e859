#include "ch08_draw/normalize_drawing.hpp"

#include <cmath>

#include "common/data/datasets.hpp"
#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::normalize_drawing;
using wb::NormalizedDrawing;
using wb::np_tensor;

namespace {

NormalizedDrawing normalized(const np_tensor& canvas) {
    auto drawing = normalize_drawing(canvas);
    REQUIRE(drawing.has_value());
    return std::move(*drawing);
}

/// The mean size of the difference of two images, over the ink of the first: 0 if they are the same, about 1
/// if they have nothing in common.
double difference(const np_tensor& a, const np_tensor& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a.values()[i] - b.values()[i]);
    return sum / ink_of(a);
}

}  // namespace

TEST_CASE("the example of the stub: a long line becomes 20 x 1 pixels in column 14", "[8.6]") {
    const NormalizedDrawing drawing = normalized(moved(np_tensor({100, 5}, 1), 60, 31, {280, 280}));
    CHECK_THAT(drawing.image, HasShape({28, 28}));
    const std::size_t top = drawing.placement.offset.top;
    INFO("its center is 10 below its top, and should move to 14.5: 4 and 5 rows down are equally good");
    CHECK((top == 4 || top == 5));
    CHECK_THAT(drawing.image, IsCloseTo(moved(np_tensor({20, 1}, 1), top, 14, {28, 28})).as_image());
}

TEST_CASE("SciPy makes the same image of a drawing", "[8.6]") {
    const NormalizedDrawing drawing = normalized(tensor(draw_golden("drawing")));
    CHECK_THAT(drawing.image, IsCloseTo(draw_golden("image"), 1e-6, 1e-9).as_image());
    INFO("where it comes from: the box (top, left, rows, cols), the scale, and the offset (top, left)");
    CHECK_THAT(numbers(drawing.placement.box), IsCloseTo(draw_golden("box")));
    CHECK_THAT(drawing.placement.scale, Near(37.0 / 20));
    CHECK_THAT(numbers(drawing.placement.offset), IsCloseTo(draw_golden("offset")));
}

TEST_CASE("an empty canvas is reported as empty", "[8.6]") {
    INFO("280 x 280 zeros, then 28 x 28 of 0.05, too faint to count: no image, not an image without ink");
    CHECK(!normalize_drawing(np_tensor({280, 280})).has_value());
    CHECK(!normalize_drawing(np_tensor({28, 28}, 0.05)).has_value());
}

TEST_CASE("wherever it is drawn, it becomes the same image", "[8.6]") {
    const np_tensor drawing = tensor(draw_golden("drawing"));
    const NormalizedDrawing here = normalized(drawing);
    for (const auto& [top, left] : {std::pair{0UL, 0UL}, {0, 240}, {220, 0}, {220, 240}, {101, 57}}) {
        INFO("60 x 40 pixels at (" << top << ", " << left << ") of 280 x 280");
        const NormalizedDrawing there = normalized(moved(drawing, top, left, {280, 280}));
        CHECK_THAT(there.image, IsCloseTo(here.image, 1e-12, 1e-12).as_image());
        CHECK_THAT(numbers(there.placement.offset), IsCloseTo(numbers(here.placement.offset)));
        CHECK(there.placement.box.top == here.placement.box.top + top);
        CHECK(there.placement.box.left == here.placement.box.left + left);
    }
}

TEST_CASE("twice, three or seven times as large, it becomes the same image", "[8.6]") {
    const np_tensor drawing = tensor(draw_golden("drawing"));
    const NormalizedDrawing once = normalized(drawing);
    for (const std::size_t k : {2, 3, 7}) {
        INFO("each pixel as " << k << " x " << k);
        const NormalizedDrawing large = normalized(repeated(drawing, k));
        CHECK_THAT(large.image, IsCloseTo(once.image, 1e-6, 1e-9).as_image());
        CHECK_THAT(large.placement.scale, Near(static_cast<double>(k) * once.placement.scale));
    }
}

TEST_CASE("no ink is cut off, even where the canvas or the image ends", "[8.6]") {
    np_tensor canvas({60, 60});
    for (std::size_t i = 0; i < 60; ++i) canvas(0, i) = canvas(1, i) = canvas(i, 59) = canvas(i, 58) = 1;
    INFO("two thick lines along the border, as heavy as an L in the wrong corner can be");
    const NormalizedDrawing drawing = normalized(canvas);
    const double s = drawing.placement.scale;
    CHECK_THAT(ink_of(drawing.image) * s * s, Near(ink_of(canvas)));
}

TEST_CASE("a digit that already has MNIST's form is only moved by whole pixels", "[8.6]") {
    const wb::DatasetFiles files = wb::find_dataset("digits");
    const wb::Images digits = wb::load_images(files.test_images);
    for (std::size_t n = 0; n < 20; ++n) {
        np_tensor canvas({28, 28});
        for (std::size_t i = 0; i < 784; ++i) canvas.values()[i] = digits.image(n)[i] / 255.0;
        const NormalizedDrawing drawing = normalized(canvas);
        const auto& [box, scale, offset] = drawing.placement;
        INFO("test digit " << n << ": its box is 20 pixels tall or wide, so nothing is made smaller");
        if (scale != 1) continue;  // a few have a fringe of more or less
        REQUIRE_THAT(part_of(drawing.image, offset.top, offset.left, {box.rows, box.cols}),
                     IsCloseTo(part_of(canvas, box.top, box.left, {box.rows, box.cols}), 1e-9, 1e-9));
    }
}

TEST_CASE("drawn again at another size, it becomes nearly the same image", "[8.6]") {
    // The edges are jagged, and the box ends at whole pixels: measured, the images differ by 0.04 to 0.06 of
    // the ink; one that lies a pixel further differs by 0.5.
    const auto drawn = [](double size) {
        const auto at = [size](double x, double y) { return wb::Point{20.3 + size * x, 20.7 + size * y}; };
        np_tensor canvas({280, 280});
        for (double t = 0; t < 1; t += 1e-3) {  // a 7, as a row of discs: not with a student's pen
            const wb::Point p = t < 0.4 ? at(2.5 * t, 0) : at(1 - 0.8 * (t - 0.4), 2 * (t - 0.4));
            for (std::size_t h = 0; h < 280; ++h) {
                const double dy = static_cast<double>(h) + 0.5 - p.y;
                if (std::abs(dy) > 0.08 * size) continue;
                for (std::size_t w = 0; w < 280; ++w)
                    if (std::hypot(static_cast<double>(w) + 0.5 - p.x, dy) < 0.08 * size) canvas(h, w) = 1;
            }
        }
        return canvas;
    };
    const NormalizedDrawing large = normalized(drawn(190));
    for (const double size : {60.0, 97.0, 133.0}) {
        const NormalizedDrawing smaller = normalized(drawn(size));
        INFO("a 7 drawn " << size << " pixels wide, and 190: the images differ by this share of the ink");
        CHECK(difference(large.image, smaller.image) < 0.15);
    }
}

TEST_CASE("the placement gives the position on the canvas of every pixel of the image", "[8.6]") {
    np_tensor canvas({90, 70});
    for (std::size_t h = 20; h < 80; ++h)
        for (std::size_t w = 10; w < 40; ++w) canvas(h, w) = 1;
    const NormalizedDrawing drawing = normalized(canvas);
    const auto& [box, scale, offset] = drawing.placement;
    INFO("60 x 30 pixels of ink from (20, 10) become 20 x 10");
    const auto corner = [&](std::size_t down, std::size_t across) {
        const wb::Point p = wb::canvas_position(drawing.placement, {static_cast<double>(offset.left + across),
                                                                    static_cast<double>(offset.top + down)});
        return Array({p.x, p.y});
    };
    CHECK_THAT(corner(0, 0), IsCloseTo(Array({10.0, 20.0})));
    CHECK_THAT(corner(20, 10), IsCloseTo(Array({40.0, 80.0})));
}

TEST_CASE("an array that is not a canvas is rejected by normalize_drawing", "[8.6]") {
    CHECK_THROWS_MATCHES(normalize_drawing(np_tensor({1, 28, 28}, 1)), wb::shape_error,
                         MessageHas("(1, 28, 28)"));
}

TEST_CASE("a wide drawing becomes 20 columns wide", "[8.6]") {
    const NormalizedDrawing drawing = normalized(moved(np_tensor({30, 60}, 1), 3, 200, {280, 280}));
    INFO("30 x 60 pixels of ink become 10 x 20, s = 3, the center in the middle of pixel (14, 14)");
    CHECK_THAT(drawing.placement.scale,
               Near(3, KnownMistakes{{"the scale is upside down", {1.0 / 3}},
                                     {"the scale is that of the shorter side", {1.5}}}));
    CHECK_THAT(ink_of(drawing.image), Near(200));
    INFO("the box of the ink on the canvas: top, left, rows, cols");
    CHECK_THAT(numbers(drawing.placement.box),
               IsCloseTo({3, 200, 30, 60}, KnownMistakes{{"it is the whole canvas", {0, 0, 280, 280}}}));
}

TEST_CASE("one drawing after another: each is its own", "[8.6]") {
    const np_tensor line = moved(np_tensor({100, 5}, 1), 60, 31, {280, 280});
    const NormalizedDrawing first = normalized(line);
    normalized(np_tensor({40, 40}, 1));
    INFO("a line, then a square, then the line again: is something static?");
    CHECK_THAT(normalized(line).image, IsCloseTo(first.image, 0, 0).as_image());
    CHECK(normalized(line).placement == first.placement);
}

TEST_CASE("the scale is that of fitting_scale, not of the rows, which are rounded up", "[8.6]") {
    INFO("a box of 15 x 37, made 20 wide: 37 / 20 = 1.85, but 15 / 9 = 1.67");
    CHECK_THAT(normalized(moved(np_tensor({15, 37}, 1), 3, 9, {60, 60})).placement.scale, Near(1.85));
}
