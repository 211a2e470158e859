/// \file
/// What the page can ask, and the network that answers.
#pragma once

#include <filesystem>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "ch08_draw/drawing_request.hpp"
#include "ch08_draw/network_file.hpp"
#include "ch08_draw/read_drawing.hpp"
#include "ch08_draw/trained_network.hpp"
#include "ch08_draw/wrong_drawings.hpp"

namespace wb {

/// A network that reads drawings, for any number of clients at a time. Given.
///
/// forward() leaves in every layer what backward() will need, so only one client at a time is let near the
/// network; parsing and drawing go on side by side.
class DrawService {
public:
    /// What the service is made of.
    struct Setup {
        NetworkFromFile network;        ///< which reads the drawings
        TrainingNotes notes;            ///< how it was trained
        std::string flavour;            ///< whose code this is: "student" or "reference"
        std::string checkpoint;         ///< the network's file, as it is to be shown
        real temperature = 1;           ///< until the page chooses another one
        std::filesystem::path results;  ///< wrong drawings go to ch08 in here
    };

    /// Serves with what it is given.
    /// \param setup  is kept
    explicit DrawService(Setup setup) : setup_(std::move(setup)), wrong_(setup_.results / "ch08") {}

    /// GET /api/network: whose network this is, and how good.
    nlohmann::json network() const;

    /// POST /api/read, see parse_drawing_request().
    ///
    /// `{"empty": true}`, or `"empty": false` with `"digit"`, `"probabilities"` (K), `"seen"` (what the
    /// network was shown: `"rows"`, `"cols"`, `"ink"` from 0 to 255), `"placement"` (the upper left corner of
    /// that image on the canvas, `"x"` and `"y"`, and `"scale"`, the side of its pixels), and on request
    /// `"saliency"` (`"rows"`,
    /// `"cols"`, `"values"` from -1, speaks against the digit, to 1, speaks for it) and `"activations"` (a
    /// list of
    /// `"name"`, `"channels"`, `"rows"`, `"cols"`, `"values"` from 0 to 255). If those two need an exercise
    /// that is not written, they are `{"problem": "..."}`.
    /// \throws web::request_error if the request is wrong
    /// \throws not_implemented if an exercise of this chapter is missing
    nlohmann::json read(const nlohmann::json& request);

    /// POST /api/wrong: a drawing, and `"label"`, what it really shows. `{"count": ..., "file": ...}`
    /// \throws web::request_error if the request is wrong, or nothing is drawn
    nlohmann::json wrong(const nlohmann::json& request);

private:
    nlohmann::json saliency(const Reading& reading);
    nlohmann::json maps(const Reading& reading);

    Setup setup_;
    std::mutex network_in_use_;
    WrongDrawings wrong_;
};

}  // namespace wb
