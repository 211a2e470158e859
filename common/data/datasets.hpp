/// \file
/// Where the data sets lie.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace wb {

/// The four files of a data set, each in IDX form, packed with gzip or not (read_file() reads both).
struct DatasetFiles {
    std::string name;                    ///< "digits", "mnist" or "fashion"; never "auto"
    std::filesystem::path train_images;  ///< to learn from
    std::filesystem::path train_labels;  ///< what those show
    std::filesystem::path test_images;   ///< to be judged by
    std::filesystem::path test_labels;   ///< what those show
    std::string note;                    ///< what the user ought to be told; may be empty
};

/// The folders in which find_dataset() looks. An empty path stands for no folder.
struct DataPlaces {
    std::filesystem::path project;          ///< holds `data/<name>/`
    std::filesystem::path own;              ///< holds `<name>/`
    std::filesystem::path fashion_package;  ///< holds the files of Fashion-MNIST

    /// This project, `$WORKBOOK_DATA_DIR`, and the folder of Debian's package dataset-fashion-mnist.
    static DataPlaces usual();
};

/// Finds the files of a data set. Nothing is opened, only looked for.
///
/// | name      | what                                   | looked for in                              |
/// |-----------|----------------------------------------|--------------------------------------------|
/// | `digits`  | generated digits, part of the project  | `data/digits`                              |
/// | `mnist`   | the real ones                          | `data/mnist`, `$WORKBOOK_DATA_DIR/mnist`   |
/// | `fashion` | clothes, in the same form              | as mnist, and the Debian package's folder  |
/// | `auto`    | mnist if it is there, otherwise digits | as above; the `note` says which            |
///
/// A folder counts if all four files are in it, called as MNIST's authors call them
/// (`train-images-idx3-ubyte.gz`), with or without `.gz`, or with the dot that some tools write
/// (`train-images.idx3-ubyte`), and also if each lies in a folder of its own name.
///
/// \throws data_error if the name is unknown (the message lists the known ones), or if the set is not there
///         (it lists every folder looked in, what is missing in it, and the command that gets the set)
DatasetFiles find_dataset(std::string_view name, const DataPlaces& places = DataPlaces::usual());

}  // namespace wb
