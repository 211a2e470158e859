/// \file
/// Computing without recording.
#pragma once

#include "ch09_autograd/given/variable.hpp"

namespace wb {

/// Exercise 9.11. As long as it lives, nothing is recorded: results are leaves, and need no memory for a
/// history.
/// ```
///     {
///         const NoGrad guard;
///         scores = network(x);      // to evaluate, or to use
///     }                             // recording goes on as before
/// ```
/// They may be nested: the end of the inner one does not switch recording on while the outer one lives.
class NoGrad {
public:
    /// Switches recording off, and keeps what grad_enabled() was before.
    NoGrad();
    /// Restores it: also when an exception ends the scope.
    ~NoGrad();
    NoGrad(const NoGrad&) = delete;
    NoGrad& operator=(const NoGrad&) = delete;

private:
    bool enabled_before_ = true;  ///< what to restore
};

/// Exercise 9.11. A leaf with a copy of the numbers, which requires no gradient: for backward(), the history
/// ends here.
///
/// (In PyTorch, `x.detach()` shares the numbers. Here an array owns its numbers, and a copy cannot change
/// without the tape's knowledge.)
Variable detach(const Variable& x);

}  // namespace wb
