#include "ch07_saliency/lab/parts/saliency.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/enlarge.hpp"
#include "ch07_saliency/given/compare_maps.hpp"
#include "ch07_saliency/grad_cam.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "ch07_saliency/integrated_gradients.hpp"
#include "ch07_saliency/lab/parts/images.hpp"
#include "ch07_saliency/lab/parts/networks.hpp"
#include "ch07_saliency/occlusion.hpp"
#include "ch07_saliency/saliency_map.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/heat_map.hpp"
#include "common/plot/tiles.hpp"

namespace {

using namespace wb;
using namespace wb::lab07;

// The measures of a method's maps, on average over the digits.
struct Measured {
    double on_ink_trained;  // the share of the trained network's map that is on the digit's ink
    double on_ink_born;     // the same of the untrained one
    double alike;           // correlation of the two maps
    double sizes_alike;     // correlation of their absolute values
};

// A way to draw a map of each digit: (N, 28, 28).
struct Method {
    std::string name;   // its name in the pictures
    plot::Scale scale;  // of its colors
    bool outlined;      // whether to draw the digit's outline: a map of single pixels needs none
    std::function<np_tensor(Sequential&)> maps;  // of a network, for the images it was made for
};

// The five methods, for these images and classes.
// baseline: the value of blank paper
std::vector<Method> methods(const np_tensor& x, const Indices& classes, real baseline) {
    // Blank paper is not 0 here. A contribution is counted from blank paper.
    const np_tensor ink = x - baseline;
    const auto flat = [](const np_tensor& s) { return s.reshape({s.dim(0), s.dim(2), s.dim(3)}); };
    return {{"input gradient, size only", plot::Scale::sequential, true,
             [=](Sequential& model) { return saliency_map(input_gradient(model, x, classes)); }},
            {"gradient x input", plot::Scale::diverging, false,
             [=](Sequential& model) { return gradient_times_input(input_gradient(model, x, classes), ink); }},
            {"integrated gradients", plot::Scale::diverging, false,
             [=](Sequential& model) { return flat(integrated_gradients(model, x, classes, baseline)); }},
            {"occlusion by a square of 5", plot::Scale::diverging, true,
             [=](Sequential& model) { return occlusion(model, x, classes, 5, baseline); }},
            {"Grad-CAM behind the last convolution", plot::Scale::sequential, true, [=](Sequential& model) {
                 return enlarge(grad_cam(model, x, classes, "relu2"), x.dim(2), x.dim(3));
             }}};
}

// A row of maps.
plot::TileGroup over_digits(const Method& method, const std::string& whose, const np_tensor& maps,
                            const Digits& digits, bool outlined) {
    plot::TileGroup group{.heading = method.name + whose, .scale = method.scale, .tiles = {}};
    for (std::size_t n = 0; n < digits.images.count; ++n) {
        group.tiles.push_back({.image = stretched(picture_of(maps, n))});
        if (outlined) group.tiles.back().outline = picture_of(digits.images, n);
    }
    return group;
}

// Measures the maps of a trained and of an untrained network.
Measured measure(const np_tensor& trained, const np_tensor& born, const Digits& digits) {
    Measured mean{};
    const std::size_t N = digits.images.count, size = trained.size() / N;
    const auto sizes = [](std::span<const real> map) {
        std::vector<real> result(map.begin(), map.end());
        for (real& value : result) value = std::abs(value);
        return result;
    };
    for (std::size_t n = 0; n < N; ++n) {
        const auto a = trained.values().subspan(n * size, size), b = born.values().subspan(n * size, size);
        const auto share = 1 / static_cast<double>(N);
        mean.on_ink_trained += share * share_on_ink(a, digits.images.image(n));
        mean.on_ink_born += share * share_on_ink(b, digits.images.image(n));
        mean.alike += share * correlation(a, b);
        mean.sizes_alike += share * correlation(sizes(a), sizes(b));
    }
    return mean;
}

// One digit, and the evidence for each of the ten classes.
plot::TileGroup for_each_class(Sequential& model, const Digits& digits, const np_tensor& x, std::size_t n,
                               real baseline) {
    Indices ten(10);
    std::iota(ten.begin(), ten.end(), std::size_t{0});
    const np_tensor copies = x.rows(Indices(10, n));
    const np_tensor maps = occlusion(model, copies, ten, 5, baseline), z = model.forward(copies);
    plot::TileGroup group{
        .heading = fmt::format("a {}", digits.classes[n]), .scale = plot::Scale::diverging, .tiles = {}};
    for (const std::size_t k : ten)
        group.tiles.push_back({.image = picture_of(maps, k),
                               .caption = fmt::format("as {}: {:.1f}", k, z(k, k)),
                               .outline = picture_of(digits.images, n)});
    return group;
}

}  // namespace

void wb::lab07::show_saliency(Network& network, const Digits& digits, const np_tensor& x, real baseline,
                              Lab& lab) {
    const Stopwatch watch;
    const np_tensor gray(Shape{x.dim(0), x.dim(2), x.dim(3)}, 1);
    fmt::print(
        "\ncnn28, mean of {} digits                 share on the ink    trained and untrained are alike\n"
        "                                       trained  untrained    with signs      sizes only\n"
        "{:38} {:6.1f}%\n",
        digits.images.count, "a map that is gray all over", 100 * measure(gray, gray, digits).on_ink_trained);
    const auto add = [&](const std::string& model, const std::string& metric, double value) {
        lab.summary.add({.chapter = 7,
                         .model = model,
                         .data = lab.data.name,
                         .metric = metric,
                         .value = value,
                         .promised = std::nullopt,
                         .seconds = watch.seconds()});
    };
    std::vector<plot::TileGroup> trained_maps, compared;
    std::vector<Measured> figures;
    for (const Method& method : methods(x, digits.classes, baseline)) {
        const np_tensor trained = method.maps(*network.trained), born = method.maps(*network.born);
        figures.push_back(measure(trained, born, digits));
        const Measured& found = figures.back();
        fmt::print("{:38} {:6.1f}% {:9.1f}% {:13.2f} {:15.2f}\n", method.name, 100 * found.on_ink_trained,
                   100 * found.on_ink_born, found.alike, found.sizes_alike);
        trained_maps.push_back(over_digits(method, "", trained, digits, method.outlined));
        if (compared.size() < 4) {  // the first two methods
            compared.push_back(over_digits(method, ": trained", trained, digits, false));
            compared.push_back(over_digits(method, ": NOT trained", born, digits, false));
        }
    }
    add("cnn28", "gradient x input on the ink", figures[1].on_ink_trained);
    add("cnn28, not trained", "gradient x input on the ink", figures[1].on_ink_born);

    lab.pictures.add(
        {.name = "saliency",
         .title = "cnn28: why it is this digit, by five methods",
         .reading =
             "They answer different questions: the gradient shows which pixels would change the score, the "
             "next two what each pixel of ink contributes, the last two which places matter."},
        [&](const plot::Picture& picture) { plot::tiles(picture, trained_maps, "relative size"); });
    lab.pictures.add({.name = "saliency_trained_and_not",
                      .title = "cnn28: two methods, before and after training",
                      .reading = "The last row is of an untrained network, and shows every digit: that a "
                                 "map looks like the digit proves nothing."},
                     [&](const plot::Picture& picture) { plot::tiles(picture, compared, "relative size"); });
}

void wb::lab07::show_classes(Sequential& model, const Digits& digits, const np_tensor& x, real baseline,
                             Lab& lab) {
    const std::vector<plot::TileGroup> groups{for_each_class(model, digits, x, 4, baseline),
                                              for_each_class(model, digits, x, 7, baseline)};
    lab.pictures.add({.name = "saliency_of_each_class",
                      .title = "cnn28: what speaks for each class, and its score",
                      .reading = "Orange is evidence for the class below, blue is evidence against it. For "
                                 "another class the same ink can have the other color."},
                     [&](const plot::Picture& picture) { plot::tiles(picture, groups, "score"); });

    const np_tensor three = occlusion(model, x.rows({3}), {digits.classes[3]}, 5, baseline);
    lab.pictures.add({.name = "occlusion_close_up",
                      .title = fmt::format("cnn28: a {}, covered by a square of 5", digits.classes[3]),
                      .reading = "Orange: covering this place lowers the score of the class. Blue: without "
                                 "this place the score would be higher."},
                     [&](const plot::Picture& picture) {
                         plot::heat_map(picture, {.values = picture_of(three, 0),
                                                  .digit = picture_of(digits.images, 3),
                                                  .scale = plot::Scale::diverging,
                                                  .unit = "fall of the score"});
                     });
}
