/// \file
/// The checks of a request of the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "ch02_np_tensor/np_tensor.hpp"
#include "ch08_draw/given/stroke.hpp"

namespace wb {

/// What a request may ask for, so that its answer never takes long.
namespace request_limits {
inline constexpr std::size_t smallest_side = 8;   ///< of a canvas, in pixels
inline constexpr std::size_t largest_side = 512;  ///< of a canvas, in pixels
inline constexpr std::size_t most_strokes = 500;  ///< of a drawing
inline constexpr std::size_t most_points = 5000;  ///< of all strokes together
inline constexpr double farthest = 10'000;        ///< from the corner of the canvas, in pixels
inline constexpr double widest_pen = 200;         ///< in pixels
/// Of all segments together: the pixels of the canvas that the pen can reach on its way, counted again for
/// each segment. A full canvas of scribbling has less than a tenth of it; drawing this much takes 0.2 s.
inline constexpr double most_area = 1.5e7;
inline constexpr double coldest = 0.01;  ///< the lowest temperature
inline constexpr double hottest = 100;   ///< the highest
}  // namespace request_limits

/// A request to read a drawing.
struct DrawingRequest {
    np_tensor canvas;          ///< (H, W), 0 for paper to 1 for ink
    real temperature = 1;      ///< T, by which the scores are divided
    bool saliency = false;     ///< whether to return the map of the ink that is evidence for the answer
    bool activations = false;  ///< whether to return the outputs of the layers
};

/// Checks a request, and draws its strokes. Given.
///
/// `{"strokes": [{"points": [[x, y], ...], "width": 20}, ...], "rows": 280, "cols": 280}`, or
/// `{"image": {"rows": 280, "cols": 280, "ink": [0, ..., 255, ...]}}`, and if wanted `"temperature": 1`,
/// `"saliency": true` and `"activations": true`.
/// \throws web::request_error that names the field, what was expected there, and what was found
DrawingRequest parse_drawing_request(const nlohmann::json& request);

/// The true digit, given by the user: `"label": 7`. Given.
/// \throws web::request_error unless it is a whole number from 0 to 9
std::uint8_t parse_label(const nlohmann::json& request);

}  // namespace wb
