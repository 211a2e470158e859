/// \file
/// A page on which things stand where one puts them, in pixels.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "common/plot/gnuplot.hpp"
#include "common/plot/palette.hpp"

namespace wb::plot {

/// A point; x to the right, y down, from the upper left corner of the page.
struct Point {
    double x = 0;  ///< to the right
    double y = 0;  ///< down
};

/// A rectangle by its upper left corner.
struct Box {
    double x = 0;       ///< of its left edge
    double y = 0;       ///< of its upper edge
    double width = 0;   ///< to the right
    double height = 0;  ///< down
};

/// How a text stands to its point. Up and down it is centered.
enum class Align { left, center, right };

/// How a text looks.
struct TextStyle {
    double size = text_size;         ///< height of the letters, in pixels
    Align align = Align::center;     ///< to its point
    std::string_view color = black;  ///< as gnuplot knows it: "#0072b2"
    bool bold = false;               ///< heavier
    bool upwards = false;            ///< turned by 90 degrees, to be read from the right
};

/// Collects what stands on a page, and has gnuplot draw it. What is put later covers what was put earlier
/// only within its kind: the areas are below the images, these below the lines, and the texts on top.
class Canvas {
public:
    /// A box full of one color.
    void area(const Box& box, std::string_view color);
    /// An image that fills a box. Where its pixels are squares of whole pixels of the page, they have sharp
    /// edges.
    void image(const Box& box, const GrayImage& image, Scale colors, Range range);
    /// A line from point to point.
    void line(const std::vector<Point>& points, double width, std::string_view color);
    /// A frame just outside the box.
    void frame(const Box& box, double width, std::string_view color);
    /// A line of text.
    void text(Point at, std::string_view text, const TextStyle& style = {});
    /// The outline of the ink of a digit that fills the box.
    void outline(const Box& box, const GrayImage& digit);

    /// Draws it all, with the picture's title.
    void draw(const Picture& picture, Size size = {}) const;

private:
    struct Area {
        Box box;
        std::string color;
    };
    struct Image {
        Box box;
        std::size_t rows, cols;
        std::string bytes;  ///< red, green, blue of each pixel
    };
    struct Line {
        std::vector<Point> points;
        double width;
        std::string color;
    };
    struct Text {
        Point at;
        std::string text;
        TextStyle style;
        std::string color;
    };
    void commands(std::ostream& gnuplot, Size size) const;

    std::vector<Area> areas_;
    std::vector<Image> images_;
    std::vector<Line> lines_;
    std::vector<Text> texts_;
};

/// What a color bar explains.
struct ColorBar {
    Scale scale;                     ///< which colors
    Range range;                     ///< from which number to which
    std::string name;                ///< what the colors measure; stands above
    std::string unit_of_ticks = {};  ///< "%"
    bool dark_is_most = false;       ///< the scale is used the other way round
    double room = 200;               ///< for the name, in pixels
};

/// Draws a color bar: the strip, with numbers at its right.
void color_bar(Canvas& canvas, const Box& strip, const ColorBar& bar);

}  // namespace wb::plot
