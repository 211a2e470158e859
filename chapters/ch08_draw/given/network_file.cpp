#include "ch08_draw/given/network_file.hpp"

#include <map>
#include <utility>

#include "ch04_adam/checkpoint.hpp"
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

}  // namespace

wb::NetworkFromFile wb::load_network(const std::filesystem::path& checkpoint) {
    const Entries found = entries_of(read_npz(checkpoint));
    std::string names;
    for (const NetworkRecipe& recipe : all_recipes()) {
        auto rng = std::make_unique<Rng>(1);
        auto model = recipe.make(*rng);
        if (entries_of(*model) == found) {
            load(*model, checkpoint);
            model->eval();
            return {.name = recipe.name,
                    .is_cnn = recipe.is_cnn,
                    .prepare = recipe.prepare,
                    .rng = std::move(rng),
                    .model = std::move(model)};
        }
        names += (names.empty() ? "" : ", ") + recipe.name;
    }
    throw data_error(checkpoint.string(), "entries", "those of one of the networks " + names, to_text(found),
                     "Use a file that a lab has saved, such as results/ch05/cnn28.npz");
}
