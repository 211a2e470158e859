/// \file
/// A small workbook in a temporary folder, for the launcher to work on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

/// What the launcher did.
struct Ran {
    int exit_code = -1;
    std::string output;  ///< both streams
};

/// Two chapters (1: exercises 1.1 and 1.2 in one.cpp; 2: exercise 2.1 in two.cpp) with sound solutions and no
/// stubs yet. The folder's name has a space in it. It is removed at the end.
class FakeWorkbook {
public:
    FakeWorkbook();
    ~FakeWorkbook();
    FakeWorkbook(const FakeWorkbook&) = delete;
    FakeWorkbook& operator=(const FakeWorkbook&) = delete;

    const std::filesystem::path& root() const { return root_; }
    wb::cli::Workspace workspace() const { return wb::cli::Workspace(root_); }

    void write(const std::string& path, const std::string& text) const;
    /// Writes a program: a bash script.
    void write_program(const std::string& path, const std::string& script) const;
    std::string read(const std::string& path) const;
    bool has(const std::string& path) const;
    /// Replaces `from`, which must be in the file once.
    void edit(const std::string& path, const std::string& from, const std::string& to) const;
    /// Runs the launcher on this workbook.
    Ran run(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) const;
    /// Runs any program in the workbook's folder; it must succeed.
    void must_run(std::vector<std::string> argv) const;

private:
    std::filesystem::path root_;
};

/// A test program: its verdict on each exercise is an exit code, the checks that passed, and all checks.
struct FakeVerdict {
    std::string id;
    int exit_code = 3;
    int passed = 0;
    int total = 2;
    std::string says = "";
};
std::string fake_test_program(const std::vector<FakeVerdict>& verdicts);

/// What a test program written in bash begins with, to be believed: it reads the nonce of the run, and
/// defines
/// `say EXERCISE STATE PASSED TOTAL`, which does what the judge in a real one does (tests/support/witness.hpp).
std::string fake_witness();
/// The program that supervises test programs; it belongs into the folder tests/ of a build folder.
std::string fake_supervisor();

/// Writes build/: Ninja's rules for the test programs of both chapters as CMake would have them, with a
/// compiler that copies its source (and refuses one that holds "this does not compile"), and a linker whose
/// every program is build/answers/NAME, where NAME is the folder that the program is put into. What was
/// linked last is in build/linked.
void write_fake_build(const FakeWorkbook& book);
