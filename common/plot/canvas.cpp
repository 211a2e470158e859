#include "common/plot/canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>

#include "common/plot/ticks.hpp"

void wb::plot::Canvas::area(const Box& box, std::string_view color) {
    areas_.push_back({box, std::string(color)});
}

void wb::plot::Canvas::image(const Box& box, const GrayImage& image, Scale colors, Range range) {
    // gnuplot draws no image of a single row or column: such a one is doubled.
    const std::size_t tall = image.rows == 1 ? 2 : 1, wide = image.cols == 1 ? 2 : 1;
    Image drawn{box, image.rows * tall, image.cols * wide, {}};
    for (std::size_t y = 0; y < drawn.rows; ++y)
        for (std::size_t x = 0; x < drawn.cols; ++x) {
            const Rgb c = color_of(image.values[y / tall * image.cols + x / wide], colors, range);
            for (const std::uint8_t part : {c.red, c.green, c.blue}) drawn.bytes += static_cast<char>(part);
        }
    images_.push_back(std::move(drawn));
}

void wb::plot::Canvas::line(const std::vector<Point>& points, double width, std::string_view color) {
    lines_.push_back({points, width, std::string(color)});
}

void wb::plot::Canvas::frame(const Box& box, double width, std::string_view color) {
    const double left = box.x - width / 2, right = box.x + box.width + width / 2;
    const double top = box.y - width / 2, bottom = box.y + box.height + width / 2;
    line({{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}}, width, color);
}

void wb::plot::Canvas::text(Point at, std::string_view text, const TextStyle& style) {
    texts_.push_back({at, std::string(text), style, std::string(style.color)});
}

void wb::plot::Canvas::outline(const Box& box, const GrayImage& digit) {
    const double dx = box.width / static_cast<double>(digit.cols),
                 dy = box.height / static_cast<double>(digit.rows);
    const auto is_ink = [&](std::size_t y, std::size_t x) {
        // Beyond the border there is paper: y - 1 of row 0 is far beyond it, too.
        return y < digit.rows && x < digit.cols && digit.values[y * digit.cols + x] > 0.5;
    };
    // Along every edge between ink and paper: white beneath black, to be seen on any color.
    const double thin = std::clamp(dx / 5, 1.5, 4.0);
    for (const auto& [width, color] : {std::pair(2 * thin, "#ffffff"), std::pair(thin, "#000000")}) {
        const auto from_to = [&](std::size_t y1, std::size_t x1, std::size_t y2, std::size_t x2) {
            const auto at = [&](std::size_t y, std::size_t x) {
                return Point{box.x + dx * static_cast<double>(x), box.y + dy * static_cast<double>(y)};
            };
            line({at(y1, x1), at(y2, x2)}, width, color);
        };
        // Each straight piece in one stroke, as far as it goes.
        for (std::size_t y = 0; y <= digit.rows; ++y) {
            for (std::size_t x = 0, end = 0; x < digit.cols; x = std::max(x + 1, end)) {
                for (end = x; is_ink(y, end) != is_ink(y - 1, end); ++end) {
                }
                if (end > x) from_to(y, x, y, end);
            }
        }
        for (std::size_t x = 0; x <= digit.cols; ++x) {
            for (std::size_t y = 0, end = 0; y < digit.rows; y = std::max(y + 1, end)) {
                for (end = y; is_ink(end, x) != is_ink(end, x - 1); ++end) {
                }
                if (end > y) from_to(y, x, end, x);
            }
        }
    }
}

void wb::plot::Canvas::draw(const Picture& picture, Size size) const {
    wb::plot::draw(
        picture,
        [&](std::ostream& gnuplot) {
            gnuplot << title_command(picture, size);
            commands(gnuplot, size);
        },
        size);
}

void wb::plot::Canvas::commands(std::ostream& gnuplot, Size size) const {
    // gnuplot's axes, without any of their ink, are the pixels of the page.
    gnuplot << "set lmargin at screen 0\nset rmargin at screen 1\n"
            << "set bmargin at screen 0\nset tmargin at screen 1\n"
            << "unset key\nunset tics\nunset border\nunset colorbox\n"
            << fmt::format("set xrange [0:{}]\nset yrange [{}:0]\n", size.width, size.height);
    for (const Area& area : areas_)
        gnuplot << fmt::format(
            "set object rectangle from {},{} to {},{} back fillcolor rgb '{}' fillstyle solid noborder\n",
            area.box.x, area.box.y, area.box.x + area.box.width, area.box.y + area.box.height, area.color);
    for (const Text& text : texts_)
        gnuplot << fmt::format("set label {} at {},{} {}{} noenhanced front textcolor rgb '{}'{}\n",
                               literal(text.text), text.at.x, text.at.y,
                               text.style.align == Align::left     ? "left"
                               : text.style.align == Align::center ? "center"
                                                                   : "right",
                               text.style.upwards ? " rotate by 90" : "", text.color,
                               font_of(text.style.size, text.style.bold));

    // One plot command for all; the data of '-' follow it, in the same order. An empty page needs a plot,
    // too.
    gnuplot << "plot NaN notitle";
    for (const Image& image : images_) {
        const double dx = image.box.width / static_cast<double>(image.cols);
        const double dy = image.box.height / static_cast<double>(image.rows);
        gnuplot << fmt::format(
            ", '-' binary array=({},{}) dx={} dy={} origin=({},{}) format='%uchar' with rgbimage notitle",
            image.cols, image.rows, dx, dy, image.box.x + dx / 2, image.box.y + dy / 2);
    }
    const auto like_the_last = [this](std::size_t i) {
        return i > 0 && lines_[i].width == lines_[i - 1].width && lines_[i].color == lines_[i - 1].color;
    };
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (!like_the_last(i))
            gnuplot << fmt::format(", '-' with lines linewidth {} linecolor rgb '{}' notitle",
                                   lines_[i].width, lines_[i].color);
    gnuplot << "\n";
    for (const Image& image : images_) gnuplot << image.bytes;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (i > 0) gnuplot << (like_the_last(i) ? "\n" : "e\n");  // an empty line lifts the pen
        for (const Point& point : lines_[i].points) gnuplot << fmt::format("{} {}\n", point.x, point.y);
    }
    if (!lines_.empty()) gnuplot << "e\n";
}

void wb::plot::color_bar(Canvas& canvas, const Box& strip, const ColorBar& bar) {
    constexpr std::size_t steps = 256;
    GrayImage colors{.rows = steps, .cols = 1, .values = {}};
    for (std::size_t i = 0; i < steps; ++i) colors.values.push_back(static_cast<double>(i) / (steps - 1));
    if (!bar.dark_is_most) std::ranges::reverse(colors.values);
    canvas.image(strip, colors, bar.scale, {0, 1});
    canvas.frame(strip, 1, dark_gray);

    const double right = strip.x + strip.width;
    for (const Tick& tick : ticks(bar.range.least, bar.range.greatest, 6)) {
        const double t = (tick.value - bar.range.least) / (bar.range.greatest - bar.range.least);
        const double y = strip.y + (1 - t) * strip.height;
        canvas.line({{right, y}, {right + 8, y}}, 2, dark_gray);
        canvas.text({right + 14, y}, tick.text + bar.unit_of_ticks,
                    {.size = small_size, .align = Align::left, .color = dark_gray});
    }
    canvas.text({strip.x, strip.y - small_size}, bar.name,
                {.size = fitting(bar.name, small_size, bar.room), .align = Align::left, .color = dark_gray});
}
