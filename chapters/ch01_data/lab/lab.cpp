/// \file
/// The lab of chapter 01: a look at the data, from the first bytes of a file to a page of digits.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "ch01_data/idx_files.hpp"
#include "ch01_data/idx_header.hpp"
#include "ch01_data/normalize.hpp"
#include "ch01_data/one_hot.hpp"
#include "ch01_data/resize.hpp"
#include "ch01_data/sampling.hpp"
#include "common/io/gzip.hpp"
#include "common/lab/lab.hpp"
#include "common/plot/contact_sheet.hpp"
#include "common/plot/histogram.hpp"

namespace {

void print_header(const std::filesystem::path& file) {
    const std::vector<std::uint8_t> bytes = wb::read_file(file);
    const wb::IdxHeader header = wb::parse_idx_header(bytes, file.string());
    fmt::print("The first {} bytes of {}:\n ", header.size, file.filename().string());
    for (std::size_t i = 0; i < header.size; ++i) fmt::print("{}{:02x}", i % 4 == 0 ? "  " : " ", bytes[i]);
    fmt::print("\nwhich says: bytes, in the shape {}\n\n", wb::to_string(header.shape));
}

/// One row of an image, a character for each pixel: the darker the ink, the denser the character.
std::string ascii_row(const wb::Images& images, std::size_t n, std::size_t row) {
    constexpr std::string_view grays = " .:-=+*#%@";
    std::string text;
    for (const std::uint8_t pixel : images.image(n).subspan(row * images.cols, images.cols))
        text += grays[pixel * grays.size() / 256];
    return text;
}

void print_label(const wb::Labels& labels, std::size_t n) {
    fmt::print("Image {} shows a {}; as a row of the target: ", n, labels[n]);
    for (const wb::real t : wb::one_hot({labels[n]})) fmt::print(" {}", t);
    fmt::print("\n\n");
}

void print_side_by_side(const wb::Images& images, const wb::Images& small, std::size_t n) {
    fmt::print("The same, {} x {}, and {} x {} by averaging areas:\n\n", images.rows, images.cols, small.rows,
               small.cols);
    for (std::size_t row = 0; row < images.rows; ++row)
        fmt::print("  |{}|{}\n", ascii_row(images, n, row),
                   row < small.rows ? "    |" + ascii_row(small, n, row) + "|" : "");
    fmt::print("\n");
}

std::array<std::size_t, 10> count_digits(const wb::Labels& labels) {
    std::array<std::size_t, 10> counts{};
    for (const std::uint8_t label : labels) ++counts[label];
    return counts;
}

void print_histogram(const std::array<std::size_t, 10>& counts) {
    const std::size_t most = std::max<std::size_t>(1, *std::ranges::max_element(counts));
    fmt::print("How often each digit occurs:\n\n");
    for (std::size_t k = 0; k < counts.size(); ++k)
        fmt::print("  {} {:<50} {:>5}\n", k, std::string(counts[k] * 50 / most, '#'), counts[k]);
    fmt::print("\n");
}

void print_statistics(std::string_view what, const std::vector<wb::real>& x) {
    // In double: 47 million floats, added up in float, would lose all but the first few digits.
    double sum = 0, squares = 0;
    for (const double value : x) {
        sum += value;
        squares += value * value;
    }
    const double mean = sum / static_cast<double>(x.size());
    const double variance = squares / static_cast<double>(x.size()) - mean * mean;
    fmt::print("  {:<28} mean {:8.4f}   standard deviation {:.4f}\n", what, mean, std::sqrt(variance));
}

void add_pictures(wb::Lab& lab, const wb::DataSet& train) {
    wb::plot::Histogram histogram;
    for (const std::size_t count : count_digits(train.labels)) {
        histogram.names.push_back(std::to_string(histogram.names.size()));
        histogram.counts.push_back(static_cast<double>(count));
    }
    lab.pictures.add(
        {.name = "class_histogram",
         .title = lab.data.name + ": training images of each class",
         .reading = "No class is rare, so the share of right answers is a fair measure of a network."},
        [&](const wb::plot::Picture& picture) { wb::plot::histogram(picture, histogram); });
    const wb::Images& images = train.images;
    lab.pictures.add(
        {.name = "contact_sheet",
         .title = lab.data.name + ": the first 20 training images of each class",
         .reading = "People write one digit in many ways, and some are hard to tell from another digit."},
        [&](const wb::plot::Picture& picture) {
            wb::plot::contact_sheet(picture, {images.count, images.rows, images.cols, images.pixels},
                                    train.labels);
        });
}

void lab01(wb::Lab& lab) {
    print_header(lab.data.train_images);
    const wb::DataSet train = wb::load_data_set(lab.data.train_images, lab.data.train_labels);
    const wb::DataSet test = wb::load_data_set(lab.data.test_images, lab.data.test_labels);
    fmt::print("{}: {} images to train on, {} to test on, each of {} x {} pixels\n\n", lab.data.name,
               train.images.count, test.images.count, train.images.rows, train.images.cols);

    print_label(train.labels, 0);
    print_side_by_side(train.images, wb::resize_by_area(train.images, 16, 16), 0);
    print_histogram(count_digits(train.labels));

    fmt::print("All {} pixels:\n\n", train.images.pixels.size());
    print_statistics("from 0 to 1", wb::scale_to_unit(train.images));
    print_statistics("standardized as for MNIST", wb::standardize(train.images));

    wb::Rng rng(lab.options.seed);
    const wb::Split split = wb::split_train_validation(train.images.count, train.images.count / 10, rng);
    const auto batches = wb::shuffled_minibatches(split.train.size(), 128, rng);
    fmt::print("\nSplit: {} to learn from, in {} minibatches of 128 (the last has {}); {} for validation\n\n",
               split.train.size(), batches.size(), batches.back().size(), split.validation.size());

    add_pictures(lab, train);
}

}  // namespace

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, lab01);
}
