#include "common/cli/commands/data_sets.hpp"

#include <fmt/format.h>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"

const std::vector<wb::cli::DataSet>& wb::cli::data_sets() {
    static const std::vector<DataSet> sets{
        {"digits", "12,000 generated digits, part of the checkout", false},
        {"mnist", "70,000 handwritten digits, an 11 MB download", true},
        {"fashion", "70,000 pictures of clothes, a 30 MB download", true},
    };
    return sets;
}

const wb::cli::DataSet& wb::cli::data_set(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& set : data_sets()) {
        if (set.name == name) return set;
        names.push_back(set.name);
    }
    const auto near = nearest(name, names);
    throw Failure(fmt::format("there is no data set {}", name),
                  near.empty() ? fmt::format("There are: {}", join(names, ", "))
                               : fmt::format("Did you mean {}? There are: {}", near, join(names, ", ")),
                  2);
}

std::optional<std::filesystem::path> wb::cli::find_data_set(const Workspace& workspace, const DataSet& set) {
    auto places = DataPlaces::usual();
    places.project = workspace.root();
    try {
        return find_dataset(set.name, places).train_images.parent_path();
    } catch (const data_error&) {
        return std::nullopt;
    }
}
