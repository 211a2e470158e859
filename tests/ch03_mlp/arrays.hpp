/// \file
/// Between the judge's arrays and the student's.
#pragma once

#include "ch01_data/idx_files.hpp"
#include "ch02_np_tensor/np_tensor.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// The judge's array as an np_tensor.
inline np_tensor tensor(const Array& array) {
    return np_tensor(array.shape(), std::vector<real>(array.values().begin(), array.values().end()));
}

/// The labels that a golden file lists.
inline Labels labels(const Array& array) {
    Labels labels;
    for (const double label : array.values()) labels.push_back(static_cast<Labels::value_type>(label));
    return labels;
}

/// The single number of a golden file.
inline double single(const Array& array) {
    return array.values()[0];
}

}  // namespace wb::judge
