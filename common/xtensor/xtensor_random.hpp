/// \file
/// xtensor's random numbers: for the demonstration of its pitfalls. Everybody else draws from wb::Rng.
#pragma once

#include "common/xtensor/xtensor.hpp"
#if __has_include(<xtensor/generators/xrandom.hpp>)
#include <xtensor/generators/xrandom.hpp>
#else
#include <xtensor/xrandom.hpp>
#endif
