#include "ch08_draw/lab/parts/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "ch01_data/resize.hpp"
#include "ch02_np_tensor/reductions.hpp"
#include "ch06_evaluation/predict.hpp"
#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/lab/parts/networks.hpp"
#include "ch08_draw/lab/parts/sample_drawings.hpp"
#include "ch08_draw/lab/parts/ways.hpp"
#include "ch08_draw/read_drawing.hpp"
#include "common/lab/lab.hpp"
#include "common/plot/gray_image.hpp"
#include "common/plot/tiles.hpp"

namespace {

using namespace wb;
using namespace wb::lab08;

// The side of every tile: a canvas is shrunk to it, an image of 28 x 28 is enlarged and shows its pixels.
constexpr std::size_t tile_side = 112;

// Image n, each pixel as a square.
plot::GrayImage squares(const Images& images, std::size_t n) {
    plot::GrayImage tile{.rows = tile_side, .cols = tile_side, .values = {}};
    const auto image = images.image(n);
    for (std::size_t h = 0; h < tile_side; ++h)
        for (std::size_t w = 0; w < tile_side; ++w)
            tile.values.push_back(
                image[h * images.rows / tile_side * images.cols + w * images.cols / tile_side] / 255.0);
    return tile;
}

// An image, and below it the network's prediction.
plot::Tile read_tile(const Images& image, NetworkFromFile& network) {
    const np_tensor p = predict_probabilities(*network.model, network.prepare(image));
    const std::size_t digit = argmax(p).front();
    return {.image = squares(image, 0), .caption = fmt::format("{}: {:.0f}%", digit, 100 * p(0, digit))};
}

}  // namespace

void wb::lab08::draw_stages(const DataSet& test, NetworkFromFile& network, Lab& lab) {
    Rng rng(lab.options.seed);
    std::vector<np_tensor> canvases;
    for (std::size_t n = 0; n < std::min<std::size_t>(10, test.labels.size()); ++n)
        canvases.push_back(paste(test.images, n, rng).canvas);

    plot::TileGroup on_canvas{.heading = "on the canvas", .scale = plot::Scale::ink, .tiles = {}};
    for (const np_tensor& canvas : canvases)
        on_canvas.tiles.push_back(
            {.image = squares(resize_by_area(as_bytes(canvas), tile_side, tile_side), 0)});
    std::vector<plot::TileGroup> groups{on_canvas};
    for (const Way& way : ways()) {
        plot::TileGroup group{.heading = way.name, .scale = plot::Scale::ink, .tiles = {}};
        for (const np_tensor& canvas : canvases) group.tiles.push_back(read_tile(way.image(canvas), network));
        groups.push_back(group);
    }
    lab.pictures.add(
        {.name = "stages",
         .title = network.name + ": what it is shown, and what it says",
         .reading = "In every row the network is the same, and so are the digits: only in the last "
                    "row do they look like its training images."},
        [&](const plot::Picture& picture) { plot::tiles(picture, groups, "ink"); });
}

void wb::lab08::draw_pens(NetworkFromFile& network, Lab& lab) {
    std::vector<plot::TileGroup> groups;
    for (const real width : {2.0F, 10.0F, 30.0F, 60.0F}) {
        plot::TileGroup group{
            .heading = fmt::format("a pen of {} pixels", width), .scale = plot::Scale::ink, .tiles = {}};
        for (std::size_t digit = 0; digit < 10; ++digit)
            group.tiles.push_back(read_tile(ways().back().image(sample_canvas(digit, width)), network));
        groups.push_back(group);
    }
    lab.pictures.add({.name = "pens",
                      .title = network.name + ": drawn with four pens, and normalized",
                      .reading = "Size and place are normalized, the width of the pen is not: the first and "
                                 "the last row are further from MNIST than the others."},
                     [&](const plot::Picture& picture) { plot::tiles(picture, groups, "ink"); });
}

void wb::lab08::draw_means(const Images& originals, const std::vector<Images>& by_way, Lab& lab) {
    const auto mean_of = [](const Images& images) {
        std::vector<double> sum(images.rows * images.cols);
        for (std::size_t n = 0; n < images.count; ++n)
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += images.image(n)[i] / 255.0;
        return plot::gray_image(images.rows, images.cols, sum.begin(), static_cast<double>(images.count));
    };
    plot::TileGroup group{.heading = "", .scale = plot::Scale::sequential, .tiles = {}};
    const char* captions[] = {"canvas", "box of 28", "box of 20", "MNIST's way"};
    group.tiles.push_back({.image = mean_of(originals), .caption = "test images"});
    for (std::size_t i = 0; i < by_way.size(); ++i)
        group.tiles.push_back({.image = mean_of(by_way[i]), .caption = captions[i]});
    lab.pictures.add({.name = "means",
                      .title = "The mean of all digits, as they come to the network",
                      .reading = "The network was trained on images whose mean is the first one. Of the four "
                                 "ways, only the last gives such a mean."},
                     [&](const plot::Picture& picture) { plot::tiles(picture, {group}, "mean ink"); });
}
