#include "ch01_data/idx_files.hpp"

#include <algorithm>
#include <string>

#include "ch01_data/idx_header.hpp"
#include "common/errors/data_error.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/io/gzip.hpp"

wb::Images wb::load_images(const std::filesystem::path& file) {
    // EXERCISE 1.3
    // Goal: a file of images, in memory.
    // Given: file, its path. read_file(file) gives its bytes, uncompressed; parse_idx_header checks
    //        them (it takes the name as text: file.string()).
    // Asked: count, rows, cols, and the pixels: everything after the header. Unless there are three
    //        axes, a data_error with the field "number of axes".
    // Example: a file of shape (60000, 28, 28) has 60,000 images and 47,040,000 pixels.
    todo("1.3");
    // END EXERCISE 1.3
}

wb::Labels wb::load_labels(const std::filesystem::path& file) {
    // EXERCISE 1.4
    // Goal: a file of labels, in memory, each a digit.
    // Given: file, its path.
    // Asked: the labels. Unless there is one axis, a data_error with the field "number of axes";
    //        for a label over 9, a data_error with the field "label N", N being its position.
    // Example: the elements 5 0 4 are fine; 5 10 4 fails with the field "label 1", found 10.
    todo("1.4");
    // END EXERCISE 1.4
}

wb::DataSet wb::load_data_set(const std::filesystem::path& images_file,
                              const std::filesystem::path& labels_file) {
    // EXERCISE 1.4
    // Goal: images and labels that belong together.
    // Given: the two paths.
    // Asked: both files, loaded. Unless there are as many labels as images, a data_error of the
    //        labels' file with the field "number of labels".
    // Example: 3 images with 2 labels: expected "3, one for each image", found "2".
    todo("1.4");
    // END EXERCISE 1.4
}
