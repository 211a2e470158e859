// From a canvas to a digit, with a trained network: the promise of this chapter, and what happens
// without it.
#include "ch01_data/resize.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch08_draw/draw_strokes.hpp"
#include "ch08_draw/read_drawing.hpp"
#include "tests/ch08_draw/drawings.hpp"
#include "tests/ch08_draw/reading_run.hpp"

using namespace wb::judge;

namespace {

constexpr std::uint32_t seed = 2;

/// A network trained on the digits, once for all cases.
struct Trained {
    wb::DatasetFiles files = wb::find_dataset("digits");
    wb::DataSet test = wb::normalized_digits(files.test_images, files.test_labels);
    wb::Rng rng{seed};
    std::unique_ptr<wb::Sequential> model =
        wb::network_for_digits(wb::normalized_digits(files.train_images, files.train_labels), rng, seed);
};

Trained& trained() {
    static Trained once;
    return once;
}

}  // namespace

TEST_CASE("digits of any size and at any place are read as well as the originals", "[milestone-8]") {
    const wb::ReadTwice read = wb::read_twice(*trained().model, wb::as_rows, trained().test, seed);
    INFO("originals " << read.originals << ", pasted on a canvas and normalized " << read.pasted
                      << "; the difference, and its bar:");
    CHECK_THAT(read.gained(), ReachesBar("ch08_dense_digits"));
}

TEST_CASE("without the normalization, the same network reads fewer than half of the same canvases",
          "[milestone-8]") {
    wb::Rng rng(seed);
    const wb::Images shrunk = wb::each(trained().test.images, [&](std::size_t n) {
        return wb::resize_by_area(wb::as_bytes(wb::paste(trained().test.images, n, rng).canvas), 28, 28);
    });
    INFO(
        "the whole canvas made 28 x 28; measured: 0.27 to 0.32. If it reads these, the case above proves "
        "little");
    CHECK(wb::evaluate(*trained().model, wb::as_rows(shrunk), trained().test.labels).accuracy < 0.5);
}

TEST_CASE("digits drawn with the pen are read, small and large, here and there", "[milestone-8]") {
    // A 0, a 1 and a 7, in a box of 1 x 1: the three that hardly two people draw differently.
    const std::pair<std::size_t, std::vector<wb::Point>> digits[] = {{0,
                                                                      {{0.5, 0},
                                                                       {0.22, 0.1},
                                                                       {0.1, 0.35},
                                                                       {0.1, 0.65},
                                                                       {0.22, 0.9},
                                                                       {0.5, 1},
                                                                       {0.78, 0.9},
                                                                       {0.9, 0.65},
                                                                       {0.9, 0.35},
                                                                       {0.78, 0.1},
                                                                       {0.5, 0}}},
                                                                     {1, {{0.5, 0}, {0.5, 1}}},
                                                                     {7, {{0.1, 0}, {0.85, 0}, {0.35, 1}}}};
    for (const auto& [digit, points] : digits)
        for (const double size : {60.0, 120.0, 200.0}) {
            wb::Stroke stroke{.points = {}, .width = size / 9};
            for (const wb::Point& p : points)
                stroke.points.push_back({.x = 20 + 0.7 * size * p.x, .y = 270 - size + size * p.y});
            const auto reading =
                wb::read_drawing(*trained().model, wb::as_rows, wb::draw_strokes({stroke}, 280, 280));
            REQUIRE(reading.has_value());
            INFO("a " << digit << ", " << size << " pixels tall, in the lower left of the canvas");
            CHECK(reading->digit == digit);
        }
}
