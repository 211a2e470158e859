/// \file
/// A backward whose forward is an exercise of its own.
#pragma once

#include <stdexcept>
#include <string>

#include "ch03_mlp/given/module.hpp"
#include "common/errors/shape_error.hpp"
#include "tests/support/judge.hpp"

namespace wb::judge {

/// backward(dy) of a layer whose forward() was called just before. If it says that there was none, forward
/// has kept nothing: the test fails, and names its exercise.
inline np_tensor backward_after_forward(Module& layer, const np_tensor& dy, const std::string& exercise) {
    try {
        return layer.backward(dy);
    } catch (const shape_error&) {
        throw;
    } catch (const std::logic_error& error) {
        FAIL("backward says \"" << error.what()
                                << "\". But forward was called just before: does it (exercise " << exercise
                                << ") keep what backward needs?");
    }
    return {};
}

}  // namespace wb::judge
