/// \file
/// What a program that trains asks of the machine.
#pragma once

namespace wb {

/// To be called once, before the first network is made.
///
/// - One thread, unless $OPENBLAS_NUM_THREADS says otherwise: at the sizes of these networks a second thread
///   costs more than it gives.
/// - The memory of an array that has gone is kept for the next one. A training step makes dozens of arrays
///   and drops them, and the next step makes the same ones again. glibc would hand the larger ones back to
///   the system each time, which clears every page before it gives it out again.
void prepare_to_train();

}  // namespace wb
