/// \file
/// Which trained networks there are, and what is known of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace wb {

/// What the lab that has trained a network has written beside it.
struct TrainingNotes {
    std::string data;     ///< such as "mnist"; empty if nobody knows
    std::string flavour;  ///< whose code trained it: "student" or "reference"; empty if nobody knows
    bool quick = false;   ///< with little training, for a first look
    std::optional<double> accuracy;  ///< on the test set
};

/// The best checkpoint that the labs of chapters 05 and 04 have left: that of cnn28, cnn16,
/// 784-128-128-128-10, or 784-20-10. Given.
/// \param results  the folder that holds ch04 and ch05
std::optional<std::filesystem::path> best_checkpoint(const std::filesystem::path& results);

/// What the summary beside a checkpoint says of it; empty if there is none, or none that can be read. Given.
/// \param name  of the network, such as "cnn28"
TrainingNotes training_notes(const std::filesystem::path& checkpoint, const std::string& name);

}  // namespace wb
