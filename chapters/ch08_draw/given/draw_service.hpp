/// \file
/// The requests of the page, and the network that answers them.
#pragma once

#include <filesystem>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "ch08_draw/given/drawing_request.hpp"
#include "ch08_draw/given/network_file.hpp"
#include "ch08_draw/given/trained_network.hpp"
#include "ch08_draw/given/wrong_drawings.hpp"
#include "ch08_draw/read_drawing.hpp"

namespace wb {

/// A network that reads drawings, for any number of clients at a time. Given.
///
/// forward() stores in every layer what backward() will need, so only one client at a time uses the network.
/// Several requests can be parsed and drawn at the same time.
class DrawService {
public:
    /// What the service is made of.
    struct Setup {
        NetworkFromFile network;        ///< reads the drawings
        TrainingNotes notes;            ///< how it was trained
        std::string flavor;             ///< the code: "student" or "reference"
        std::string checkpoint;         ///< the network's file, as the page shows it
        real temperature = 1;           ///< used until the page chooses another one
        std::filesystem::path results;  ///< wrong drawings go to its folder ch08
    };

    /// A service with this network.
    /// \param setup  is kept
    explicit DrawService(Setup setup) : setup_(std::move(setup)), wrong_(setup_.results / "ch08") {}

    /// GET /api/network: which network this is, whose code trained it, and its accuracy.
    nlohmann::json network() const;

    /// POST /api/read, see parse_drawing_request().
    ///
    /// `{"empty": true}`, or `"empty": false` with `"digit"`, `"probabilities"` (K), `"seen"` (what the
    /// network was shown: `"rows"`, `"cols"`, `"ink"` from 0 to 255), `"placement"` (the upper left corner of
    /// that image on the canvas, `"x"` and `"y"`, and `"scale"`, the side of its pixels), and on request
    /// `"saliency"` (`"rows"`, `"cols"`, `"values"` from -1, evidence against the digit, to 1, evidence for
    /// it) and `"activations"` (a list of `"name"`, `"channels"`, `"rows"`, `"cols"`, `"values"` from 0 to
    /// 255). If one of these two needs an exercise that is not written, it is `{"problem": "..."}`.
    /// \throws web::request_error if the request is wrong
    /// \throws not_implemented if an exercise of this chapter is missing
    nlohmann::json read(const nlohmann::json& request);

    /// POST /api/wrong: a drawing, and `"label"`, its true digit. `{"count": ..., "file": ...}`
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
