/// \file
/// Images and labels, as they come from a pair of IDX files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace wb {

/// Gray images of one size, a byte for each pixel: 0 is background, 255 is full ink.
struct Images {
    std::size_t count = 0;             ///< N
    std::size_t rows = 0;              ///< H, 28 for MNIST
    std::size_t cols = 0;              ///< W, 28 for MNIST
    std::vector<std::uint8_t> pixels;  ///< (N, H, W), row by row: pixel (n, h, w) is number (n H + h) W + w

    /// The H * W pixels of image n. \throws std::out_of_range if there is no image n
    std::span<const std::uint8_t> image(std::size_t n) const {
        if (n >= count)
            throw std::out_of_range("no image " + std::to_string(n) + ": there are " + std::to_string(count) +
                                    ", counted from 0");
        return std::span(pixels).subspan(n * rows * cols, rows * cols);
    }
};

/// The digit that each image shows, 0 to 9. Shape (N).
using Labels = std::vector<std::uint8_t>;

/// Images and their labels, in the same order.
struct DataSet {
    Images images;  ///< N of them
    Labels labels;  ///< as many
};

/// Exercise 1.3. Reads an IDX file of images, gzipped or plain.
///
/// \param file  such as `train-images-idx3-ubyte.gz`
/// \throws data_error whatever read_file() and parse_idx_header() throw, and with the field
/// - "number of axes": not 3. One axis means that this is a file of labels: say so in the hint.
///
/// The file() of every error is the path as text, `file.string()`.
Images load_images(const std::filesystem::path& file);

/// Exercise 1.4. Reads an IDX file of labels, gzipped or plain.
///
/// \param file  such as `train-labels-idx1-ubyte.gz`
/// \throws data_error whatever read_file() and parse_idx_header() throw, and with one of these fields:
/// - "number of axes": not 1. Three axes mean that this is a file of images: say so in the hint.
/// - "label N": the first label over 9, N being its position from 0; the message gives its value
Labels load_labels(const std::filesystem::path& file);

/// Exercise 1.4. Reads a file of images and the file of their labels.
///
/// \throws data_error whatever the two loaders throw, and with the field "number of labels" if there are more
/// or fewer labels than images; the message gives both numbers, and names the labels' file. (It is easy to
/// load training images with test labels, and costly: a network trained on wrong labels learns nothing, and
/// no message says why.)
DataSet load_data_set(const std::filesystem::path& images_file, const std::filesystem::path& labels_file);

}  // namespace wb
