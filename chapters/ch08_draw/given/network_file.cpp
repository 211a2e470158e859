#include "ch08_draw/given/network_file.hpp"

#include <map>
#include <utility>
#include <vector>

#include "ch02_np_tensor/given/as_rows.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "common/errors/data_error.hpp"
#include "common/npz/npz.hpp"

namespace {

/// The name and the shape of each parameter, in which the networks differ.
using Entries = std::map<std::string, wb::Shape>;

Entries entries_of(wb::Sequential& model) {
    Entries entries;
    for (const auto& [name, tensor] : model.parameters()) entries[name] = tensor->shape();
    return entries;
}

Entries entries_of(const wb::NpzArrays& arrays) {
    Entries entries;
    for (const auto& [name, array] : arrays) entries[name] = array.shape;
    return entries;
}

std::string to_text(const Entries& entries) {
    std::string text;
    for (const auto& [name, shape] : entries)
        text += (text.empty() ? "" : ", ") + name + " " + wb::to_string(shape);
    return text.empty() ? "none" : text;
}

wb::NetworkFromFile dense(const wb::DenseRecipe& recipe) {
    auto rng = std::make_unique<wb::Rng>(1);
    auto model = wb::make_dense(recipe.units, 0, *rng);
    return {.name = recipe.name(),
            .is_cnn = false,
            .prepare = [](const wb::Images& images) { return wb::as_rows(images); },
            .rng = std::move(rng),
            .model = std::move(model)};
}

wb::NetworkFromFile convolutional(const wb::CnnRecipe& recipe) {
    auto rng = std::make_unique<wb::Rng>(1);
    auto model = recipe.make(*rng);
    return {.name = recipe.name,
            .is_cnn = true,
            .prepare = [recipe](const wb::Images& images) { return wb::as_images(images, recipe); },
            .rng = std::move(rng),
            .model = std::move(model)};
}

}  // namespace

wb::NetworkFromFile wb::load_network(const std::filesystem::path& checkpoint) {
    const Entries found = entries_of(read_npz(checkpoint));
    std::vector<NetworkFromFile> known;
    known.push_back(dense(small_recipe()));
    known.push_back(dense(deep_recipe()));
    known.push_back(convolutional(cnn16_recipe()));
    known.push_back(convolutional(cnn28_recipe()));

    std::string names;
    for (NetworkFromFile& network : known) {
        if (entries_of(*network.model) == found) {
            load(*network.model, checkpoint);
            network.model->eval();
            return std::move(network);
        }
        names += (names.empty() ? "" : ", ") + network.name;
    }
    throw data_error(checkpoint.string(), "entries", "those of one of the networks " + names, to_text(found),
                     "Use a file that the lab of chapter 04 or 05 has saved, such as results/ch05/cnn28.npz");
}
