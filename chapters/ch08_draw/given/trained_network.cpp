#include "ch08_draw/given/trained_network.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "ch05_cnn/given/recipe.hpp"

namespace {

// results / "ch05" / "cnn28.npz"
std::filesystem::path checkpoint_of(const std::filesystem::path& results, int chapter,
                                    const std::string& name) {
    const std::string number = std::to_string(chapter);
    return results / ((number.size() < 2 ? "ch0" : "ch") + number) / (name + ".npz");
}

// Its lab trains one of the networks again, for less time than the chapter that the network is of.
constexpr int autograd_chapter = 9;

}  // namespace

std::optional<std::filesystem::path> wb::best_checkpoint(const std::filesystem::path& results) {
    std::optional<std::filesystem::path> best;
    for (const NetworkRecipe& recipe : all_recipes())
        for (const int chapter : {autograd_chapter, recipe.chapter})
            if (const auto file = checkpoint_of(results, chapter, recipe.name); std::filesystem::exists(file))
                best = file;
    return best;
}

wb::TrainingNotes wb::training_notes(const std::filesystem::path& checkpoint, const std::string& name) {
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
