#include "ch08_draw/given/wrong_drawings.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "common/errors/data_error.hpp"
#include "common/io/atomic_write.hpp"
#include "common/io/file_lock.hpp"

namespace {

/// An IDX file of bytes, as chapter 01 describes it.
std::vector<std::uint8_t> idx_file(std::initializer_list<std::size_t> shape,
                                   std::span<const std::uint8_t> payload) {
    std::vector<std::uint8_t> bytes{0, 0, 8, static_cast<std::uint8_t>(shape.size())};
    for (const std::size_t length : shape)
        for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(length >> shift));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

}  // namespace

std::size_t wb::WrongDrawings::add(const Images& image, std::uint8_t label) {
    const std::lock_guard threads(mutex_);
    std::filesystem::create_directories(folder_);
    const FileLock programs(folder_);

    Images images{.count = 0, .rows = image.rows, .cols = image.cols, .pixels = {}};
    Labels labels;
    if (std::filesystem::exists(images_file())) {
        images = load_images(images_file());
        if (images.rows != image.rows || images.cols != image.cols)
            throw data_error(images_file().string(), "size of the images",
                             std::to_string(image.rows) + " x " + std::to_string(image.cols),
                             std::to_string(images.rows) + " x " + std::to_string(images.cols),
                             "Move the two files away: new ones will be made");
        // One image, and the program stopped before its label came: there is no file of labels yet.
        if (images.count != 1 || std::filesystem::exists(labels_file())) labels = load_labels(labels_file());
        if (images.count == labels.size() + 1) {
            images.pixels.resize(labels.size() * image.rows * image.cols);
            images.count = labels.size();
        }
        if (images.count != labels.size())
            throw data_error(labels_file().string(), "number of labels", std::to_string(images.count),
                             std::to_string(labels.size()), "Move the two files away: new ones will be made");
    }
    images.pixels.insert(images.pixels.end(), image.pixels.begin(), image.pixels.end());
    labels.push_back(label);

    const std::size_t count = labels.size();
    write_file_atomically(images_file(), idx_file({count, image.rows, image.cols}, images.pixels));
    write_file_atomically(labels_file(), idx_file({count}, labels));
    return count;
}
