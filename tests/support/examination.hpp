/// \file
/// The course of a test run: what each check found, and the verdict on each exercise.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/curriculum.hpp"
#include "tests/support/edit_line.hpp"
#include "tests/support/program.hpp"
#include "tests/support/result_file.hpp"
#include "tests/support/thrown.hpp"
#include "tests/support/witness.hpp"

namespace wb::judge {

/// What is under examination, and how it is reported.
struct ExaminationOptions {
    const Unit* unit = nullptr;         ///< the one exercise to run; null for any selection of checks
    std::filesystem::path result_file;  ///< empty for none
    bool within_chapter = false;        ///< whether this is one of several runs: no first line, no next step
    const Witness* witness = nullptr;   ///< null if no supervisor wants to hear of it
};

/// Collects what the checks find, prints it as it comes, and gives the verdicts. A check is a test case.
///
/// It knows nothing of Catch2: reporter.cpp translates the events.
class Examination {
public:
    Examination(const Program& tested, const Curriculum& curriculum, ExaminationOptions options);

    void start_case(const std::string& name, const std::vector<std::string>& tags);
    /// The body of the test case is entered: once, or once for each SECTION.
    void start_pass() { todo_in_this_pass_ = false; }
    void add_failure(const std::string& text);
    void add_thrown(const Thrown& thrown, const std::string& where);
    /// \param passed  how many assertions held
    /// \param failed  how many did not
    void end_case(std::size_t passed, std::size_t failed);

    /// An exception that cannot be caught ends the run: it left a noexcept function or a thread.
    /// \return the exit code
    int abandon(const Thrown& thrown);

    /// Prints the verdicts. \return the exit code
    int finish();

    std::size_t cases_run() const { return cases_.size(); }
    /// Writes the result down as that of a run that took too long.
    void record_overrun(const Overrun& overrun) const;

private:
    enum class Status { ok, wrong, todo };
    struct Case {
        std::string name;
        const Unit* unit = nullptr;
        Status status = Status::ok;
        std::vector<Thrown> todos;          ///< the unwritten exercises that it met
        std::vector<std::string> messages;  ///< of its failures
    };
    /// All that is known of a unit at the moment.
    struct Tally {
        std::size_t passed = 0, total = 0;
        const Case* first_wrong = nullptr;
        const Thrown* own_todo = nullptr;  ///< the unit's own stub was met
        const Thrown* blocker = nullptr;   ///< the earliest stub of another unit that was met
    };

    const Unit& unit_of(const std::vector<std::string>& tags) const;
    Tally tally(const Unit& unit) const;
    void print_case(const Case& finished);
    int give_verdict(const Unit& unit);
    Result result_of(const Unit& unit, const Tally& tally, const std::string& state,
                     const EditLine& edit) const;
    std::string work_line(const Unit& unit, const EditLine& edit) const;
    std::string next_line(const Unit& unit) const;
    void prepare_for_the_worst() const;
    bool is_supervised() const { return options_.witness != nullptr && options_.witness->is_supervised(); }
    /// Prints the verdict and writes the result; a supervisor does both itself, when it has seen how we end.
    void announce(const Result& result, const std::string& text) const;
    void record(const Result& result) const { write_result(options_.result_file, to_json(result)); }

    const Program& program_;
    const Curriculum& curriculum_;
    ExaminationOptions options_;
    Unit given_;  ///< stands for the checks of given code, which belong to no exercise
    std::vector<Case> cases_;
    bool in_a_case_ = false;
    bool todo_in_this_pass_ = false;
    std::size_t wrong_cases_ = 0;
};

/// "Testing YOUR code in chapters/ch03_mlp  (earlier chapters: the reference)"
std::string whose_code(const Program& tested, const Curriculum& curriculum);

/// What to run after an edit: "./workbook check 3.2".
std::string run_command(const Unit& unit, const Program& tested);

/// "Edit chapters/ch03_mlp/linear.cpp:31, then run: ./workbook check 3.2"
std::string edit_and_run(const Unit& unit, const EditLine& edit, const Program& tested);

/// "1 check", "2 checks"
std::string counted(std::size_t count, const std::string& noun);

}  // namespace wb::judge
