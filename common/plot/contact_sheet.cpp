#include "common/plot/contact_sheet.hpp"

#include <array>
#include <ostream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "common/plot/png.hpp"

namespace {

constexpr std::size_t classes = 10;
constexpr std::size_t per_class = 20;
constexpr std::size_t gap = 4;  // blank pixels between two images

/// One large image, put together from many: byte (y, x) stands at y * cols + x.
struct Page {
    std::size_t rows = 0, cols = 0;
    std::vector<char> pixels;
};

/// Row k holds the first images of class k, from the left. Where there are too few, the paper stays blank.
Page arrange(const wb::GreyImages& images, std::span<const std::uint8_t> labels) {
    Page page{.rows = classes * (images.rows + gap), .cols = per_class * (images.cols + gap), .pixels = {}};
    page.pixels.assign(page.rows * page.cols, 0);
    std::array<std::size_t, classes> placed{};
    for (std::size_t n = 0; n < images.count; ++n) {
        const std::size_t k = labels[n];
        if (k >= classes || placed[k] == per_class) continue;
        const std::size_t top = k * (images.rows + gap) + gap / 2;
        const std::size_t left = placed[k]++ * (images.cols + gap) + gap / 2;
        for (std::size_t h = 0; h < images.rows; ++h)
            for (std::size_t w = 0; w < images.cols; ++w)
                page.pixels[(top + h) * page.cols + left + w] =
                    static_cast<char>(images.pixels[(n * images.rows + h) * images.cols + w]);
    }
    return page;
}

/// Text between double quotes, for gnuplot: without its markup, in which _ and ^ have a meaning.
std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return result + "\" noenhanced";
}

}  // namespace

void wb::contact_sheet(const GreyImages& images, std::span<const std::uint8_t> labels,
                       const std::filesystem::path& path, const std::string& title) {
    if (labels.size() != images.count || images.pixels.size() != images.count * images.rows * images.cols)
        throw std::invalid_argument("contact_sheet: " + std::to_string(images.count) + " images of " +
                                    std::to_string(images.rows) + " x " + std::to_string(images.cols) +
                                    " do not fit " + std::to_string(images.pixels.size()) + " pixels and " +
                                    std::to_string(labels.size()) + " labels");
    const Page page = arrange(images, labels);

    // Every pixel of an image becomes a square of whole pixels on the page: nothing is blurred.
    constexpr std::size_t scale = 2, left = 44, top = 56, margin = 16;
    const std::size_t width = left + page.cols * scale + margin;
    const std::size_t height = top + page.rows * scale + margin;
    draw_png(path, width, height, [&](std::ostream& gnuplot) {
        const auto across = [&](std::size_t x) { return std::to_string(x) + ".0/" + std::to_string(width); };
        const auto up = [&](std::size_t y) {
            return "1-" + std::to_string(y) + ".0/" + std::to_string(height);
        };
        gnuplot << "set lmargin at screen " << across(left) << "\n"
                << "set rmargin at screen " << across(width - margin) << "\n"
                << "set tmargin at screen " << up(top) << "\n"
                << "set bmargin at screen " << up(height - margin) << "\n"
                << "set label 1 " << in_quotes(title) << " at screen " << across(left + gap) << ", screen "
                << up(top / 2) << " left font 'sans,15'\n"
                << "unset key\nunset colorbox\nunset border\nunset xtics\n"
                << "set cbrange [0:255]\nset palette defined (0 'white', 1 'black')\n"
                << "set xrange [-0.5:" << page.cols << "-0.5]\n"
                << "set yrange [" << page.rows << "-0.5:-0.5]\n"
                << "set ytics scale 0 font 'sans,15' textcolor rgb '#606060' (";
        for (std::size_t k = 0; k < classes; ++k)
            gnuplot << (k > 0 ? ", " : "") << "'" << k << "' "
                    << k * (images.rows + gap) + (images.rows + gap) / 2;
        gnuplot << ")\n"
                << "plot '-' binary array=(" << page.cols << "," << page.rows
                << ") format='%uchar' with image\n";
        gnuplot.write(page.pixels.data(), static_cast<std::streamsize>(page.pixels.size()));
    });
}
