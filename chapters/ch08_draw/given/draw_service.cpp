#include "ch08_draw/given/draw_service.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "ch07_saliency/activations.hpp"
#include "ch07_saliency/enlarge.hpp"
#include "ch07_saliency/input_gradient.hpp"
#include "ch07_saliency/saliency_map.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/web/request_error.hpp"

namespace {

using nlohmann::json;

/// A message for the page about an exercise that is not written.
std::string advice(const wb::not_implemented& missing) {
    return std::string("This needs exercise ") + missing.exercise() + ", which is not written yet: edit " +
           missing.where().file_name() + ":" + std::to_string(missing.where().line()) +
           ", then run ./workbook check " + missing.exercise() + " and start this again.";
}

/// Optional extras must not fail the request.
template <class Make>
json or_problem(Make&& make) {
    try {
        return make();
    } catch (const wb::not_implemented& missing) {
        return {{"problem", advice(missing)}};
    }
}

/// Numbers from 0 to 1, or to `largest`, as whole numbers from 0 to 255.
std::vector<int> as_byte_values(std::span<const wb::real> values, wb::real largest) {
    std::vector<int> bytes;
    bytes.reserve(values.size());
    for (const wb::real value : values)
        bytes.push_back(largest > 0 ? static_cast<int>(std::lround(
                                          255 * std::clamp(value / largest, wb::real(0), wb::real(1))))
                                    : 0);
    return bytes;
}

/// As you would type it where the program runs.
std::string short_path(const std::filesystem::path& path) {
    const auto here = std::filesystem::absolute(path).lexically_relative(std::filesystem::current_path());
    return here.empty() || *here.begin() == ".." ? path.string() : here.string();
}

/// A network with infinite or NaN parameters would read everything as a 0.
void require_numbers(const wb::np_tensor& probabilities) {
    if (std::ranges::all_of(probabilities.values(), [](wb::real p) { return std::isfinite(p); })) return;
    throw std::runtime_error(
        "The network's probabilities are not numbers (nan or infinite), so it reads nothing. Is its file "
        "damaged? Train it again: ./workbook lab 5");
}

json or_null(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

}  // namespace

json wb::DrawService::network() const {
    return {{"name", setup_.network.name},
            {"is_cnn", setup_.network.is_cnn},
            {"code", setup_.flavor},
            {"file", setup_.checkpoint},
            {"data", or_null(setup_.notes.data)},
            {"trained_by", or_null(setup_.notes.flavor)},
            {"quick", setup_.notes.quick},
            {"accuracy", setup_.notes.accuracy ? json(*setup_.notes.accuracy) : json(nullptr)},
            {"temperature", setup_.temperature}};
}

json wb::DrawService::read(const json& request) {
    const DrawingRequest asked = parse_drawing_request(request);
    const real temperature = request.contains("temperature") ? asked.temperature : setup_.temperature;

    const std::lock_guard lock(network_in_use_);
    const std::optional<Reading> reading =
        read_drawing(*setup_.network.model, setup_.network.prepare, asked.canvas, temperature);
    if (!reading) return {{"empty", true}};

    require_numbers(reading->probabilities);

    const NormalizedDrawing& drawing = reading->drawing;
    const Point corner = canvas_position(drawing.placement, {0, 0});
    const auto probabilities = reading->probabilities.values();
    json answer{{"empty", false},
                {"digit", reading->digit},
                {"probabilities", std::vector<real>(probabilities.begin(), probabilities.end())},
                {"seen",
                 {{"rows", drawing.image.dim(0)},
                  {"cols", drawing.image.dim(1)},
                  {"ink", as_bytes(drawing.image).pixels}}},
                {"placement", {{"x", corner.x}, {"y", corner.y}, {"scale", drawing.placement.scale}}}};
    if (asked.saliency) answer["saliency"] = or_problem([&] { return saliency(*reading); });
    if (asked.activations) answer["activations"] = or_problem([&] { return maps(*reading); });
    return answer;
}

json wb::DrawService::wrong(const json& request) {
    const std::uint8_t label = parse_label(request);
    const auto drawing = normalize_drawing(parse_drawing_request(request).canvas);
    if (!drawing) throw web::request_error("Nothing is drawn, so nothing was kept.", 422);
    const std::size_t count = wrong_.add(as_bytes(drawing->image), label);
    return {{"count", count}, {"file", short_path(wrong_.images_file())}};
}

/// What each pixel contributes to the score of the digit that was read, counted from blank paper.
json wb::DrawService::saliency(const Reading& reading) {
    const Images seen = as_bytes(reading.drawing.image);
    const Images paper{.count = 1,
                       .rows = seen.rows,
                       .cols = seen.cols,
                       .pixels = std::vector<std::uint8_t>(seen.pixels.size())};
    const np_tensor x = setup_.network.prepare(seen), blank = setup_.network.prepare(paper);
    const np_tensor g = input_gradient(*setup_.network.model, x, {reading.digit});

    // A dense network has rows of pixels, cnn16 has images of 16 x 16: both become maps of 28 x 28.
    const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(x.size()))));
    const Shape image{1, 1, side, side};
    np_tensor map = gradient_times_input(g.reshape(image), (x - blank).reshape(image));
    if (side != field_side) map = enlarge(map, field_side, field_side);

    real largest = 0;
    for (const real value : map.values()) largest = std::max(largest, std::abs(value));
    json values = json::array();
    // Three digits are enough for a color.
    for (const real value : map.values())
        values.push_back(largest > 0 ? std::round(1000.0 * static_cast<double>(value / largest)) / 1000
                                     : 0.0);
    return {{"rows", field_side}, {"cols", field_side}, {"values", std::move(values)}};
}

/// The outputs of the ReLU and pooling layers.
json wb::DrawService::maps(const Reading& reading) {
    json layers = json::array();
    const np_tensor x = setup_.network.prepare(as_bytes(reading.drawing.image));
    for (const Activation& activation : activations(*setup_.network.model, x)) {
        const np_tensor& A = activation.values;
        const bool is_shown = activation.name.starts_with("relu") || activation.name.starts_with("pool");
        if (A.ndim() != 4 || !is_shown) continue;
        layers.push_back({{"name", activation.name},
                          {"channels", A.dim(1)},
                          {"rows", A.dim(2)},
                          {"cols", A.dim(3)},
                          {"values", as_byte_values(A.values(), *std::ranges::max_element(A.values()))}});
    }
    return layers;
}
