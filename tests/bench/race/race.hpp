/// \file
/// One network, trained by all libraries in turn.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/bench/race/programs.hpp"
#include "tests/bench/race/report.hpp"

namespace wb::cli {

/// How much is measured.
struct Effort {
    std::size_t images;   ///< a round
    std::size_t warm_up;  ///< images that everybody trains on first, and that do not count
    std::size_t rounds;   ///< that count
    double seconds;       ///< no further round begins after so many, and no peer may take as long for one
};

/// Starts the reference and all peers that are there, each on so many threads; then they train in turn, all
/// of them in each round. A peer that gives up gets its reason as `missing`.
/// \return seconds of an epoch of 60,000 images
NetTimes race(const Programs& programs, std::vector<Peer>& peers, const BenchNetFacts& net,
              std::size_t threads, const Effort& effort);

}  // namespace wb::cli
