/// \file
/// xtensor's writer of NumPy's .npy format.
#pragma once

#include "common/xtensor/xtensor.hpp"
#if __has_include(<xtensor/io/xnpy.hpp>)
#include <xtensor/io/xnpy.hpp>
#else
#include <xtensor/xnpy.hpp>
#endif
