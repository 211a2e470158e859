#include "common/plot/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "common/plot/canvas.hpp"
#include "common/plot/check_image.hpp"

namespace {

using namespace wb::plot;

/// The numbers of columns below, and of rows at the left.
void number_pixels(Canvas& canvas, const Box& box, const GrayImage& image, bool rows_too) {
    const double dx = box.width / static_cast<double>(image.cols);
    const double dy = box.height / static_cast<double>(image.rows);
    const std::size_t x_step = image.cols > 10 ? 5 : 1, y_step = image.rows > 10 ? 5 : 1;
    for (std::size_t x = 0; x < image.cols; x += x_step)
        canvas.text({box.x + (static_cast<double>(x) + 0.5) * dx, box.y + box.height + small_size},
                    std::to_string(x), {.size = small_size, .color = dark_gray});
    for (std::size_t y = 0; rows_too && y < image.rows; y += y_step)
        canvas.text({box.x - 12, box.y + (static_cast<double>(y) + 0.5) * dy}, std::to_string(y),
                    {.size = small_size, .align = Align::right, .color = dark_gray});
}

}  // namespace

void wb::plot::heat_map(const Picture& picture, const HeatMap& map) {
    check_image(map.values, "heat_map");
    if (map.digit) {
        check_image(*map.digit, "heat_map");
        if (map.digit->rows != map.values.rows || map.digit->cols != map.values.cols)
            throw std::invalid_argument("heat_map: the digit is of another size than the map");
    }
    std::optional<Range> found;
    widen(found, map.values.values);
    if (!found)
        throw plot_error("No picture " + picture.stem.string() + ".png: none of its values is a number.");
    const Range range = range_of(map.scale, *found);

    const auto rows = static_cast<double>(map.values.rows), cols = static_cast<double>(map.values.cols);
    const double left = margin + 60, top = title_height + 20, below = 80, bar = 250, between = 50,
                 heading = 50;
    // With a digit, two images share the width.
    const double images = map.digit ? 2 : 1;
    const double room_x = (Size{}.width - left - bar - (images - 1) * between) / images;
    const double room_y = Size{}.height - top - below;
    const double scale = std::max(1.0, std::floor(std::min(room_x / cols, room_y / rows)));

    Canvas canvas;
    Box box{left, top, cols * scale, rows * scale};
    if (map.digit) {
        canvas.image(box, *map.digit, Scale::ink, {0, 1});
        canvas.frame(box, 1, light_gray);
        number_pixels(canvas, box, map.values, true);
        box.x += box.width + between;
    }
    canvas.image(box, map.values, map.scale, range);
    if (map.digit) canvas.outline(box, *map.digit);
    number_pixels(canvas, box, map.values, !map.digit);
    const double right = box.x + box.width;
    if (map.scale != Scale::ink)
        color_bar(canvas, {right + 50, top + heading, 34, box.height - heading},
                  {.scale = map.scale, .range = range, .name = map.unit});
    canvas.draw(picture, {.width = static_cast<std::size_t>(right + bar),
                          .height = static_cast<std::size_t>(top + box.height + below)});
}
