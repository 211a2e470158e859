/// \file
/// The contract of the fake chapter on which the supervisor is tested.
#pragma once

#include <cstddef>
#include <vector>

namespace wb::fake {

double cheats();
double square(double x);
double fourth_power(double x);
double wrong_alone();
double sleeps(double seconds);
double crashes_late();
double past_the_end(const std::vector<double>& values, std::size_t index);

}  // namespace wb::fake
