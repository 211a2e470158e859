/// \file
/// The launcher's commands. Each returns the exit code; a Failure it throws is printed by main().
#pragma once

#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// Every exercise with its state, and the next step.
int status(const Workspace& workspace);

/// Judges one exercise ("3.2"), a chapter ("3"), everything ("all"), or the next exercise ("").
/// \returns 0 if all of that is done
int check(const Workspace& workspace, const std::string& what);

/// Judges an exercise, or the next one (""), and does so again whenever one of the student's files is saved.
/// It stays with that exercise, also when it is done: who goes on, and when, is the student's choice. Ctrl-C
/// ends it.
int watch(const Workspace& workspace, const std::string& what);

/// Builds and runs the lab of a chapter.
struct LabOptions {
    int chapter = 0;
    bool mine = false;  ///< the student's code instead of the reference
    std::vector<std::string> arguments{};
};
int lab(const Workspace& workspace, const LabOptions& options);

/// Builds and starts the page to draw a digit on, until Ctrl-C. Without any trained network, trains one
/// quickly.
struct DrawOptions {
    bool mine = false;                     ///< the student's code instead of the reference
    std::string model{};                   ///< a checkpoint; empty: the best in results/
    std::vector<std::string> arguments{};  ///< more of the program's options
};
int draw(const Workspace& workspace, const DrawOptions& options);

/// Says where a data set is, or fetches it; with "" lists them all.
int data(const Workspace& workspace, const std::string& name);

/// Shows hints; with level 0 one more than last time.
struct HintOptions {
    std::string exercise{};
    int level = 0;
    bool all = false;
};
int hint(const Workspace& workspace, const HintOptions& options);

/// Puts fresh stubs back, after a backup; or lists or restores backups.
struct ResetOptions {
    std::string what{};  ///< "3.2", "3" or a file
    bool list = false;
    std::string restore{};  ///< the stamp of a backup
};
int reset(const Workspace& workspace, const ResetOptions& options);

/// Shows the reference of an exercise that is done, or given up.
int solution(const Workspace& workspace, const std::string& exercise, bool give_up);

/// Judges what students have handed in: a folder with chapters/, or a folder of such folders. A table on the
/// terminal and in results/grades.csv; what the tests said in results/grades/NAME.json.
int grade(const Workspace& workspace, const fs::path& folder);

/// Looks at the machine.
int doctor(const Workspace& workspace);

/// Builds the lesson pages, and checks them: build/docs/html, or build/docs/html-without-solutions.
int docs(const Workspace& workspace, bool with_solutions);

/// Makes one page of all tables and pictures that the labs have left: results/report.html.
/// \param since  results of before this time are called those of an earlier run; empty for none
int report(const Workspace& workspace, const std::string& since = {});

/// Builds and runs every lab, and makes the report.
struct RunOptions {
    bool quick = false;
    bool mine = false;  ///< the student's code instead of the reference
    std::string data{};
};
int run_labs(const Workspace& workspace, const RunOptions& options);

/// Builds everything of the reference and runs its whole test suite.
int test(const Workspace& workspace, bool asan);

/// Builds the benchmarks, and compares the reference with other libraries; the table also goes to
/// results/bench.md.
struct BenchOptions {
    bool quick = false;  ///< a tenth of the images, one thread: to see that it works
    std::string net{};   ///< only this one, such as "784-200-10"
    fs::path build{};  ///< the build folder, with the benchmarks built; empty: build/bench, to be built first
};
int bench(const Workspace& workspace, const BenchOptions& options);

}  // namespace wb::cli
