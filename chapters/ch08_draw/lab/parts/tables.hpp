/// \file
/// The tables of the lab.
#pragma once

#include <string>
#include <vector>

#include "ch08_draw/lab/parts/networks.hpp"
#include "ch08_draw/lab/parts/ways.hpp"
#include "common/lab/progress_bar.hpp"

/// The parts of this chapter's lab. Given.
namespace wb::lab08 {

/// Every test image on a canvas of its own, made 28 x 28 in each of the ways.
struct PastedTest {
    std::vector<double> scales;  ///< (N)
    std::vector<Images> by_way;  ///< one for each of ways(), N images each
};

/// The canvases are too many to keep: each is made, used, and dropped.
PastedTest paste_all(const DataSet& test, Rng& rng);

/// Where the test images have their center of mass.
void print_centers(const Images& images);

/// A network's answers to the originals, then to each way.
using AllVerdicts = std::vector<Verdicts>;

/// The first line is for the originals, each further line for one of the ways.
void print_accuracies(const std::vector<NetworkFromFile>& networks, const std::vector<AllVerdicts>& verdicts);

/// How the first and the last way depend on the size of the digit.
void print_by_size(const std::string& network, const AllVerdicts& verdicts, const PastedTest& pasted,
                   const Labels& labels);

/// How a temperature changes a network's probabilities, but not its answers.
void print_temperatures(NetworkFromFile& network, const Images& images, const Labels& labels);

/// Ten digits drawn with pens from thin to thick.
void print_pens(std::vector<NetworkFromFile>& networks);

}  // namespace wb::lab08
