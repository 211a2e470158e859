/// \file
/// Many small images on one color scale: kernels, activation maps, saliency.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/plot/gray_image.hpp"
#include "common/plot/palette.hpp"
#include "common/plot/picture.hpp"

namespace wb::plot {

/// One image among others.
struct Tile {
    GrayImage image;           ///< one number a pixel
    std::string caption = {};  ///< below it; may be empty
    std::optional<GrayImage> outline =
        {};  ///< a digit (0 paper, 1 ink) whose outline is drawn over the image
};

/// Tiles that belong together.
struct TileGroup {
    std::string heading;      ///< above them: "before training"
    Scale scale;              ///< groups of the same scale share its range and its color bar
    std::vector<Tile> tiles;  ///< at least one
};

/// Draws the groups one below the other.
///
/// \param groups  of 200 tiles at most, all told
/// \param unit    what the colors measure: "weight", "activation"; stands beside the color bar
/// \throws std::invalid_argument for no tile, too many, or images without pixels or with too few values
/// \throws plot_error if no value of a scale is a number, and as draw() does
void tiles(const Picture& picture, const std::vector<TileGroup>& groups, const std::string& unit);

}  // namespace wb::plot
