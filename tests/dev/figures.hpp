/// \file
/// What the labs, and the programs in tests/figures, have printed once, and whether they print it still.
///
/// tests/figures/lab05_mnist.txt is what lab 5 prints with seed 1 on MNIST; tests/figures/NAME.txt is what
/// the program NAME.cpp beside it prints. The lessons quote these files, to the letter. CI runs the labs and
/// the programs again, and here the two prints are compared, with room for another processor: there sums are
/// rounded differently, and a training makes of that as much as of another seed.
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// tests/figures
fs::path figures_folder(const Workspace& workspace);
/// The record of a lab. \param name "5" for MNIST, or "5:digits"
fs::path recorded_lab(const Workspace& workspace, const std::string& name);
/// Where the run that a record is of has left what it printed: BUILD/results/chNN/printed.txt of a lab (on
/// digits, BUILD/digits/chNN/printed.txt), BUILD/figures/NAME.txt of a program.
fs::path printed_again(const fs::path& build, const fs::path& record);

/// What a lab printed, as it is recorded: the folder of its results is called results.
std::string as_recorded(std::string text, const fs::path& results);

/// How a number of a line may differ: seconds in any way; others by a quarter of what is missing to 0 (or, if
/// it is a share, to 1 or 100%), by two in the last digit that is printed, or, whole ones, by 3 and three
/// square roots.
/// \returns whether the lines say the same
bool says_the_same(const std::string& recorded, const std::string& printed);

/// Compares line by line. One line of four may be another: a list of ten images may have strangers in it, and
/// a share of twenty images is a coarse number. But none that tells an accuracy. Curves drawn with characters
/// are passed over.
/// \returns the lines that differ, as a message; "" if the run is the one that is recorded
std::string changed_lines(const std::vector<std::string>& recorded, const std::vector<std::string>& printed);

/// Compares a run that makes some of the rows again: each line printed must be in the record. What is before
/// the colon is the line's name.
/// \returns as changed_lines()
std::string changed_rows(const std::vector<std::string>& recorded, const std::vector<std::string>& printed);

}  // namespace wb::cli
