#include "common/data/check_dataset.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/errors/data_error.hpp"
#include "common/io/gzip.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* another =
    "Get the set again, with ./workbook data, or choose another one: --data digits";

struct Header {
    std::size_t count = 0, rows = 1, cols = 1;
};

/// The header of an IDX file of bytes with this many axes; nothing if that is not what it is.
std::optional<Header> header_of(const fs::path& path, unsigned axes) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    std::array<std::uint8_t, 16> bytes{};
    const unsigned length = 4 + 4 * axes;
    if (file == nullptr || gzread(file.get(), bytes.data(), length) != static_cast<int>(length)) return {};
    const auto number = [&](std::size_t at) {
        return std::size_t{bytes[at]} << 24U | std::size_t{bytes[at + 1]} << 16U |
               std::size_t{bytes[at + 2]} << 8U | bytes[at + 3];
    };
    if (number(0) != (0x800U | axes)) return {};
    if (axes == 1) return Header{.count = number(4)};
    return Header{.count = number(4), .rows = number(8), .cols = number(12)};
}

std::string size_text(const Header& images) {
    return std::to_string(images.rows) + " x " + std::to_string(images.cols);
}

/// Of fewer, nothing is left for validation when a network has its share.
constexpr std::size_t fewest_to_learn_from = 100;

void require_images(const fs::path& file, const Header& images, std::size_t fewest) {
    if (images.count < fewest)
        throw wb::data_error(file.string(), "number of images", "at least " + std::to_string(fewest),
                             std::to_string(images.count), another);
    if (images.rows != 28 || images.cols != 28)
        throw wb::data_error(file.string(), "size of the images",
                             "28 x 28, which the networks of the workbook are made for", size_text(images),
                             another);
}

void require_labels(const fs::path& file, const fs::path& images_file, std::size_t images) {
    const auto header = header_of(file, 1);
    if (!header) return;
    if (header->count != images)
        throw wb::data_error(file.string(), "number of labels",
                             std::to_string(images) + ", one for each image in " + images_file.string(),
                             std::to_string(header->count), another);
    const auto bytes = wb::read_file(file);
    std::array<bool, 10> seen{};
    for (std::size_t i = 8; i < bytes.size(); ++i)
        if (bytes[i] < seen.size()) seen[bytes[i]] = true;
    for (std::size_t digit = 0; digit < seen.size(); ++digit)
        if (!seen[digit])
            throw wb::data_error(file.string(), "labels", "each class from 0 to 9 at least once",
                                 "no " + std::to_string(digit), another);
}

}  // namespace

void wb::check_dataset(const DatasetFiles& files) {
    const auto train = header_of(files.train_images, 3), test = header_of(files.test_images, 3);
    if (!train || !test) return;
    require_images(files.train_images, *train, fewest_to_learn_from);
    require_images(files.test_images, *test, 1);
    require_labels(files.train_labels, files.train_images, train->count);
    require_labels(files.test_labels, files.test_images, test->count);
}
