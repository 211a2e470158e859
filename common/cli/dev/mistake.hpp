/// \file
/// A wrong version of the reference: tests/mistakes/chNN_topic/NAME.mistake.
///
///     title: dW is not divided by the batch
///     file: linear.cpp
///     exercise: 3.2
///     says: batch | N times
///     --- find
///     <lines of the reference, verbatim>
///     --- replace
///     <the wrong lines>
///
/// `says` lists what the failing test must say, all of it, in any case of letters. `state: crashed` or
/// `state: timeout` when it does not end as wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/exercises/state.hpp"

namespace wb::cli {

struct Mistake {
    std::string id;         ///< "ch03_mlp__not_averaged"
    std::string directory;  ///< "ch03_mlp"
    std::string title, file, exercise;
    std::vector<std::string> says;
    State state = State::wrong;
    std::string find, replace;  ///< whole lines, each with its "\n"
};

/// \param name how messages call the file
/// \throws Failure with the line that is malformed
Mistake parse_mistake(std::string_view text, const std::string& name);

/// Every *.mistake in tests/mistakes/, in order. \throws Failure when one is malformed, or there is none
std::vector<Mistake> read_mistakes(const Workspace& workspace);

/// The reference with the mistake in it. \throws Failure unless `find` is there exactly once
std::string make_mistake(std::string_view reference, const Mistake& mistake);

/// Those of `says` that the output does not say; line breaks in the output count as spaces.
std::vector<std::string> unsaid(const std::vector<std::string>& says, std::string_view output);

}  // namespace wb::cli
