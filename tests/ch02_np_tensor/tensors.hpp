/// \file
/// From the judge's arrays to np_tensors.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "ch02_np_tensor/np_tensor.hpp"
#include "tests/support/judge.hpp"

inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline wb::np_tensor tensor(const wb::judge::Array& array) {
    return {array.shape(), std::vector<wb::real>(array.values().begin(), array.values().end())};
}

/// An array that NumPy has written; see tests/golden/ch02_golden.py.
inline wb::judge::Array numpy(const std::string& key) {
    return wb::judge::golden("ch02_np_tensor", key);
}

// Arrays of shapes that braces cannot say.
inline wb::judge::Array no_elements(const wb::Shape& shape) {
    return {shape, {}};
}
/// Of shape (N, 1). The braces {{1}, {2}} would be ambiguous: {1} is a number as well as a list.
inline wb::judge::Array column(std::vector<double> values) {
    wb::Shape shape = {values.size(), 1};
    return {std::move(shape), std::move(values)};
}
inline wb::judge::Array number_alone(double value) {
    return {wb::Shape{}, {value}};
}

// Tolerances: IsCloseTo() allows a relative error of 1e-6. Doubles carry 16 digits, of which a sum of a
// hundred terms, in whichever order, loses two or three. What the tests look for is wrong by one percent or
// more.

/// CHECK_THAT for a test of many calls: a failure says which of them it was.
#define CHECK_CALL(call, matcher)  \
    do {                           \
        INFO("the call: " #call);  \
        CHECK_THAT(call, matcher); \
    } while (false)
