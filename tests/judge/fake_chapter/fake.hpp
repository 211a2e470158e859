/// \file
/// The contract of the fake chapters on which the judge is tested.
#pragma once

#include <cstddef>
#include <vector>

namespace wb::fake {

double early();
double also_early();

double done();
double wrong();
double not_started();
double blocked();
double in_progress(int part);
double reads_far_away();
int recurses(int n);
void loops();
double throws();
std::vector<double> array();
std::vector<double> unchecked();
double hidden_stub();
std::size_t allocates();
void aborts();
int divides(int divisor);
double noexcept_stub() noexcept;
double follows_null();
void throws_an_int();

double first();
double second();

}  // namespace wb::fake
