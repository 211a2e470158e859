#include "ch01_data/idx_files.hpp"

#include <algorithm>
#include <string>

#include "ch01_data/idx_header.hpp"
#include "common/errors/data_error.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/io/gzip.hpp"

// BEGIN SOLUTION 1.3
namespace {

/// Throws unless there are as many axes as expected. The two kinds of file are easily swapped, so the hint
/// speaks of the other one.
void check_axes(const wb::IdxHeader& header, std::size_t expected, const std::string& file,
                const std::string& kind, const std::string& other_kind) {
    if (header.shape.size() == expected) return;
    throw wb::data_error(file, "number of axes", std::to_string(expected) + ", as " + kind + " have",
                         std::to_string(header.shape.size()),
                         "Is this a file of " + other_kind + "? The names differ in one word only.");
}

}  // namespace
// END SOLUTION

wb::Images wb::load_images(const std::filesystem::path& file) {
    // BEGIN SOLUTION 1.3
    // STUB // Goal: a file of images, in memory.
    // STUB // Given: file, its path. read_file(file) gives its bytes, uncompressed; parse_idx_header checks
    // STUB //        them (it takes the name as text: file.string()).
    // STUB // Asked: count, rows, cols, and the pixels: everything after the header. Unless there are three
    // STUB //        axes, a data_error with the field "number of axes".
    // STUB // Example: a file of shape (60000, 28, 28) has 60,000 images and 47,040,000 pixels.
    // STUB todo("1.3");
    const std::vector<std::uint8_t> bytes = read_file(file);
    const IdxHeader header = parse_idx_header(bytes, file.string());
    check_axes(header, 3, file.string(), "images", "labels");

    Images images;
    images.count = header.shape[0];
    images.rows = header.shape[1];
    images.cols = header.shape[2];
    // parse_idx_header has made sure that exactly count * rows * cols bytes follow the header.
    images.pixels.assign(bytes.begin() + static_cast<std::ptrdiff_t>(header.size), bytes.end());
    return images;
    // END SOLUTION
}

wb::Labels wb::load_labels(const std::filesystem::path& file) {
    // BEGIN SOLUTION 1.4
    // STUB // Goal: a file of labels, in memory, each a digit.
    // STUB // Given: file, its path.
    // STUB // Asked: the labels. Unless there is one axis, a data_error with the field "number of axes";
    // STUB //        for a label over 9, a data_error with the field "label N", N being its position.
    // STUB // Example: the elements 5 0 4 are fine; 5 10 4 fails with the field "label 1", found 10.
    // STUB todo("1.4");
    const std::vector<std::uint8_t> bytes = read_file(file);
    const IdxHeader header = parse_idx_header(bytes, file.string());
    check_axes(header, 1, file.string(), "labels", "images");

    const Labels labels(bytes.begin() + static_cast<std::ptrdiff_t>(header.size), bytes.end());
    for (std::size_t n = 0; n < labels.size(); ++n) {
        if (labels[n] > 9)
            throw data_error(file.string(), "label " + std::to_string(n), "a digit, 0 to 9",
                             std::to_string(labels[n]),
                             "The file is damaged, or these are not the labels of digits.");
    }
    return labels;
    // END SOLUTION
}

wb::DataSet wb::load_data_set(const std::filesystem::path& images_file,
                              const std::filesystem::path& labels_file) {
    // BEGIN SOLUTION 1.4
    // STUB // Goal: images and labels that belong together.
    // STUB // Given: the two paths.
    // STUB // Asked: both files, loaded. Unless there are as many labels as images, a data_error of the
    // STUB //        labels' file with the field "number of labels".
    // STUB // Example: 3 images with 2 labels: expected "3, one for each image", found "2".
    // STUB todo("1.4");
    DataSet set{load_images(images_file), load_labels(labels_file)};
    if (set.labels.size() != set.images.count)
        throw data_error(
            labels_file.string(), "number of labels",
            std::to_string(set.images.count) + ", one for each image", std::to_string(set.labels.size()),
            "Do the two files belong together? The images came from " + images_file.string() + ".");
    return set;
    // END SOLUTION
}
