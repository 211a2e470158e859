/// \file
/// Reading a PNG picture back, to look at what was drawn.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

/// The pixels of a PNG file with 8 bits a color and no interlacing, as gnuplot writes them.
class PngPixels {
public:
    using Color = std::array<std::uint8_t, 3>;

    /// \throws std::runtime_error if the file is no such PNG, or is damaged
    explicit PngPixels(const std::filesystem::path& path);

    std::size_t width() const { return width_; }
    std::size_t height() const { return height_; }
    Color at(std::size_t x, std::size_t y) const;

    /// Where a color is: the corners of the smallest box that holds all its pixels, and their number.
    struct Found {
        std::size_t left = SIZE_MAX, top = SIZE_MAX, right = 0, bottom = 0, count = 0;
    };
    /// Looks at the columns before `x_end` and the rows from `y_begin` on.
    Found find(Color color, std::size_t x_end = SIZE_MAX, std::size_t y_begin = 0) const;

private:
    std::size_t width_ = 0, height_ = 0, channels_ = 0;
    std::vector<std::uint8_t> bytes_;
};
