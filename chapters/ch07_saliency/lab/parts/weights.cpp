#include "ch07_saliency/lab/parts/weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/given/compare_maps.hpp"
#include "ch07_saliency/lab/parts/images.hpp"
#include "ch07_saliency/lab/parts/networks.hpp"
#include "ch07_saliency/pixel_importance.hpp"
#include "common/plot/heat_map.hpp"
#include "common/plot/tiles.hpp"

namespace {

using namespace wb;
using namespace wb::lab07;

// On the terminal.
void print_five_largest(const char* what, const np_tensor& map, const Ink& ink) {
    Indices order(map.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t d) { return map.values()[d]; });
    fmt::print("\nThe five most important pixels, by {}:\n", what);
    for (std::size_t i = 0; i < 5; ++i)
        fmt::print("  row {:2}, column {:2}: {:.3f}; inked in {} of {} test images\n", order[i] / 28,
                   order[i] % 28, map.values()[order[i]], ink.inked[order[i]], ink.images);
}

// The filters of the first convolution, (M, 1, F, F), as tiles.
plot::TileGroup filters(const std::string& heading, Sequential& model) {
    const np_tensor weight = weights_of(model, "conv1.weight");
    plot::TileGroup group{.heading = heading, .scale = plot::Scale::diverging, .tiles = {}};
    const std::size_t side = weight.dim(2);
    for (std::size_t m = 0; m < weight.dim(0); ++m)
        group.tiles.push_back(
            {.image = plot::gray_image(side, side, weight.values().subspan(m * side * side).begin())});
    return group;
}

}  // namespace

wb::lab07::Ink wb::lab07::ink_of(const Images& images) {
    Ink ink{.images = images.count};
    for (std::size_t d = 0; d < 784; ++d) {
        double sum = 0, squares = 0;
        for (std::size_t n = 0; n < images.count; ++n) {
            const double p = images.pixels[n * 784 + d] / 255.0;
            sum += p;
            squares += p * p;
            if (p > 0) ++ink.inked[d];
        }
        const double mean = sum / static_cast<double>(images.count);
        ink.spread.values()[d] = static_cast<real>(
            std::sqrt(std::max(0.0, squares / static_cast<double>(images.count) - mean * mean)));
    }
    return ink;
}

void wb::lab07::show_pixel_importance(Network& network, const Ink& ink, Lab& lab) {
    const std::string name = small_recipe().name;
    const np_tensor born = pixel_importance(weights_of(*network.born, "fc1.weight"));
    const np_tensor trained = pixel_importance(weights_of(*network.trained, "fc1.weight"));
    const np_tensor heard = trained * ink.spread;
    print_five_largest("the mean size of their weights", trained, ink);
    print_five_largest("that, times how much the pixel varies", heard, ink);

    std::size_t unmoved = 0;
    for (std::size_t d = 0; d < trained.size(); ++d)
        if (trained.values()[d] == born.values()[d]) ++unmoved;
    if (unmoved > 0)
        fmt::print(
            "\n{} of 784 pixels still have exactly their initial weights: they are blank in every training "
            "image,\n"
            "so they never got a gradient. What they show is noise.\n",
            unmoved);
    else
        fmt::print(
            "\nNo pixel has its initial weights. Was the network trained with another "
            "--seed?\n");

    lab.pictures.add({.name = "pixel_importance",
                      .title = name + ": mean size of each pixel's weights",
                      .reading = "The largest weights form a ring around the digits, where ink is so rare "
                                 "that they are hardly ever used: a large weight alone is no influence."},
                     [&](const plot::Picture& picture) {
                         plot::heat_map(picture, {.values = image_of(trained), .unit = "mean |weight|"});
                     });
    lab.pictures.add(
        {.name = "pixel_importance_in_use",
         .title = name + ": from weights to influence",
         .reading = "Training makes the ring of large weights. Multiplied by how much each pixel varies, the "
                    "weights show what is really used: the middle, where digits differ."},
        [&](const plot::Picture& picture) {
            const double largest = *std::ranges::max_element(trained.values());
            const auto of_largest = [&](const np_tensor& map) {
                plot::GrayImage image = image_of(map);
                for (double& value : image.values) value /= largest;
                return image;
            };
            plot::tiles(picture,
                        {{.heading = "",
                          .scale = plot::Scale::sequential,
                          .tiles = {{.image = of_largest(born), .caption = "before training"},
                                    {.image = of_largest(trained), .caption = "after training"},
                                    {.image = stretched(image_of(ink.spread)), .caption = "spread of ink"},
                                    {.image = stretched(image_of(heard)), .caption = "after x spread"}}}},
                        "relative size");
        });
}

void wb::lab07::show_filters(Network& network, const std::string& name, Lab& lab) {
    const double likeness = correlation(weights_of(*network.born, "conv1.weight").values(),
                                        weights_of(*network.trained, "conv1.weight").values());
    fmt::print("\n{}: the filters before and after training have a correlation of {:.2f}.\n", name, likeness);
    if (likeness < 0.3)
        fmt::print(
            "That is low: was the network trained with another --seed than {}? Then its initial filters "
            "differ.\n",
            lab.options.seed);
    lab.pictures.add({.name = "filters_" + name,
                      .title = name + ": the filters of the first convolution",
                      .reading = "Training makes edges and strokes out of faint noise, but each filter still "
                                 "resembles its initial one."},
                     [&](const plot::Picture& picture) {
                         plot::tiles(picture,
                                     {filters("before training", *network.born),
                                      filters("after training", *network.trained)},
                                     "weight");
                     });
}
