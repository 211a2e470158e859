/// \file
/// Training, then reading what was enlarged and moved: what the milestone, the capstone and the measured bars
/// have in common.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch03_mlp/evaluate.hpp"
#include "ch03_mlp/given/three_sets.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch08_draw/given/paste.hpp"
#include "ch08_draw/normalize_drawing.hpp"
#include "common/data/datasets.hpp"

namespace wb {

/// The same network's accuracy on the same digits, twice.
struct ReadTwice {
    double originals = 0;  ///< as they are in the file
    double pasted = 0;     ///< enlarged, put somewhere on a canvas, and normalized
    /// Usually a little below 0. (Rounded: the difference of two shares of N samples, and no noise behind
    /// it.)
    double gained() const { return std::round((pasted - originals) * 1e6) / 1e6; }
};

/// Every image, made 28 x 28 in some way.
template <class MakeImage>
Images each(const Images& images, MakeImage&& make_image) {
    Images all{.count = images.count, .rows = field_side, .cols = field_side, .pixels = {}};
    for (std::size_t n = 0; n < images.count; ++n) {
        const Images one = make_image(n);
        all.pixels.insert(all.pixels.end(), one.pixels.begin(), one.pixels.end());
    }
    return all;
}

/// Each image on a canvas of its own, and normalized.
/// \param seed  decides sizes and places
inline Images pasted_and_normalized(const Images& images, std::uint32_t seed) {
    Rng rng(seed);
    return each(images, [&](std::size_t n) {
        return as_bytes(normalize_drawing(paste(images, n, rng).canvas).value().image);
    });
}

/// Reads them as they are, and pasted.
inline ReadTwice read_twice(Module& model, const AsInput& prepare, const DataSet& test, std::uint32_t seed) {
    const auto accuracy = [&](const Images& images) {
        return evaluate(model, prepare(images), test.labels).accuracy;
    };
    return {accuracy(test.images), accuracy(pasted_and_normalized(test.images, seed))};
}

/// Training and test digits of the workbook's own set, normalized as exercise 8.6 does: they lie half a pixel
/// further up and left than those of MNIST, and a dense network would notice.
inline DataSet normalized_digits(const std::filesystem::path& images, const std::filesystem::path& labels) {
    DataSet set = load_data_set(images, labels);
    set.images = each(set.images, [&, unit = scale_to_unit(set.images)](std::size_t n) {
        const std::size_t size = set.images.rows * set.images.cols;
        const auto begin = unit.begin() + static_cast<std::ptrdiff_t>(n * size);
        const np_tensor canvas({set.images.rows, set.images.cols},
                               std::vector<real>(begin, begin + static_cast<std::ptrdiff_t>(size)));
        return as_bytes(normalize_drawing(canvas).value().image);
    });
    return set;
}

/// The recipe of the milestone: that of chapter 04, for fewer epochs.
inline NetworkRecipe reading_recipe() {
    NetworkRecipe recipe = deep_recipe();
    recipe.epochs = 4;
    return recipe;
}

/// 784-128-128-128-10, trained on the digits.
/// \param rng  must outlive the network
inline std::unique_ptr<Sequential> network_for_digits(const DataSet& train, Rng& rng, std::uint32_t seed) {
    const NetworkRecipe recipe = reading_recipe();
    auto model = recipe.make(rng);
    model->need_input_gradient(false);
    Adam adam(model->parameters(), {.learning_rate = recipe.learning_rate});
    const ThreeSets sets = set_aside(train, as_rows, {}, seed);
    fit(*model, adam, sets.train, sets.validation, fit_options(recipe, adam, sets.train.labels.size()), rng);
    return model;
}

}  // namespace wb
