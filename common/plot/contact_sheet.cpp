#include "common/plot/contact_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "common/plot/canvas.hpp"

namespace {

using namespace wb::plot;

constexpr std::size_t classes = 10;
constexpr std::size_t per_class = 20;
constexpr std::size_t blank = 4;  // blank pixels between two images

/// One large image, put together from many. Row k holds the first images of class k, from the left; where
/// there are too few, the paper stays blank.
GrayImage arrange(const GrayImages& images, std::span<const std::uint8_t> labels) {
    GrayImage page{
        .rows = classes * (images.rows + blank), .cols = per_class * (images.cols + blank), .values = {}};
    page.values.assign(page.rows * page.cols, 0);
    std::array<std::size_t, classes> placed{};
    for (std::size_t n = 0; n < images.count; ++n) {
        const std::size_t k = labels[n];
        if (k >= classes || placed[k] == per_class) continue;
        const std::size_t top = k * (images.rows + blank) + blank / 2;
        const std::size_t left = placed[k]++ * (images.cols + blank) + blank / 2;
        for (std::size_t h = 0; h < images.rows; ++h)
            for (std::size_t w = 0; w < images.cols; ++w)
                page.values[(top + h) * page.cols + left + w] =
                    images.pixels[(n * images.rows + h) * images.cols + w] / 255.0;
    }
    return page;
}

}  // namespace

void wb::plot::contact_sheet(const Picture& picture, const GrayImages& images,
                             std::span<const std::uint8_t> labels) {
    if (images.count == 0 || labels.size() != images.count ||
        images.pixels.size() != images.count * images.rows * images.cols)
        throw std::invalid_argument("contact_sheet: " + std::to_string(images.count) + " images of " +
                                    std::to_string(images.rows) + " x " + std::to_string(images.cols) +
                                    " do not fit " + std::to_string(images.pixels.size()) + " pixels and " +
                                    std::to_string(labels.size()) + " labels");
    const GrayImage page = arrange(images, labels);

    // Every pixel of an image becomes a square of whole pixels on the page: nothing is blurred.
    const double left = margin + 1.5 * text_size;
    const auto cols = static_cast<double>(page.cols), rows = static_cast<double>(page.rows);
    const double scale = std::max(1.0, std::floor((Size{}.width - left - margin) / cols));
    Canvas canvas;
    canvas.image({left, title_height, scale * cols, scale * rows}, page, Scale::ink, {0, 1});
    for (std::size_t k = 0; k < classes; ++k) {
        const double row = rows / classes * scale;
        canvas.text({margin, title_height + (static_cast<double>(k) + 0.5) * row}, std::to_string(k),
                    {.align = Align::left, .color = dark_gray});
    }
    canvas.draw(picture, {.width = static_cast<std::size_t>(left + scale * cols + margin),
                          .height = static_cast<std::size_t>(title_height + scale * rows + margin)});
}
