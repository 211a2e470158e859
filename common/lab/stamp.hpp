/// \file
/// What a lab's files say of the run that wrote them.
#pragma once

#include <string>

namespace wb {

/// Of which run a file is: files of one run have equal stamps.
struct Stamp {
    std::string flavor;     ///< whose code: "student" or "reference"
    std::string data = {};  ///< "mnist"
    std::string date = {};  ///< when the run began, local time: "2026-03-01 14:05:09"
    bool quick = false;     ///< little training, for a first look
};

/// The time now, as Stamp has it.
std::string now_as_text();

}  // namespace wb
