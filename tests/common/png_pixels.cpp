#include "tests/common/png_pixels.hpp"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

std::size_t big_endian(const std::string& bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes.at(i));
    return value;
}

/// The neighbor that is nearest to left + above - corner (the PNG specification, section 9.4).
int paeth(int left, int above, int corner) {
    const int estimate = left + above - corner;
    const int a = std::abs(estimate - left), b = std::abs(estimate - above), c = std::abs(estimate - corner);
    return a <= b && a <= c ? left : b <= c ? above : corner;
}

}  // namespace

PngPixels::PngPixels(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(stream), {}};
    if (!file.starts_with("\x89PNG\r\n\x1a\n")) throw std::runtime_error(path.string() + " is no PNG");
    std::string packed;
    bool ended = false;
    for (std::size_t at = 8; !ended;) {
        const std::size_t length = big_endian(file, at);
        const std::string type = file.substr(at + 4, 4);
        if (type == "IHDR") {
            width_ = big_endian(file, at + 8);
            height_ = big_endian(file, at + 12);
            const int depth = file.at(at + 16), color = file.at(at + 17), interlaced = file.at(at + 20);
            if (depth != 8 || interlaced != 0 || (color != 2 && color != 6))
                throw std::runtime_error("a PNG of a kind that this test cannot read");
            channels_ = color == 2 ? 3 : 4;
        }
        if (type == "IDAT") packed += file.substr(at + 8, length);
        ended = type == "IEND";
        at += length + 12;
    }

    const std::size_t row = width_ * channels_;
    std::vector<std::uint8_t> filtered(height_ * (row + 1));
    uLongf size = filtered.size();
    if (uncompress(filtered.data(), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size()) !=
            Z_OK ||
        size != filtered.size())
        throw std::runtime_error(path.string() + " is damaged");
    bytes_.resize(height_ * row);
    for (std::size_t y = 0; y < height_; ++y) {
        const std::uint8_t filter = filtered[y * (row + 1)];
        for (std::size_t i = 0; i < row; ++i) {
            const int left = i >= channels_ ? bytes_[y * row + i - channels_] : 0;
            const int above = y > 0 ? bytes_[(y - 1) * row + i] : 0;
            const int corner = y > 0 && i >= channels_ ? bytes_[(y - 1) * row + i - channels_] : 0;
            const std::array<int, 5> predicted{0, left, above, (left + above) / 2,
                                               paeth(left, above, corner)};
            bytes_[y * row + i] =
                static_cast<std::uint8_t>(filtered[y * (row + 1) + 1 + i] + predicted.at(filter));
        }
    }
}

PngPixels::Color PngPixels::at(std::size_t x, std::size_t y) const {
    const std::size_t begin = (y * width_ + x) * channels_;
    return {bytes_.at(begin), bytes_.at(begin + 1), bytes_.at(begin + 2)};
}

PngPixels::Found PngPixels::find(Color color, std::size_t x_end, std::size_t y_begin) const {
    Found found;
    for (std::size_t y = y_begin; y < height_; ++y) {
        for (std::size_t x = 0; x < std::min(x_end, width_); ++x) {
            if (at(x, y) != color) continue;
            found.left = std::min(found.left, x);
            found.top = std::min(found.top, y);
            found.right = std::max(found.right, x);
            found.bottom = std::max(found.bottom, y);
            ++found.count;
        }
    }
    return found;
}
