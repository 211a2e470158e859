/// \file
/// Verdicts that are believed as long as the test program is the same file.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "common/cli/exercises/state.hpp"
#include "common/cli/support/file.hpp"

namespace wb::cli {

/// The verdicts of build/PRESET/verdicts.json: read once, and written once, at the end of the command.
class KeptVerdicts {
public:
    KeptVerdicts() = default;
    KeptVerdicts(const KeptVerdicts&) = delete;
    KeptVerdicts& operator=(const KeptVerdicts&) = delete;
    /// Writes the file, if there is something new. If it cannot be written, the exercises run again next
    /// time.
    ~KeptVerdicts();

    /// Reads the file; without one there are no verdicts yet.
    void open(const fs::path& file);

    /// The verdict on an exercise, if it was given by this very program.
    /// \param program  what changes when the program is linked again
    std::optional<Verdict> find(const std::string& exercise, const std::string& program) const;
    /// Remembers it.
    void keep(const std::string& exercise, const std::string& program, const Verdict& verdict);

private:
    struct Kept {
        std::string program;
        int exit_code = -1;
        std::string needs;
        std::size_t passed = 0;
    };
    fs::path file_;
    std::map<std::string, Kept> verdicts_;
    bool has_news_ = false;
};

}  // namespace wb::cli
