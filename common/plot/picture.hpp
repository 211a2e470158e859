/// \file
/// What every drawing function is told first: where its picture goes, and what stands above it.
#pragma once

#include <filesystem>
#include <string>

#include "common/plot/plot_error.hpp"

/// Pictures. Every function takes plain data, and leaves `<stem>.png` and `<stem>.svg`.
namespace wb::plot {

/// A picture to be.
struct Picture {
    std::filesystem::path stem;  ///< the files without their endings: `results/ch03/learning_curves`
    std::string title;           ///< stands above it; plain text, any character is itself
};

}  // namespace wb::plot
