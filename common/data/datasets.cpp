#include "common/data/datasets.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "common/errors/data_error.hpp"

namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
    std::error_code ignored;  // a folder that may not be entered holds nothing for us
    return fs::is_regular_file(path, ignored);
}

/// The file `stem`-`kind` in any of its spellings, such as train-images-idx3-ubyte.gz; empty if none is
/// there.
fs::path find_file(const fs::path& folder, const std::string& stem, const std::string& kind) {
    for (const char* separator : {"-", "."})
        for (const char* ending : {".gz", ""})
            // Some archives, Kaggle's among them, have each file in a folder of its own name.
            for (const auto& path :
                 {folder / (stem + separator + kind + ending),
                  folder / (stem + separator + kind + ending) / (stem + separator + kind + ending)})
                if (is_file(path)) return path;
    return {};
}

/// What one folder holds of a data set.
struct Found {
    wb::DatasetFiles files;
    std::vector<std::string> missing;

    bool complete() const { return missing.empty(); }
    bool partial() const { return !missing.empty() && missing.size() < 4; }
    /// For messages, such as "train-labels-idx1-ubyte is missing".
    std::string describe() const {
        if (missing.size() == 4) return "none of the four files";
        std::string text;
        for (const std::string& file : missing) text += (text.empty() ? "" : ", ") + file;
        return text + (missing.size() == 1 ? " is missing" : " are missing");
    }
};

Found look_in(const fs::path& folder, std::string_view name) {
    Found found;
    found.files.name = name;
    const auto look_for = [&](fs::path wb::DatasetFiles::*file, const char* stem, const char* kind) {
        found.files.*file = find_file(folder, stem, kind);
        if ((found.files.*file).empty()) found.missing.push_back(std::string(stem) + "-" + kind);
    };
    look_for(&wb::DatasetFiles::train_images, "train-images", "idx3-ubyte");
    look_for(&wb::DatasetFiles::train_labels, "train-labels", "idx1-ubyte");
    look_for(&wb::DatasetFiles::test_images, "t10k-images", "idx3-ubyte");
    look_for(&wb::DatasetFiles::test_labels, "t10k-labels", "idx1-ubyte");
    return found;
}

std::vector<fs::path> folders_of(std::string_view name, const wb::DataPlaces& places) {
    std::vector<fs::path> folders;
    if (!places.project.empty()) folders.push_back(places.project / "data" / name);
    // The tests rest on the digits: those of the project, and no others.
    if (name == "digits") return folders;
    if (!places.own.empty()) folders.push_back(places.own / name);
    if (name == "fashion" && !places.fashion_package.empty()) folders.push_back(places.fashion_package);
    return folders;
}

struct SearchResult {
    std::optional<wb::DatasetFiles> files;
    std::string failures;  ///< what every folder lacks, if there are no files
    std::string partial;   ///< the same, of the folders that hold a part of the set
};

SearchResult search(std::string_view name, const wb::DataPlaces& places) {
    SearchResult result;
    const auto append = [](std::string& list, const std::string& item) {
        list += (list.empty() ? "" : "; ") + item;
    };
    for (const fs::path& folder : folders_of(name, places)) {
        Found found = look_in(folder, name);
        if (found.complete()) return {std::move(found.files), {}, {}};
        const std::string failure = folder.string() + ": " + found.describe();
        append(result.failures, failure);
        if (found.partial()) append(result.partial, failure);
    }
    return result;
}

std::string how_to_get(std::string_view name) {
    if (name == "digits")
        return "They are part of the project; bring them back with: git checkout -- data/digits (without "
               "git: from the download)";
    std::string text = "Get the data with: ./workbook data " + std::string(name);
    if (name == "fashion") text += " (or: apt-get install dataset-fashion-mnist)";
    return text;
}

}  // namespace

wb::DataPlaces wb::DataPlaces::usual() {
    const char* own = std::getenv("WORKBOOK_DATA_DIR");
    return {WORKBOOK_SOURCE_DIR, own != nullptr ? own : "", "/usr/share/datasets/fashion-mnist"};
}

wb::DatasetFiles wb::find_dataset(std::string_view name, const DataPlaces& places) {
    if (name == "auto") {
        SearchResult mnist = search("mnist", places);
        if (mnist.files) {
            mnist.files->note = "Found in " + mnist.files->train_images.parent_path().string();
            return *mnist.files;
        }
        DatasetFiles digits = find_dataset("digits", places);
        digits.note =
            "mnist is not " + (mnist.partial.empty() ? "here" : "complete (" + mnist.partial + ")") +
            ", using digits (generated, part of the project); get mnist with: ./workbook data mnist";
        return digits;
    }
    if (name != "digits" && name != "mnist" && name != "fashion")
        throw data_error(std::string(name), "data set", "digits, mnist, fashion or auto",
                         name.empty() ? "an empty name" : "an unknown name", "Choose one of these.");
    SearchResult result = search(name, places);
    if (!result.files)
        throw data_error(std::string(name), "data set", "its four files in one folder",
                         result.failures.empty() ? "no folder to look in" : result.failures,
                         how_to_get(name));
    return *result.files;
}
