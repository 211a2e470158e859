#include "ch07_saliency/lab/parts/activations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "ch07_saliency/activations.hpp"
#include "common/lab/lab.hpp"
#include "common/plot/tiles.hpp"

namespace {

using namespace wb;
using namespace wb::lab07;

// All channels of image 0, (1, C, H, W), as tiles.
plot::TileGroup maps_after(const Activation& activation, const std::string& what) {
    plot::TileGroup group{.heading = activation.name + what, .scale = plot::Scale::sequential, .tiles = {}};
    const np_tensor& A = activation.values;
    for (std::size_t c = 0; c < A.dim(1); ++c)
        group.tiles.push_back({.image = plot::gray_image(
                                   A.dim(2), A.dim(3), A.values().subspan(c * A.dim(2) * A.dim(3)).begin())});
    return group;
}

}  // namespace

void wb::lab07::show_activations(Sequential& model, const np_tensor& x, std::size_t k, Lab& lab) {
    const auto all = activations(model, x);
    const auto after = [&](const char* name) { return *std::ranges::find(all, name, &Activation::name); };
    const auto draw = [&](const std::string& name, const std::string& title, const std::string& reading,
                          const std::vector<plot::TileGroup>& groups) {
        lab.pictures.add({.name = name, .title = title, .reading = reading},
                         [&](const plot::Picture& picture) { plot::tiles(picture, groups, "activation"); });
    };
    plot::TileGroup conv1 = maps_after(after("conv1"), ": what each of 16 filters finds, and its opposite");
    conv1.scale = plot::Scale::diverging;
    draw("activations_1", fmt::format("cnn28 reads a {}: the first convolution", k),
         "Each map is the digit seen through one filter: edges of one direction, strokes, or the paper; the "
         "ReLU keeps what was found, and the pooling its place, more coarsely.",
         {conv1, maps_after(after("relu1"), ": only what is found"),
          maps_after(after("pool1"), ": the same, at half the size")});
    plot::TileGroup conv2 = maps_after(after("conv2"), ": 32 patterns of such patterns, and their opposites");
    conv2.scale = plot::Scale::diverging;
    draw("activations_2", fmt::format("cnn28 reads a {}: the second convolution", k),
         "Fewer maps show the whole digit, more of them single parts: the end of a stroke, a corner, a side.",
         {conv2, maps_after(after("relu2"), ": only what is found"),
          maps_after(after("pool2"), ": what the Linear layers get to read")});
    const np_tensor& z = all.back().values;
    fmt::print("\ncnn28 reads a {}. Its scores, for 0 to 9:", k);
    for (const real score : z.values()) fmt::print(" {:.1f}", score);
    fmt::print("\n");
}
