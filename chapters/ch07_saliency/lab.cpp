/// \file
/// The lab of chapter 07: what trained networks look at, in pictures, and how far the pictures can be
/// trusted.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/arithmetic.hpp"
#include "ch03_mlp/recipe.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/dense.hpp"
#include "ch04_adam/recipe.hpp"
#include "ch04_adam/three_sets.hpp"
#include "ch05_cnn/recipe.hpp"
#include "ch07_saliency/activations.hpp"
#include "ch07_saliency/compare_maps.hpp"
#include "ch07_saliency/enlarge.hpp"
#include "ch07_saliency/grad_cam.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "ch07_saliency/integrated_gradients.hpp"
#include "ch07_saliency/occlusion.hpp"
#include "ch07_saliency/pixel_importance.hpp"
#include "ch07_saliency/saliency_map.hpp"
#include "common/lab/checkpoint.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/heat_map.hpp"
#include "common/plot/tiles.hpp"

namespace {

using wb::np_tensor;
using wb::plot::GreyImage;
using wb::plot::Scale;
using wb::plot::TileGroup;

// The networks: each as it was born, and as training has left it.

struct Network {
    std::unique_ptr<wb::Sequential> born, trained;
};

/// If a network has to be trained here, it is with no more samples than this in a quick look.
constexpr std::size_t quick_samples = 12'000;

/// Trains for one epoch, or for as many as --epochs says.
/// \param prepare  makes samples of images
template <class Recipe>
void learn(wb::Module& model, Recipe recipe, wb::Rng& rng, const wb::Lab& lab,
           const std::function<np_tensor(const wb::Images&)>& prepare) {
    recipe.epochs = lab.options.epochs.value_or(1);
    fmt::print("Training it now: epochs {}. The earlier lab takes more.\n", recipe.epochs);
    wb::DataSet set = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    wb::Samples all{prepare(set.images), std::move(set.labels)};
    if (lab.options.quick && all.labels.size() > quick_samples) all = all.first(quick_samples);
    const wb::ThreeSets sets = wb::set_aside(all, {}, lab.options.seed);

    wb::Adam adam(model.parameters(), {.learning_rate = recipe.learning_rate});
    wb::ProgressBar bar("training");
    wb::FitOptions options = wb::fit_options(recipe, adam, sets.train.labels.size());
    options.log = &std::cout;
    options.progress = [&bar](std::size_t done, std::size_t total) {
        bar.update(done, total);
        if (done == total) bar.clear();  // the epoch's line takes its place
    };
    model.need_input_gradient(false);
    wb::fit(model, adam, sets.train, sets.validation, options, rng);
}

Network dense_network(const wb::Lab& lab) {
    const wb::DenseRecipe recipe = wb::small_recipe();
    wb::Rng rng(lab.options.seed), same(lab.options.seed);
    Network network{wb::make_dense(recipe.units, 0, same), wb::make_dense(recipe.units, 0, rng)};
    if (const auto file = wb::earlier_checkpoint(lab, 4, recipe.name()))
        wb::load(*network.trained, *file);
    else
        learn(*network.trained, recipe, rng, lab,
              [](const wb::Images& images) { return wb::as_rows(images); });
    return network;
}

/// Of the clear layers, which can be looked into. If it has to be trained, the fast ones do that.
Network cnn(const wb::CnnRecipe& recipe, const wb::Lab& lab) {
    wb::Rng rng(lab.options.seed), same(lab.options.seed), any(lab.options.seed);
    Network network{recipe.make(same), recipe.make(any)};
    if (const auto file = wb::earlier_checkpoint(lab, 5, recipe.name)) {
        wb::load(*network.trained, *file);
        return network;
    }
    const auto fast = recipe.make_fast(rng, 1);
    learn(*fast, recipe, rng, lab, [&](const wb::Images& images) { return wb::as_images(images, recipe); });
    const auto from = fast->parameters(), to = network.trained->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) *to[i].tensor = *from[i].tensor;
    return network;
}

np_tensor& weights_of(wb::Sequential& model, const std::string& name) {
    for (const wb::Parameter& parameter : model.parameters())
        if (parameter.name == name) return *parameter.tensor;
    throw std::invalid_argument("no parameter is called " + name);
}

// The digits: the first test image of each class.

struct Digits {
    wb::Images images;
    wb::Indices classes;  ///< 0 to 9
};

Digits first_of_each_class(const wb::DataSet& test) {
    Digits digits{{.count = 0, .rows = test.images.rows, .cols = test.images.cols, .pixels = {}}, {}};
    for (std::size_t k = 0; k < 10; ++k) {
        const auto found = std::ranges::find(test.labels, k);
        if (found == test.labels.end()) continue;
        const auto pixels = test.images.image(static_cast<std::size_t>(found - test.labels.begin()));
        digits.images.pixels.insert(digits.images.pixels.end(), pixels.begin(), pixels.end());
        ++digits.images.count;
        digits.classes.push_back(k);
    }
    return digits;
}

GreyImage picture_of(const wb::Images& images, std::size_t n) {
    return wb::plot::grey_image(images.rows, images.cols, images.image(n).begin(), 255);
}

/// Map n of (N, H, W).
GreyImage picture_of(const np_tensor& maps, std::size_t n) {
    const std::size_t size = maps.dim(1) * maps.dim(2);
    return wb::plot::grey_image(maps.dim(1), maps.dim(2), maps.values().subspan(n * size).begin());
}

GreyImage image_of(const np_tensor& map) {
    return wb::plot::grey_image(map.dim(0), map.dim(1), map.values().begin());
}

/// The same map with 1 for its largest size: each is to be seen, however small its numbers are.
GreyImage stretched(GreyImage map) {
    double largest = 0;
    for (const double value : map.values) largest = std::max(largest, std::abs(value));
    if (largest > 0)
        for (double& value : map.values) value /= largest;
    return map;
}

// What is drawn.

/// What one pixel does in all images.
struct Ink {
    np_tensor spread{wb::Shape{28, 28}};   ///< standard deviation, of pixels from 0 to 1
    wb::Indices inked = wb::Indices(784);  ///< in how many images it is not blank
    std::size_t images = 0;
};

Ink ink_of(const wb::Images& images) {
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
        ink.spread.values()[d] = static_cast<wb::real>(
            std::sqrt(std::max(0.0, squares / static_cast<double>(images.count) - mean * mean)));
    }
    return ink;
}

void print_five_largest(const char* what, const np_tensor& map, const Ink& ink) {
    wb::Indices order(map.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t d) { return map.values()[d]; });
    fmt::print("\nThe five most important pixels, by {}:\n", what);
    for (std::size_t i = 0; i < 5; ++i)
        fmt::print("  row {:2}, column {:2}: {:.3f}; inked in {} of {} test images\n", order[i] / 28,
                   order[i] % 28, map.values()[order[i]], ink.inked[order[i]], ink.images);
}

void show_pixel_importance(Network& network, const Ink& ink, wb::Lab& lab) {
    const std::string name = wb::small_recipe().name();
    const np_tensor born = wb::pixel_importance(weights_of(*network.born, "fc1.weight"));
    const np_tensor trained = wb::pixel_importance(weights_of(*network.trained, "fc1.weight"));
    const np_tensor heard = trained * ink.spread;
    print_five_largest("the mean size of their weights", trained, ink);
    print_five_largest("that, times how much the pixel varies", heard, ink);

    std::size_t unmoved = 0;
    for (std::size_t d = 0; d < trained.size(); ++d)
        if (trained.values()[d] == born.values()[d]) ++unmoved;
    fmt::print(
        "\n{} of 784 pixels still have the very weights that the network was born with: blank in every\n"
        "training image, they have never been learnt about. What they show is noise.\n",
        unmoved);

    lab.pictures.add(
        {.name = "pixel_importance",
         .title = name + ": mean size of each pixel's weights",
         .reading = "The largest weights form a ring around the digits, where ink is so rare that "
                    "they hardly ever speak: a large weight is not yet an influence."},
        [&](const wb::plot::Picture& picture) {
            wb::plot::heat_map(picture, {.values = image_of(trained), .unit = "mean |weight|"});
        });
    lab.pictures.add(
        {.name = "pixel_importance_in_use",
         .title = name + ": from weights to influence",
         .reading = "Training makes the ring of large weights; multiplied by how much each pixel varies, the "
                    "weights show what is really heard: the middle, where digits differ."},
        [&](const wb::plot::Picture& picture) {
            const double largest = *std::ranges::max_element(trained.values());
            const auto of_largest = [&](const np_tensor& map) {
                GreyImage image = image_of(map);
                for (double& value : image.values) value /= largest;
                return image;
            };
            wb::plot::tiles(
                picture,
                {{.heading = "",
                  .scale = Scale::sequential,
                  .tiles = {{.image = of_largest(born), .caption = "before training"},
                            {.image = of_largest(trained), .caption = "after training"},
                            {.image = stretched(image_of(ink.spread)), .caption = "spread of ink"},
                            {.image = stretched(image_of(heard)), .caption = "after x spread"}}}},
                "relative size");
        });
}

/// The filters of the first convolution, (M, 1, F, F), as tiles.
TileGroup kernels(const std::string& heading, wb::Sequential& model) {
    const np_tensor& weight = weights_of(model, "conv1.weight");
    TileGroup group{.heading = heading, .scale = Scale::diverging, .tiles = {}};
    const std::size_t side = weight.dim(2);
    for (std::size_t m = 0; m < weight.dim(0); ++m)
        group.tiles.push_back(
            {.image = wb::plot::grey_image(side, side, weight.values().subspan(m * side * side).begin())});
    return group;
}

void show_kernels(Network& network, const std::string& name, wb::Lab& lab) {
    const double likeness = wb::correlation(weights_of(*network.born, "conv1.weight").values(),
                                            weights_of(*network.trained, "conv1.weight").values());
    fmt::print("\n{}: the kernels before and after training have a correlation of {:.2f}.\n", name, likeness);
    if (likeness < 0.3)
        fmt::print(
            "So little: was it trained with another --seed than {}? Then it was born with other kernels.\n",
            lab.options.seed);
    lab.pictures.add(
        {.name = "kernels_" + name,
         .title = name + ": the kernels of the first convolution",
         .reading = "Training turns noise into edges, strokes and spots, but each kernel is still "
                    "recognisable: it grows from the one it was born as."},
        [&](const wb::plot::Picture& picture) {
            wb::plot::tiles(
                picture,
                {kernels("before training", *network.born), kernels("after training", *network.trained)},
                "weight");
        });
}

/// All channels of image 0 as tiles; rows of numbers (n, M) as one tile, 16 to a line.
TileGroup maps_after(const wb::Activation& activation, const std::string& what) {
    TileGroup group{.heading = activation.name + what, .scale = Scale::sequential, .tiles = {}};
    const np_tensor& A = activation.values;
    for (std::size_t c = 0; c < A.dim(1); ++c)
        group.tiles.push_back({.image = wb::plot::grey_image(
                                   A.dim(2), A.dim(3), A.values().subspan(c * A.dim(2) * A.dim(3)).begin())});
    return group;
}

void show_activations(wb::Sequential& model, const np_tensor& x, std::size_t k, wb::Lab& lab) {
    const auto all = wb::activations(model, x);
    const auto after = [&](const char* name) { return *std::ranges::find(all, name, &wb::Activation::name); };
    const auto draw = [&](const std::string& name, const std::string& title, const std::string& reading,
                          const std::vector<TileGroup>& groups) {
        lab.pictures.add(
            {.name = name, .title = title, .reading = reading},
            [&](const wb::plot::Picture& picture) { wb::plot::tiles(picture, groups, "activation"); });
    };
    TileGroup conv1 = maps_after(after("conv1"), ": what each of 16 kernels finds, and its opposite");
    conv1.scale = Scale::diverging;
    draw("activations_1", fmt::format("cnn28 reads a {}: the first convolution", k),
         "Each map is the digit seen through one kernel: edges of one direction, strokes, or the paper; the "
         "ReLU keeps what was found, and the pooling its place, more coarsely.",
         {conv1, maps_after(after("relu1"), ": only what is found"),
          maps_after(after("pool1"), ": the same, at half the size")});
    TileGroup conv2 = maps_after(after("conv2"), ": 32 patterns of such patterns, and their opposites");
    conv2.scale = Scale::diverging;
    draw("activations_2", fmt::format("cnn28 reads a {}: the second convolution", k),
         "Fewer maps show the whole digit, more of them single parts: the end of a stroke, a corner, a side.",
         {conv2, maps_after(after("relu2"), ": only what is found"),
          maps_after(after("pool2"), ": what the Linear layers get to read")});
    const np_tensor& z = all.back().values;
    fmt::print("\ncnn28 reads a {}. Its scores, for 0 to 9:", k);
    for (const wb::real score : z.values()) fmt::print(" {:.1f}", score);
    fmt::print("\n");
}

/// A way to draw a map of each digit: (N, 28, 28).
struct Method {
    std::string name;
    Scale scale;
    bool outlined;  ///< whether the digit's outline helps; a map of single pixels of ink draws it by itself
    std::function<np_tensor(wb::Sequential&)> maps;
};

std::vector<Method> methods(const np_tensor& x, const wb::Indices& classes, wb::real baseline) {
    // What stands for blank paper is not 0 here. A contribution is counted from blank paper.
    const np_tensor ink = x - baseline;
    const auto flat = [](const np_tensor& s) { return s.reshape({s.dim(0), s.dim(2), s.dim(3)}); };
    return {
        {"input gradient, size only", Scale::sequential, true,
         [=](wb::Sequential& model) { return wb::saliency_map(wb::input_gradient(model, x, classes)); }},
        {"gradient x input", Scale::diverging, false,
         [=](wb::Sequential& model) {
             return wb::gradient_times_input(wb::input_gradient(model, x, classes), ink);
         }},
        {"integrated gradients", Scale::diverging, false,
         [=](wb::Sequential& model) { return flat(wb::integrated_gradients(model, x, classes, baseline)); }},
        {"occlusion by a square of 5", Scale::diverging, true,
         [=](wb::Sequential& model) { return wb::occlusion(model, x, classes, 5, baseline); }},
        {"Grad-CAM behind the last convolution", Scale::sequential, true, [=](wb::Sequential& model) {
             return wb::enlarge(wb::grad_cam(model, x, classes, "relu2"), x.dim(2), x.dim(3));
         }}};
}

TileGroup over_digits(const Method& method, const std::string& whose, const np_tensor& maps,
                      const Digits& digits, bool outlined) {
    TileGroup group{.heading = method.name + whose, .scale = method.scale, .tiles = {}};
    for (std::size_t n = 0; n < digits.images.count; ++n) {
        group.tiles.push_back({.image = stretched(picture_of(maps, n))});
        if (outlined) group.tiles.back().outline = picture_of(digits.images, n);
    }
    return group;
}

/// What a method's maps come to, on average over the digits.
struct Measured {
    double on_ink_trained, on_ink_born;  ///< shares
    double alike, sizes_alike;           ///< correlation of the two, with signs and without
};

Measured measure(const np_tensor& trained, const np_tensor& born, const Digits& digits) {
    Measured mean{};
    const std::size_t N = digits.images.count, size = trained.size() / N;
    const auto sizes = [](std::span<const wb::real> map) {
        std::vector<wb::real> result(map.begin(), map.end());
        for (wb::real& value : result) value = std::abs(value);
        return result;
    };
    for (std::size_t n = 0; n < N; ++n) {
        const auto a = trained.values().subspan(n * size, size), b = born.values().subspan(n * size, size);
        const auto share = 1 / static_cast<double>(N);
        mean.on_ink_trained += share * wb::share_on_ink(a, digits.images.image(n));
        mean.on_ink_born += share * wb::share_on_ink(b, digits.images.image(n));
        mean.alike += share * wb::correlation(a, b);
        mean.sizes_alike += share * wb::correlation(sizes(a), sizes(b));
    }
    return mean;
}

void show_saliency(Network& network, const Digits& digits, const np_tensor& x, wb::real baseline,
                   wb::Lab& lab) {
    const wb::Stopwatch watch;
    const np_tensor grey(wb::Shape{x.dim(0), x.dim(2), x.dim(3)}, 1);
    fmt::print(
        "\ncnn28, mean of {} digits                 share on the ink    trained and untrained are alike\n"
        "                                       trained  untrained    with signs      sizes only\n"
        "{:38} {:6.1f}%\n",
        digits.images.count, "a map that is grey all over", 100 * measure(grey, grey, digits).on_ink_trained);
    const auto add = [&](const std::string& model, const std::string& metric, double value) {
        lab.summary.add({.chapter = 7,
                         .model = model,
                         .data = lab.data.name,
                         .metric = metric,
                         .value = value,
                         .promised = std::nullopt,
                         .seconds = watch.seconds()});
    };
    std::vector<TileGroup> trained_maps, compared;
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
         .reading = "They answer different questions: the gradient says where the score is easily moved, "
                    "the next two what each pixel of ink is worth, the last two which places are."},
        [&](const wb::plot::Picture& picture) { wb::plot::tiles(picture, trained_maps, "relative size"); });
    lab.pictures.add(
        {.name = "saliency_trained_and_not",
         .title = "cnn28: two methods, before and after training",
         .reading = "The last row is of a network that has learnt nothing, and shows every digit: that a "
                    "map looks like the digit proves nothing."},
        [&](const wb::plot::Picture& picture) { wb::plot::tiles(picture, compared, "relative size"); });
}

/// One digit, and what speaks for each of the ten classes.
TileGroup for_each_class(wb::Sequential& model, const Digits& digits, const np_tensor& x, std::size_t n,
                         wb::real baseline) {
    wb::Indices ten(10);
    std::iota(ten.begin(), ten.end(), std::size_t{0});
    const np_tensor copies = x.rows(wb::Indices(10, n));
    const np_tensor maps = wb::occlusion(model, copies, ten, 5, baseline), z = model.forward(copies);
    TileGroup group{
        .heading = fmt::format("a {}", digits.classes[n]), .scale = Scale::diverging, .tiles = {}};
    for (const std::size_t k : ten)
        group.tiles.push_back({.image = picture_of(maps, k),
                               .caption = fmt::format("as {}: {:.1f}", k, z(k, k)),
                               .outline = picture_of(digits.images, n)});
    return group;
}

void show_classes(wb::Sequential& model, const Digits& digits, const np_tensor& x, wb::real baseline,
                  wb::Lab& lab) {
    const std::vector<TileGroup> groups{for_each_class(model, digits, x, 4, baseline),
                                        for_each_class(model, digits, x, 7, baseline)};
    lab.pictures.add(
        {.name = "saliency_of_each_class",
         .title = "cnn28: what speaks for each class, and its score",
         .reading = "Orange speaks for the class below, blue against it: ask about another class, and the "
                    "same ink changes sides."},
        [&](const wb::plot::Picture& picture) { wb::plot::tiles(picture, groups, "score"); });

    const np_tensor three = wb::occlusion(model, x.rows({3}), {digits.classes[3]}, 5, baseline);
    lab.pictures.add(
        {.name = "occlusion_close_up",
         .title = fmt::format("cnn28: a {}, covered by a square of 5", digits.classes[3]),
         .reading = "Where it is orange, covering the ink costs the class its score; where it is blue, the "
                    "network would be surer without it."},
        [&](const wb::plot::Picture& picture) {
            wb::plot::heat_map(picture, {.values = picture_of(three, 0),
                                         .digit = picture_of(digits.images, 3),
                                         .scale = Scale::diverging,
                                         .unit = "fall of the score"});
        });
}

void lab07(wb::Lab& lab) {
    const wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    Network dense = dense_network(lab);
    show_pixel_importance(dense, ink_of(test.images), lab);

    const wb::CnnRecipe small = wb::cnn16_recipe(), large = wb::cnn28_recipe();
    Network cnn16 = cnn(small, lab);
    show_kernels(cnn16, small.name, lab);
    Network cnn28 = cnn(large, lab);
    show_kernels(cnn28, large.name, lab);

    const Digits digits = first_of_each_class(test);
    const np_tensor x = wb::as_images(digits.images, large);
    const wb::real baseline = wb::standardize({.count = 1, .rows = 1, .cols = 1, .pixels = {0}}).front();
    show_activations(*cnn28.trained, x.rows({4}), digits.classes[4], lab);
    show_saliency(cnn28, digits, x, baseline, lab);
    show_classes(*cnn28.trained, digits, x, baseline, lab);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavour = WORKBOOK_FLAVOUR}, lab07);
}
