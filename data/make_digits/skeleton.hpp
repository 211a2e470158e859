/// \file
/// The center line of one handwritten digit.
#pragma once

#include <cstddef>
#include <vector>

#include "common/random/rng.hpp"
#include "data/make_digits/point.hpp"

namespace wb::digits {

/// A digit as one person might write it once: an allograph taken at random, its points shifted, its strokes
/// begun and ended early or late, the whole bent, stretched, slanted and turned.
///
/// \param digit  0 to 9
/// \param wobble how far everything strays: 0 writes the allographs themselves, 0.9 is about as varied as the
///               hands in MNIST, 1.25 is careless
/// \returns one curve a stroke, in units of the allographs, around the origin
std::vector<Polyline> skeleton(std::size_t digit, double wobble, Rng& rng);

}  // namespace wb::digits
