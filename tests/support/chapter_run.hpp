/// \file
/// All exercises of a chapter, one after the other.
#pragma once

#include <filesystem>

#include "tests/support/curriculum.hpp"
#include "tests/support/program.hpp"

namespace wb::judge {

/// Runs this program once for each exercise and milestone of the chapter, in teaching order: a crash or an
/// endless loop then costs one exercise, not the rest of the chapter.
/// \param result_file  for a JSON file with the results of all; empty for none
/// \return 0 if all are done, else the exit code of the first that is not
int run_chapter(const Program& tested, const Curriculum& curriculum,
                const std::filesystem::path& result_file);

}  // namespace wb::judge
