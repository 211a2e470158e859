/// \file
/// The launcher's commands. Each returns the exit code; a Failure it throws is printed by main(). Its
/// add_...() is in the same file, and says how it is called and with which options.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/cli/support/command_line.hpp"
#include "common/cli/support/workspace.hpp"

namespace wb::cli {

// The headings that the help lists commands under.
inline constexpr auto for_student = "For the student";
inline constexpr auto for_everyone = "The reference, complete";
inline constexpr auto for_instructor = "For the instructor";
inline constexpr auto for_maintainers = "For maintainers";

/// Every exercise with its state, and the next step.
int status(const Workspace& workspace);

/// Judges one exercise ("3.2"), a milestone ("milestone-3"), a chapter ("3"), everything ("all"), or the next
/// exercise ("").
/// \returns 0 if all of that is done
int check(const Workspace& workspace, const std::string& what);

/// How `check 3.2 --debug` and `--gdb` look at one exercise or milestone.
enum class Look {
    sanitized,  ///< judged by a build that stops at the first wrong step in memory, and says where it was
    debugger,   ///< the same build, in gdb
};
int check_closely(const Workspace& workspace, const std::string& what, Look look);

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
/// What a lab finds in its environment besides ours.
std::map<std::string, std::string> lab_environment();

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
struct DocsOptions {
    bool with_solutions = true;
    fs::path out{};  ///< a folder to copy them to; empty: none
};
int docs(const Workspace& workspace, const DocsOptions& options);

/// Builds and runs every lab, and makes the report.
struct RunOptions {
    bool quick = false;
    bool mine = false;  ///< the student's code instead of the reference
    std::string data{};
};
int run_labs(const Workspace& workspace, const RunOptions& options);

/// Builds the reference and tests it: does the workbook work on this machine?
struct TestOptions {
    bool all = false;   ///< also what proves the workbook's own promises, and the sanitizers
    bool asan = false;  ///< only the reference, with the sanitizers
    int fuzz = 0;       ///< instead, each fuzzer for so many seconds
};
int test(const Workspace& workspace, const TestOptions& options);

/// Gives each fuzzer of tests/fuzz some seconds. Without clang, says so and is content.
int fuzz(const Workspace& workspace, int seconds);

void add_status(CommandLine& line);
void add_check(CommandLine& line);
void add_watch(CommandLine& line);
void add_hint(CommandLine& line);
void add_solution(CommandLine& line);
void add_reset(CommandLine& line);
void add_lab(CommandLine& line);
void add_draw(CommandLine& line);
void add_run(CommandLine& line);
void add_test(CommandLine& line);
void add_docs(CommandLine& line);
void add_data(CommandLine& line);
void add_doctor(CommandLine& line);
void add_grade(CommandLine& line);
/// dev, bench and report: the second program reads their options.
void add_second_program(CommandLine& line);

}  // namespace wb::cli
