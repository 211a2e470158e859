#include "common/plot/axes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/plot/gnuplot.hpp"
#include "common/plot/style.hpp"

std::string wb::plot::axes_commands() {
    return fmt::format(
        "set border 3 linewidth 1.5 linecolor rgb '{0}'\n"
        "set format x '%h'\nset format y '%h'\n"
        "set tics nomirror out scale 0.6 textcolor rgb '{0}'{2}\n"
        "set grid ytics linewidth 1 linecolor rgb '{1}' linetype 1\n",
        dark_gray, light_gray, font_of(text_size));
}

std::string wb::plot::x_name(std::string_view text, double height) {
    // Its place is given in pixels: gnuplot's own place for it depends on the kind of file.
    return fmt::format("set label 4 {} at graph 0.5, screen {} center noenhanced textcolor rgb '{}'{}\n",
                       literal(text), 0.75 * margin / height, dark_gray, font_of(text_size));
}

std::string wb::plot::y_name(std::string_view text) {
    return fmt::format(
        "set label 3 {} at graph 0, graph 1 left offset 0,1.1 noenhanced textcolor rgb '{}'{}\n",
        literal(text), dark_gray, font_of(text_size));
}

std::string wb::plot::legend_commands(std::string_view corner, const std::vector<std::string>& names) {
    std::size_t longest = 0;
    for (const std::string& name : names) longest = std::max(longest, name.size());
    // gnuplot takes letters for wider than they are, and would leave an empty margin.
    const double too_wide = 0.22 * static_cast<double>(longest);
    return fmt::format(
        "set key {} reverse Left samplen 3 spacing 1.3 width {} noenhanced textcolor rgb '{}'{}\n"
        "set key opaque fillcolor rgb '#ffffff'\n",
        corner, -too_wide, black, font_of(text_size));
}

std::string wb::plot::frame_at(double left, double right, double top, double bottom, double width,
                               double height) {
    return fmt::format(
        "set lmargin at screen {}\nset rmargin at screen {}\nset tmargin at screen {}\nset bmargin at screen "
        "{}\n",
        left / width, right / width, 1 - top / height, 1 - bottom / height);
}
