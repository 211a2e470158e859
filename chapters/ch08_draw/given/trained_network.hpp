/// \file
/// The trained networks that the labs have saved, and what is known about them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace wb {

/// The notes on a network, written by the lab that trained it.
struct TrainingNotes {
    std::string data;                ///< such as "mnist"; empty if unknown
    std::string flavor;              ///< whose code trained it: "student" or "reference"; empty if unknown
    bool quick = false;              ///< whether it was trained only briefly (--quick)
    std::optional<double> accuracy;  ///< on the test set
};

/// The checkpoint of the best network that the labs have saved: of the last in all_recipes(). Given.
/// Of two labs that have saved the same network, that of its own chapter counts.
/// \param results  the folder with a folder for each lab
std::optional<std::filesystem::path> best_checkpoint(const std::filesystem::path& results);

/// The notes in the summary beside a checkpoint; empty if there is no summary, or if it cannot be read.
/// Given.
/// \param name  of the network, such as "cnn28"
TrainingNotes training_notes(const std::filesystem::path& checkpoint, const std::string& name);

}  // namespace wb
