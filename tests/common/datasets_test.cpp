#include "common/data/datasets.hpp"

#include <stdlib.h>  // setenv is POSIX, not C++

#include <fstream>
#include <vector>

#include "common/errors/data_error.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> usual_names{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                           "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

void fill(const fs::path& folder, const std::vector<std::string>& names, const std::string& ending = "") {
    fs::create_directories(folder);
    for (const std::string& name : names) std::ofstream(folder / (name + ending)) << "x";
}

/// Three places, all empty at first.
struct Places {
    TemporaryFolder folder;
    wb::DataPlaces places{folder / "project", folder / "own", folder / "package"};
};

wb::data_error error_of(const std::string& name, const wb::DataPlaces& places) {
    return thrown_by<wb::data_error>([&] { wb::find_dataset(name, places); });
}

}  // namespace

TEST_CASE("each file of a set is found under its role", "[datasets]") {
    const Places p;
    const auto folder = p.places.project / "data/mnist";
    fill(folder, usual_names, ".gz");
    const wb::DatasetFiles files = wb::find_dataset("mnist", p.places);
    CHECK(files.name == "mnist");
    CHECK(files.train_images == folder / "train-images-idx3-ubyte.gz");
    CHECK(files.train_labels == folder / "train-labels-idx1-ubyte.gz");
    CHECK(files.test_images == folder / "t10k-images-idx3-ubyte.gz");
    CHECK(files.test_labels == folder / "t10k-labels-idx1-ubyte.gz");
    CHECK(files.note.empty());
}

TEST_CASE("packed and unpacked files are taken, with a dash or a dot, even mixed", "[datasets]") {
    const Places p;
    const auto folder = p.places.project / "data/mnist";
    fill(folder, {"train-images-idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte.gz",
                  "t10k-labels-idx1-ubyte.gz"});
    const wb::DatasetFiles files = wb::find_dataset("mnist", p.places);
    CHECK(files.train_images == folder / "train-images-idx3-ubyte");
    CHECK(files.train_labels == folder / "train-labels.idx1-ubyte");
    CHECK(files.test_images == folder / "t10k-images.idx3-ubyte.gz");
    CHECK(files.test_labels == folder / "t10k-labels-idx1-ubyte.gz");
}

TEST_CASE("the project's own folder is looked in first, then WORKBOOK_DATA_DIR, then the package",
          "[datasets]") {
    const Places p;
    const auto found_in = [&](const char* name) {
        return wb::find_dataset(name, p.places).test_labels.parent_path();
    };
    fill(p.places.fashion_package, usual_names, ".gz");
    CHECK(found_in("fashion") == p.places.fashion_package);
    fill(p.places.own / "fashion", usual_names);
    CHECK(found_in("fashion") == p.places.own / "fashion");
    fill(p.places.project / "data/fashion", usual_names);
    CHECK(found_in("fashion") == p.places.project / "data/fashion");
    // What holds fashion holds no mnist.
    CHECK_THAT(error_of("mnist", p.places).found(), !ContainsSubstring(p.places.fashion_package.string()));
}

TEST_CASE("a folder that holds a part of a set is passed over, and files of two folders never mixed",
          "[datasets]") {
    const Places p;
    fill(p.places.project / "data/mnist", {usual_names[0], usual_names[1], usual_names[2]}, ".gz");
    fill(p.places.own / "mnist", {usual_names[3]}, ".gz");
    const auto error = error_of("mnist", p.places);
    CHECK_THAT(error.found(), ContainsSubstring("data/mnist: t10k-labels-idx1-ubyte is missing"));
    CHECK_THAT(error.found(),
               ContainsSubstring("own/mnist: train-images-idx3-ubyte, train-labels-idx1-ubyte, "
                                 "t10k-images-idx3-ubyte are missing"));
    fill(p.places.own / "mnist", usual_names, ".gz");
    CHECK(wb::find_dataset("mnist", p.places).train_images.parent_path() == p.places.own / "mnist");
}

TEST_CASE("a missing set tells every place looked in and the command that gets it", "[datasets]") {
    const Places p;
    const auto error = error_of("fashion", p.places);
    for (const fs::path& place :
         {p.places.project / "data/fashion", p.places.own / "fashion", p.places.fashion_package})
        CHECK_THAT(error.found(), ContainsSubstring(place.string() + ": none of the four files"));
    CHECK_THAT(error.hint(), ContainsSubstring("./workbook data fashion"));
    CHECK_THAT(error.hint(), ContainsSubstring("apt-get install dataset-fashion-mnist"));
    CHECK_THAT(error_of("mnist", p.places).hint(), ContainsSubstring("./workbook data mnist"));
    CHECK_THAT(error_of("digits", p.places).hint(), ContainsSubstring("git checkout -- data/digits"));
    CHECK(error_of("mnist", {}).found() == "no folder to look in");
}

TEST_CASE("a folder called like a file is not a file", "[datasets]") {
    const Places p;
    const auto folder = p.places.project / "data/mnist";
    fill(folder, {usual_names[0], usual_names[1], usual_names[2]});
    fs::create_directory(folder / usual_names[3]);
    CHECK_THAT(error_of("mnist", p.places).found(), ContainsSubstring("t10k-labels-idx1-ubyte is missing"));
}

TEST_CASE("digits are the project's own", "[datasets]") {
    const Places p;
    fill(p.places.own / "digits", usual_names);
    CHECK_THAT(error_of("digits", p.places).found(), !ContainsSubstring(p.places.own.string()));
}

TEST_CASE("auto takes mnist if it is there, otherwise digits, and says which", "[datasets]") {
    const Places p;
    fill(p.places.project / "data/digits", usual_names);
    const wb::DatasetFiles without = wb::find_dataset("auto", p.places);
    CHECK(without.name == "digits");
    CHECK_THAT(without.note, ContainsSubstring("mnist is not here, using digits"));
    CHECK_THAT(without.note, ContainsSubstring("./workbook data mnist"));

    fill(p.places.own / "mnist", {usual_names[0]});
    CHECK_THAT(wb::find_dataset("auto", p.places).note, ContainsSubstring("mnist is not complete"));

    fill(p.places.own / "mnist", usual_names);
    const wb::DatasetFiles with = wb::find_dataset("auto", p.places);
    CHECK(with.name == "mnist");
    CHECK_THAT(with.note, ContainsSubstring("Found in " + (p.places.own / "mnist").string()));
}

TEST_CASE("an unknown name is answered with the known ones", "[datasets]") {
    const Places p;
    for (const char* name : {"minst", "", "MNIST", "../mnist"}) {
        const auto error = error_of(name, p.places);
        CHECK(error.expected() == "digits, mnist, fashion or auto");
    }
}

TEST_CASE("the usual places are this project and WORKBOOK_DATA_DIR, and digits are there", "[datasets]") {
    const char* old = ::getenv("WORKBOOK_DATA_DIR");
    const std::string saved = old != nullptr ? old : "";
    ::setenv("WORKBOOK_DATA_DIR", "/some/where", 1);
    CHECK(wb::DataPlaces::usual().own == "/some/where");
    ::unsetenv("WORKBOOK_DATA_DIR");
    CHECK(wb::DataPlaces::usual().own.empty());
    if (old != nullptr) ::setenv("WORKBOOK_DATA_DIR", saved.c_str(), 1);

    const wb::DatasetFiles digits = wb::find_dataset("digits");
    CHECK(fs::is_regular_file(digits.train_images));
    CHECK(digits.note.empty());
}

TEST_CASE("files that lie in folders of their own names are found", "[datasets]") {
    const Places p;
    const auto folder = p.places.project / "data/mnist";
    for (const std::string& name : usual_names) fill(folder / name, {name});
    CHECK(wb::find_dataset("mnist", p.places).test_labels ==
          folder / "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte");
}
