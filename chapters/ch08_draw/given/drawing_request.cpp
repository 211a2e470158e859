#include "ch08_draw/given/drawing_request.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ch08_draw/draw_strokes.hpp"
#include "common/web/request_error.hpp"

namespace {

using namespace wb::request_limits;
using nlohmann::json;
using wb::web::request_error;

/// A value, as short as fits into a message.
std::string shown(const json& value) {
    const std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
    return text.size() <= 40 ? text : text.substr(0, 37) + "...";
}

[[noreturn]] void refuse(const std::string& field, const std::string& expected, const json& found) {
    throw request_error(field + " must be " + expected + ", not " + shown(found) + ".");
}

/// A part of an object.
const json& part(const json& object, const char* name) {
    if (!object.is_object()) refuse("The request", "an object", object);
    const auto found = object.find(name);
    if (found == object.end()) throw request_error("\"" + std::string(name) + "\" is missing.");
    return *found;
}

std::string in_words(double number) {
    const json value = number;
    return std::floor(number) == number ? std::to_string(static_cast<long>(number)) : value.dump();
}

double number(const json& value, const std::string& field, double least, double most) {
    const bool fits = value.is_number() && value.get<double>() >= least && value.get<double>() <= most;
    if (!fits) refuse(field, "a number from " + in_words(least) + " to " + in_words(most), value);
    return value.get<double>();
}

std::size_t whole(const json& value, const std::string& field, std::size_t least, std::size_t most) {
    const bool is_whole = value.is_number_integer();
    const bool fits = is_whole && value.get<std::int64_t>() >= static_cast<std::int64_t>(least) &&
                      value.get<std::int64_t>() <= static_cast<std::int64_t>(most);
    if (!fits)
        refuse(field, "a whole number from " + std::to_string(least) + " to " + std::to_string(most), value);
    return value.get<std::size_t>();
}

void require_list(const json& value, const std::string& field, std::size_t most) {
    if (!value.is_array()) refuse(field, "a list", value);
    if (value.size() > most)
        throw request_error(field + " has " + std::to_string(value.size()) + " entries; at most " +
                            std::to_string(most) + " are taken.");
}

bool flag(const json& request, const char* name) {
    const auto found = request.find(name);
    if (found == request.end()) return false;
    if (!found->is_boolean()) refuse("\"" + std::string(name) + "\"", "true or false", *found);
    return found->get<bool>();
}

wb::Strokes parse_strokes(const json& request) {
    wb::Strokes strokes;
    std::size_t points = 0;
    const json& all = part(request, "strokes");
    require_list(all, "\"strokes\"", most_strokes);
    for (const json& one : all) {
        const std::string name = "stroke " + std::to_string(strokes.size());
        wb::Stroke stroke;
        // A pen thinner than 0.1 draws almost nothing.
        stroke.width =
            static_cast<wb::real>(number(part(one, "width"), "the width of " + name, 0.1, widest_pen));
        const json& points_of_one = part(one, "points");
        require_list(points_of_one, "the points of " + name, most_points);
        for (const json& point : points_of_one) {
            if (++points > most_points)
                throw request_error("The strokes have more than " + std::to_string(most_points) +
                                    " points altogether.");
            const std::string field = "point " + std::to_string(stroke.points.size()) + " of " + name;
            if (!point.is_array() || point.size() != 2) refuse(field, "[x, y]", point);
            stroke.points.push_back(
                {static_cast<wb::real>(number(point[0], "x of " + field, -farthest, farthest)),
                 static_cast<wb::real>(number(point[1], "y of " + field, -farthest, farthest))});
        }
        strokes.push_back(std::move(stroke));
    }
    return strokes;
}

/// The pixels, along one axis of the canvas, between which a pen moves.
double reached(double from, double to, double width, std::size_t side) {
    const double reach = (width + 1) / 2, size = static_cast<double>(side);
    return std::clamp(std::max(from, to) + reach + 1, 0.0, size) -
           std::clamp(std::min(from, to) - reach, 0.0, size);
}

/// Each limit alone allows drawings that take many seconds: long segments of a wide pen, thousands of them.
void require_little_area(const wb::Strokes& strokes, std::size_t rows, std::size_t cols) {
    double area = 0;
    for (const auto& [points, width] : strokes)
        for (std::size_t k = 0; k < points.size(); ++k) {
            const auto &from = points[k > 0 ? k - 1 : 0], &to = points[k];
            area += reached(from.x, to.x, width, cols) * reached(from.y, to.y, width, rows);
        }
    if (area > most_area)
        throw request_error("This drawing takes too long to draw: its lines cover " +
                                std::to_string(static_cast<long>(area)) +
                                " pixels, counted again for each line; at most " +
                                std::to_string(static_cast<long>(most_area)) +
                                " are allowed. Use fewer points, shorter lines, or a thinner pen.",
                            413);
}

wb::np_tensor parse_image(const json& image) {
    const std::size_t rows = whole(part(image, "rows"), "\"rows\"", smallest_side, largest_side);
    const std::size_t cols = whole(part(image, "cols"), "\"cols\"", smallest_side, largest_side);
    const json& ink = part(image, "ink");
    require_list(ink, "\"ink\"", rows * cols);
    if (ink.size() != rows * cols)
        throw request_error("\"ink\" must have " + std::to_string(rows) + " x " + std::to_string(cols) +
                            " numbers, not " + std::to_string(ink.size()) + ".");
    std::vector<wb::real> values;
    values.reserve(ink.size());
    for (const json& byte : ink) values.push_back(static_cast<wb::real>(whole(byte, "ink", 0, 255)) / 255);
    return wb::np_tensor({rows, cols}, std::move(values));
}

}  // namespace

wb::DrawingRequest wb::parse_drawing_request(const nlohmann::json& request) {
    if (!request.is_object()) refuse("The request", "an object", request);
    DrawingRequest parsed;
    if (const auto found = request.find("temperature"); found != request.end())
        parsed.temperature = static_cast<real>(number(*found, "\"temperature\"", coldest, hottest));
    parsed.saliency = flag(request, "saliency");
    parsed.activations = flag(request, "activations");
    if (request.contains("strokes") == request.contains("image"))
        throw request_error("A request has either \"strokes\" or an \"image\".");
    if (request.contains("image")) {
        parsed.canvas = parse_image(request["image"]);
    } else {
        const std::size_t rows = whole(part(request, "rows"), "\"rows\"", smallest_side, largest_side);
        const std::size_t cols = whole(part(request, "cols"), "\"cols\"", smallest_side, largest_side);
        const Strokes strokes = parse_strokes(request);
        require_little_area(strokes, rows, cols);
        parsed.canvas = draw_strokes(strokes, rows, cols);
    }
    return parsed;
}

std::uint8_t wb::parse_label(const nlohmann::json& request) {
    return static_cast<std::uint8_t>(whole(part(request, "label"), "\"label\"", 0, 9));
}
