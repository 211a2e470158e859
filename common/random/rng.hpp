/// \file
/// Random numbers that are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

#include "common/shape.hpp"

namespace wb {

/// A seeded source of random numbers: the same seed gives the same numbers with every compiler.
///
/// The standard prescribes the output of std::mt19937 bit for bit, but not that of std::normal_distribution,
/// std::uniform_real_distribution or std::shuffle: those differ between standard libraries, and a network
/// initialized with them would too. Hence these few lines.
class Rng {
public:
    /// A source at its beginning.
    /// \param seed  the same seed, the same numbers
    explicit Rng(std::uint32_t seed) : engine_(seed) {}

    /// Uniform on [0, 1), with 53 random bits.
    double uniform();
    /// Uniform on [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Normal with mean 0 and standard deviation 1 (Box and Muller, 1958).
    double normal();
    /// A whole number in [0, bound), each equally likely. \throws std::invalid_argument if bound is 0
    std::size_t below(std::size_t bound);
    /// Puts the indices into a random order, each order equally likely (Fisher and Yates; Durstenfeld, 1964).
    void shuffle(Indices& indices);

private:
    std::mt19937 engine_;
    double spare_ = 0;  ///< Box-Muller yields two numbers at a time: the second waits here
    bool has_spare_ = false;
};

}  // namespace wb
