/// \file
/// xtensor-blas: the matrix product of xtensor arrays, by the BLAS library.
#pragma once

#include "common/xtensor/xtensor.hpp"
// After xtensor's own headers, because it builds on them.
#include <xtensor-blas/xblas.hpp>
