/// \file
/// Stores drawings that the network has read wrongly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "ch01_data/idx_files.hpp"

namespace wb {

/// A growing pair of IDX files, which load_data_set() of chapter 01 can read: 28 x 28 images as the network
/// saw them, and their true digits. Given.
///
/// Each file is replaced as a whole, the images before the labels. If the machine stops in between, there is
/// one more image than labels: it is dropped when the next drawing comes.
class WrongDrawings {
public:
    /// A pair of files, which need not exist yet.
    /// \param folder  such as results/ch08; created with the first drawing
    explicit WrongDrawings(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The file of the images, whether it exists or not.
    std::filesystem::path images_file() const { return folder_ / "wrong-images-idx3-ubyte"; }
    /// The file of the labels, whether it exists or not.
    std::filesystem::path labels_file() const { return folder_ / "wrong-labels-idx1-ubyte"; }

    /// Adds a drawing. May be called from several threads, and by several programs.
    /// \param image  one image of 28 x 28
    /// \param label  what it shows, 0 to 9
    /// \return how many drawings there are now
    /// \throws data_error if the existing files cannot be read: they are left as they are
    /// \throws std::filesystem::filesystem_error if they cannot be written
    std::size_t add(const Images& image, std::uint8_t label);

private:
    std::filesystem::path folder_;
    std::mutex mutex_;
};

}  // namespace wb
