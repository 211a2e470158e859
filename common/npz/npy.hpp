/// \file
/// One array as NumPy writes it: the .npy format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/shape.hpp"

namespace wb {

/// An array of numbers, whatever the precision that it is stored in.
struct NpyArray {
    Shape shape;                 ///< `{}` for a single number
    std::vector<double> values;  ///< the last axis running fastest
};

/// How many bits a number takes in a file.
enum class Precision { single, full };  // float32, float64

/// What parse_npy() has to say about bytes that it refuses.
struct NpyDefect {
    std::string expected;  ///< what a sound file would say
    std::string found;     ///< what this one says
};

/// The bytes of a .npy file (version 1.0), as text.
/// \throws std::invalid_argument if the array has not as many values as its shape asks for
std::string format_npy(const NpyArray& array, Precision precision);

/// The array in the bytes of a .npy file, version 1.0 or 2.0.
/// \throws NpyDefect if it is none, of another type than little-endian float32 or float64, in Fortran order,
/// or if it has more or fewer values than its shape asks for
///
/// Source: the NumPy Enhancement Proposal 1, *A simple file format for NumPy arrays* (2007).
NpyArray parse_npy(std::string_view bytes);

}  // namespace wb
