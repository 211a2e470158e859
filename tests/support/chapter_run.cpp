#include "tests/support/chapter_run.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "common/curriculum/state.hpp"
#include "tests/support/console.hpp"
#include "tests/support/edit_line.hpp"
#include "tests/support/examination.hpp"
#include "tests/support/result_file.hpp"
#include "tests/support/supervisor.hpp"

namespace {

namespace exit_code = wb::curriculum::exit_code;

using wb::judge::Unit;

/// The result of an exercise whose checks did not even start.
wb::judge::Result not_run(const Unit& unit, const wb::judge::Program& tested) {
    wb::judge::Result result;
    result.exercise = unit.id;
    result.name = unit.name;
    result.tested = tested.flavor;
    result.state = "not_run";
    result.message = "no check of it was run";
    return result;
}

struct Outcome {
    const Unit* unit;
    int code;
};

/// "2 of 7 exercises and 0 of 1 milestones done"
std::string count_done(const std::vector<Outcome>& outcomes) {
    std::size_t exercises = 0, exercises_done = 0, milestones = 0, milestones_done = 0;
    for (const auto& [unit, code] : outcomes) {
        const std::size_t done = code == exit_code::done ? 1 : 0;
        (unit->is_milestone ? milestones : exercises) += 1;
        (unit->is_milestone ? milestones_done : exercises_done) += done;
    }
    std::string text = std::to_string(exercises_done) + " of " + wb::judge::counted(exercises, "exercise");
    if (milestones > 0)
        text +=
            " and " + std::to_string(milestones_done) + " of " + wb::judge::counted(milestones, "milestone");
    return text + " done";
}

/// Whether nothing has been written yet, and nothing is wrong.
bool is_fresh(const std::vector<Outcome>& outcomes) {
    for (const auto& [unit, code] : outcomes)
        if (code != exit_code::not_started && code != exit_code::blocked) return false;
    return true;
}

}  // namespace

int wb::judge::run_chapter(const Program& tested, const Curriculum& curriculum,
                           const std::filesystem::path& result_file) {
    print(whose_code(tested, curriculum));
    const auto self = std::filesystem::read_symlink("/proc/self/exe");
    std::vector<Outcome> outcomes;
    std::string results, given_code = "~[.]";
    for (const Unit* unit : curriculum.of_this_chapter()) {
        const std::string tag = "[" + unit->id + "]";
        const Finding finding = supervise({self, {tag, "--within-chapter"}, {}});
        outcomes.push_back({unit, finding.exit_code});
        print("\n");
        given_code += "~" + tag;
        const bool has_run = finding.exit_code != exit_code::not_run;
        std::string result = to_json(has_run ? finding.result : not_run(*unit, tested));
        result.pop_back();  // the newline
        results += (results.empty() ? "  " : ",\n  ") + result;
    }
    // Checks without the tag of an exercise must not be forgotten.
    const int given = supervise({self, {given_code, "--within-chapter", "--may-be-empty"}, {}}).exit_code;

    write_result(result_file, "{\"chapter\": " + std::to_string(curriculum.chapter()) + ", \"results\": [\n" +
                                  results + "\n]}\n");

    std::string summary = "Chapter " + std::to_string(curriculum.chapter()) + ", " + curriculum.title() +
                          ": " + count_done(outcomes);
    const Outcome* first_open = nullptr;
    for (const Outcome& outcome : outcomes)
        if (outcome.code != exit_code::done && first_open == nullptr) first_open = &outcome;
    if (is_fresh(outcomes)) summary += " - this is what a fresh checkout looks like";
    summary += ".\n";
    if (first_open != nullptr)
        summary += edit_and_run(*first_open->unit, find_edit_line(*first_open->unit, tested), tested);
    print(summary);
    return first_open != nullptr ? first_open->code : given;
}
