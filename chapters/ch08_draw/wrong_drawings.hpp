/// \file
/// Drawings that the network has read wrongly, kept for later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "ch01_data/idx_files.hpp"

namespace wb {

/// A pair of IDX files that grows, which load_data_set() of chapter 01 reads: 28 x 28 images as the network
/// saw them, and what they really show. Given.
///
/// Each file is replaced as a whole, the images before the labels. If the machine stops in between, there is
/// one image more than there are labels: it is dropped when the next one comes.
class WrongDrawings {
public:
    /// A pair of files that need not be there yet.
    /// \param folder  such as results/ch08; made when the first drawing comes
    explicit WrongDrawings(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The file of the images, whether it is there or not.
    std::filesystem::path images_file() const { return folder_ / "wrong-images-idx3-ubyte"; }
    /// The file of the labels, whether it is there or not.
    std::filesystem::path labels_file() const { return folder_ / "wrong-labels-idx1-ubyte"; }

    /// Adds a drawing. May be called from several threads, and by several programs.
    /// \param image  one image of 28 x 28
    /// \param label  what it shows, 0 to 9
    /// \return how many there are now
    /// \throws data_error if the files that are there cannot be read: they are left as they are
    /// \throws std::filesystem::filesystem_error if they cannot be written
    std::size_t add(const Images& image, std::uint8_t label);

private:
    std::filesystem::path folder_;
    std::mutex mutex_;
};

}  // namespace wb
