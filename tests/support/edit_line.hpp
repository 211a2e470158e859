/// \file
/// The place to work at next, which every message ends with.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/curriculum.hpp"
#include "tests/support/program.hpp"

namespace wb::judge {

/// A line of a source file; an empty file stands for "no such place".
struct EditLine {
    std::string file;  ///< as shown: relative to the workbook's root inside it, else absolute
    int line = 1;

    std::string text() const { return file + ":" + std::to_string(line); }
};

/// A path as it is shown: relative to the workbook's root inside it, else unchanged.
std::string shown_path(const std::filesystem::path& path, const Program& tested);

/// Where an exercise is written; empty for a milestone, which has no file.
EditLine find_edit_line(const Unit& unit, const Program& tested);

}  // namespace wb::judge
