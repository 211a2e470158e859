/// \file
/// Test programs in which some files of a chapter are not the student's: for the mistakes, for right answers
/// of another shape, and for the sweep.
///
/// These are hundreds, and a rule for each would make CMake, Ninja and the disk slow. So the build makes two
/// programs for each chapter, with the untouched stubs and with the reference; and a variant takes over the
/// command that linked the first, with other object files in place of the stubs'. What differs from both is
/// compiled as the target chNN_variant is: with a precompiled header, and without much optimization. As
/// everywhere, each function comes from exactly one object file, or the linker refuses.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/file.hpp"

namespace wb::cli {

/// Whose version of a file a variant has.
enum class Whose { stub, reference };

/// The variants of one chapter. Its functions may be called by several threads at once.
class Variants {
public:
    /// \param build a build folder in which chNN_student_tests, chNN_reference_tests and chNN_variant are built
    /// \throws Failure when Ninja does not know how those are made
    Variants(fs::path build, const Chapter& chapter);

    /// The files that exercises are in.
    const std::set<std::string>& files() const noexcept { return files_; }

    /// The object file of the stub or of the reference.
    std::string object(const std::string& file, Whose whose) const;
    /// Compiles another version of a file; the object file is beside it.
    /// \throws Failure with what the compiler says
    std::string compile(const fs::path& source) const;
    /// Links a program from these object files, one for each of files(), and what belongs to every program of
    /// the chapter. \throws Failure with what the linker says
    void link(const std::map<std::string, std::string>& objects, const fs::path& program) const;

private:
    fs::path build_;
    std::set<std::string> files_;
    std::map<std::string, std::string> stub_objects_, reference_objects_;
    std::string compile_command_, link_command_;
};

/// Builds, with Ninja, what the variants of these chapters are made from. \throws Failure with the end of the log
void build_for_variants(const fs::path& build, const std::vector<Chapter>& chapters);

}  // namespace wb::cli
