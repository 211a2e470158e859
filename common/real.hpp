/// \file
/// The floating-point type of every tensor.
#pragma once

namespace wb {

/// `double` where gradients are checked (the tests), `float` where speed counts (the labs).
///
/// A numerical derivative loses half of the digits: with `double` some 8 remain, enough to tell a right
/// gradient from a wrong one; with `float` only 3 or 4. A network, on the other hand, learns as well with 7
/// digits as with 16, and twice as fast. Each program is built with one of the two; the build refuses to mix
/// them.
#ifdef WORKBOOK_REAL_FLOAT
using real = float;
#else
using real = double;
#endif

}  // namespace wb
