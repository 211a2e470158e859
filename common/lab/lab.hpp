/// \file
/// The frame around every lab: options in, results out, errors explained.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "common/data/datasets.hpp"
#include "common/lab/pictures.hpp"
#include "common/lab/summary.hpp"

namespace wb {

/// What can be chosen on a lab's command line.
struct LabOptions {
    std::string data = "auto";          ///< --data: digits, mnist, fashion, or auto
    std::uint32_t seed = 1;             ///< --seed: the same seed gives the same numbers on the same machine
    bool quick = false;                 ///< --quick: fewer epochs, for a first look
    std::optional<std::size_t> epochs;  ///< --epochs: instead of the lab's own number
    std::size_t threads = 1;            ///< --threads: in labs that share work among threads
    bool clear = false;                 ///< --clear: in those labs, train with the layers of the exercises
    std::filesystem::path results;      ///< --results: the folder for pictures and numbers, results/chNN
};

/// Which lab, and whose code it is linked with. The build fills it in.
struct LabProgram {
    std::string chapter;           ///< such as "ch03_mlp"
    std::string flavor;            ///< "student" or "reference"
    bool has_fast_layers = false;  ///< whether to offer --threads and --clear
};

/// A running lab: what the body gets.
struct Lab {
    LabOptions options;  ///< what was asked for
    DatasetFiles data;   ///< where the data set is
    Summary summary;     ///< add the figures reached; written to `<results>/summary.json` at the end
    Pictures pictures;   ///< add what there is to see; listed in `<results>/pictures.json` at the end
};

/// Runs a lab: parses the options, says whose code is running and on which data, calls the body, writes the
/// summary and the list of pictures.
///
/// Whatever the body throws ends as a message that says what to do: an exercise that is not written yet, data
/// that is missing or damaged, anything else. \return the exit code of the program: 0, or 1 after an error,
/// or 2 for a wrong option
int run_lab(int argc, char** argv, const LabProgram& program, const std::function<void(Lab&)>& body);

}  // namespace wb
