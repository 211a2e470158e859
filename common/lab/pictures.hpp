/// \file
/// The pictures of a lab.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/lab/stamp.hpp"
#include "common/plot/picture.hpp"

namespace wb {

/// What is written about a picture.
struct PictureNotes {
    std::string name;     ///< of its files, without ending: letters, digits, _ . -
    std::string title;    ///< stands above it
    std::string reading;  ///< one sentence: what one should see in it
};

/// Draws the pictures of a lab, and keeps a list of them for the report.
class Pictures {
public:
    /// No picture yet.
    /// \param folder  where they go; it must exist
    /// \param stamp   of the run
    Pictures(std::filesystem::path folder, Stamp stamp)
        : folder_(std::move(folder)), stamp_(std::move(stamp)) {}

    /// Draws a picture, and prints where it is. If it cannot be drawn (plot_error), prints why and what to do
    /// instead, but never the same twice, and goes on.
    /// \param draw  calls one of the functions of common/plot
    /// \throws std::invalid_argument if the name is not fit for a file, or taken already
    void add(const PictureNotes& notes, const std::function<void(const plot::Picture&)>& draw);

    /// Writes the stamp and `"pictures": [{"title", "reading", "file" or "problem"}]`, all at once or not at
    /// all.
    void write(const std::filesystem::path& file) const;

private:
    struct Entry {
        PictureNotes notes;
        std::string problem;  ///< why it was not drawn; empty if it was
    };

    std::filesystem::path folder_;
    Stamp stamp_;
    std::vector<Entry> entries_;
};

}  // namespace wb
