#include "common/plot/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "common/plot/canvas.hpp"
#include "common/plot/check_image.hpp"

namespace {

using namespace wb::plot;

constexpr std::size_t most_tiles = 200;
constexpr double space = 18;
constexpr double bar_room = 210;  // at the right, for a color bar
constexpr double heading_height = 56;

void check_groups(const std::vector<TileGroup>& groups) {
    std::size_t count = 0;
    for (const TileGroup& group : groups) {
        count += group.tiles.size();
        if (group.tiles.empty())
            throw std::invalid_argument("tiles: the group \"" + group.heading + "\" has no tile");
        for (const Tile& tile : group.tiles) {
            check_image(tile.image, "tiles");
            if (!tile.outline) continue;
            check_image(*tile.outline, "tiles");
            if (tile.outline->rows != tile.image.rows || tile.outline->cols != tile.image.cols)
                throw std::invalid_argument("tiles: an outline of another size than its image");
        }
    }
    if (count == 0 || count > most_tiles)
        throw std::invalid_argument(fmt::format("tiles: {} images; it can show 1 to {}", count, most_tiles));
}

/// One range for all groups of a scale.
std::map<Scale, Range> ranges_of(const std::vector<TileGroup>& groups, const Picture& picture) {
    std::map<Scale, std::optional<Range>> found;
    for (const TileGroup& group : groups)
        for (const Tile& tile : group.tiles) widen(found[group.scale], tile.image.values);
    std::map<Scale, Range> ranges;
    for (const auto& [scale, range] : found) {
        if (!range)
            throw wb::plot_error("No picture " + picture.stem.string() +
                                 ".png: none of its values is a number.");
        ranges[scale] = range_of(scale, *range);
    }
    return ranges;
}

bool has_captions(const TileGroup& group) {
    return std::ranges::any_of(group.tiles, [](const Tile& tile) { return !tile.caption.empty(); });
}

/// The group's tiles in rows of equal length, for tiles of about this side.
struct Layout {
    Layout(const TileGroup& group, double side, double width) {
        double least = 1e9;
        for (const Tile& tile : group.tiles) {
            const auto longer = static_cast<double>(std::max(tile.image.rows, tile.image.cols));
            least = std::min(least, std::floor(side / longer));
            tallest = std::max(tallest, static_cast<double>(tile.image.rows));
            widest = std::max(widest, static_cast<double>(tile.image.cols));
        }
        scale = std::max(1.0, least);
        const auto count = static_cast<double>(group.tiles.size());
        caption = has_captions(group) ? 1.5 * small_size : 0;
        cell_width = widest * scale + space;
        cell_height = tallest * scale + space + caption;
        fits = cell_width <= width;
        const double in_a_row = std::max(1.0, std::floor(width / cell_width));
        rows = std::ceil(count / in_a_row);
        columns = std::ceil(count / rows);
        height = rows * cell_height + (group.heading.empty() ? 0 : heading_height);
    }
    double widest = 0, tallest = 0, scale, caption, cell_width, cell_height, rows, columns, height;
    bool fits;  ///< one in a row does, at least
};

/// The side of the largest tiles with which all groups find room; or of somewhat smaller ones, if these fill
/// all rows.
double side_of_tiles(const std::vector<TileGroup>& groups, double width, double height) {
    constexpr double most = 240, least = 8;
    double largest = least;
    for (double side = most; side > least && (largest == least || side >= 0.75 * largest); side -= 2) {
        double needed = 0;
        bool fits = true, rows_are_full = true;
        for (const TileGroup& group : groups) {
            const Layout layout(group, side, width);
            needed += layout.height;
            fits = fits && layout.fits;
            rows_are_full =
                rows_are_full && layout.rows * layout.columns == static_cast<double>(group.tiles.size());
        }
        if (!fits || needed > height) continue;
        if (rows_are_full) return side;
        if (largest == least) largest = side;
    }
    return largest;
}

}  // namespace

void wb::plot::tiles(const Picture& picture, const std::vector<TileGroup>& groups, const std::string& unit) {
    check_groups(groups);
    const std::map<Scale, Range> ranges = ranges_of(groups, picture);
    const bool has_bar = std::ranges::any_of(ranges, [](const auto& r) { return r.first != Scale::ink; });
    const double width = Size{}.width - margin - (has_bar ? bar_room + margin : margin);
    const double top = title_height + 10;

    const double side = side_of_tiles(groups, width, 1200 - top - margin / 2);

    Canvas canvas;
    double y = top;
    for (const TileGroup& group : groups) {
        const Layout layout(group, side, width);
        if (!group.heading.empty()) {
            canvas.text(
                {margin, y + heading_height / 2}, group.heading,
                {.size = fitting(group.heading, text_size, width, true), .align = Align::left, .bold = true});
            y += heading_height;
        }
        double caption_size = small_size;
        for (const Tile& tile : group.tiles)
            caption_size = std::min(caption_size, fitting(tile.caption, small_size, layout.cell_width - 8));
        for (std::size_t i = 0; i < group.tiles.size(); ++i) {
            const Tile& tile = group.tiles[i];
            const double column = std::fmod(static_cast<double>(i), layout.columns);
            const double row = std::floor(static_cast<double>(i) / layout.columns);
            const Box box{margin + column * layout.cell_width, y + row * layout.cell_height,
                          static_cast<double>(tile.image.cols) * layout.scale,
                          static_cast<double>(tile.image.rows) * layout.scale};
            canvas.image(box, tile.image, group.scale, ranges.at(group.scale));
            canvas.frame(box, 1, light_gray);
            if (tile.outline) canvas.outline(box, *tile.outline);
            if (!tile.caption.empty())
                canvas.text({box.x + box.width / 2, box.y + box.height + 0.75 * small_size}, tile.caption,
                            {.size = caption_size, .color = dark_gray});
        }
        y += layout.rows * layout.cell_height;
    }

    // The color bars, one below the other. Ink needs none.
    const double page_height = std::max(y + margin / 2, top + 320);
    double bars = 0;
    for (const auto& [scale, range] : ranges) bars += scale == Scale::ink ? 0 : 1;
    double bar_top = top + heading_height;
    for (const auto& [scale, range] : ranges) {
        if (scale == Scale::ink) continue;
        const double bar_height = (page_height - margin - top) / bars - heading_height;
        color_bar(canvas, {Size{}.width - bar_room, bar_top, 34, bar_height},
                  {.scale = scale, .range = range, .name = unit, .room = bar_room - margin / 2});
        bar_top += bar_height + heading_height;
    }
    canvas.draw(picture, {.width = Size{}.width, .height = static_cast<std::size_t>(page_height)});
}
