/// \file
/// What has been printed: by the labs, by the tests, by the programs that were made to find a lesson's
/// numbers.
///
///     lab=5, lab=5:digits    tests/figures/lab05_mnist.txt, recorded; CI runs the lab again and compares
///     figures=ch05_moved     tests/figures/ch05_moved.txt, recorded from ch05_moved.cpp, in the same way
///     mistake=NAME           what the test says of tests/mistakes/CHAPTER/NAME.mistake, kept by dev mistakes
///     check=1.1              what the test says of the untouched stub; run now
///     demo=pitfalls          what the chapter's demo prints; run now
///     bar=ch05_cnn16_mnist   tests/bars/ch05_cnn16_mnist.json: numbers only
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/workspace.hpp"
#include "tests/dev/lesson.hpp"

namespace wb::cli {

/// What was found at one origin.
struct Printed {
    std::vector<std::string> lines;
    std::vector<double> values;  ///< every number in the lines, and those that are no line of any print
};

/// Every number in the text: 98.21% counts as 98.21, and -8 also as 8.
std::vector<double> values_in(std::string_view text);

/// Finds what was printed; each origin is looked up once.
class Evidence {
public:
    /// \param build a complete build of the harness, in which `dev mistakes` has run
    Evidence(Workspace workspace, fs::path build);

    /// Whether there is such a kind of origin: "lab", "mistake", ...
    static bool knows(std::string_view kind);

    /// \throws Failure when there is no such print, with the command that makes it
    const Printed& find(const Chapter& chapter, const Origin& origin);

    const fs::path& build() const noexcept { return build_; }

private:
    Printed look_up(const Chapter& chapter, const Origin& origin) const;
    Printed run_and_keep(const fs::path& program, const std::vector<std::string>& arguments) const;

    Workspace workspace_;
    fs::path build_;
    std::map<std::string, Printed> found_;
};

/// What `dev mistakes` keeps of each mistake: BUILD/mistakes/said/ID.txt
fs::path said_of_mistake(const fs::path& build, const std::string& mistake_id);

}  // namespace wb::cli
