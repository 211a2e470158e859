#include "ch08_draw/given/trained_network.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "ch05_cnn/given/recipe.hpp"

namespace {

namespace fs = std::filesystem;

// results/ch05/cnn28.npz, of the lab that the network is of; otherwise that of another lab, which may have
// trained it for less time.
std::optional<fs::path> checkpoint_of(const fs::path& results, const wb::NetworkRecipe& recipe) {
    const std::string name = recipe.name + ".npz", number = std::to_string(recipe.chapter);
    const fs::path own = results / ((number.size() < 2 ? "ch0" : "ch") + number) / name;
    if (fs::exists(own)) return own;
    std::optional<fs::path> last;  // a folder lists its entries in no order
    if (fs::is_directory(results))
        for (const auto& lab : fs::directory_iterator(results))
            if (const fs::path file = lab.path() / name; fs::exists(file) && (!last || *last < file))
                last = file;
    return last;
}

}  // namespace

std::optional<fs::path> wb::best_checkpoint(const fs::path& results) {
    std::optional<fs::path> best;
    for (const NetworkRecipe& recipe : all_recipes())
        if (const auto file = checkpoint_of(results, recipe)) best = file;
    return best;
}

wb::TrainingNotes wb::training_notes(const fs::path& checkpoint, const std::string& name) {
    using nlohmann::json;
    std::ifstream file(checkpoint.parent_path() / "summary.json");
    const json summary = json::parse(file, nullptr, false);
    try {
        TrainingNotes notes;
        for (const json& row : summary.at("rows"))
            // "cnn28, Adam"
            if (row.at("model").get<std::string>().starts_with(name + ",") &&
                row.at("metric").get<std::string>() == "test accuracy")
                notes.accuracy = row.at("value").get<double>();
        if (!notes.accuracy) return {};  // the summary is about other networks
        notes.data = summary.at("data").get<std::string>();
        notes.flavor = summary.at("flavor").get<std::string>();
        notes.quick = summary.at("quick").get<bool>();
        return notes;
    } catch (const json::exception&) {
        return {};
    }
}
