#include "tests/support/examination.hpp"

#include <algorithm>

#include "common/curriculum/state.hpp"
#include "common/io/terminal.hpp"
#include "tests/support/console.hpp"
#include "tests/support/last_words.hpp"

namespace {

namespace exit_code = wb::curriculum::exit_code;

using wb::Color;

// One screen must hold the report: the first wrong checks are explained in full, the others in one line.
constexpr std::size_t cases_in_full = 3;
constexpr std::size_t failures_in_full = 3;
constexpr std::size_t message_indent = 11;

/// "  WRONG  dW is averaged over the batch", in color.
std::string case_line(const std::string& word, Color color, const std::string& name) {
    const std::string padding(word.size() < 6 ? 6 - word.size() : 0, ' ');
    return "  " + wb::paint(color, word) + padding + " " + name + "\n";
}

std::string message_lines(const std::string& message) {
    return std::string(message_indent, ' ') + wb::judge::indented(message, message_indent) + "\n";
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string passed_of(std::size_t passed, std::size_t total) {
    return std::to_string(passed) + " of " + wb::judge::counted(total, "check") + " passed";
}

}  // namespace

std::string wb::judge::counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string wb::judge::whose_code(const Program& tested, const Curriculum& curriculum) {
    const std::string folder = shown_path(tested.code_dir, tested);
    if (!curriculum.has_chapter()) return "Testing the GIVEN code in " + folder + "\n";
    if (tested.tests_the_reference()) return "Testing the REFERENCE in " + folder + "\n";
    std::string line = "Testing YOUR code in " + folder;
    if (curriculum.chapter() > 1)
        line += std::string(tested.earlier) == "student" ? "  (earlier chapters: yours too)"
                                                         : "  (earlier chapters: the reference)";
    return line + "\n";
}

std::string wb::judge::run_command(const Unit& unit, const Program& tested) {
    // The capstone, which belongs to no chapter, is ctest's alone.
    const bool is_checked = !unit.id.empty() && (!unit.is_milestone || unit.chapter > 0);
    if (is_checked && !tested.tests_the_reference()) return "./workbook check " + unit.id;
    const std::string preset = tested.tests_the_reference() ? "solutions" : "student";
    if (unit.id.empty()) return "ctest --preset " + preset;
    // ctest knows exercise 3.2 as "03.2 Linear.backward", milestones as "03 milestone: ...", and the
    // capstone.
    std::string entry = unit.id;
    if (unit.chapter > 0) {
        const std::string number = (unit.chapter < 10 ? "0" : "") + std::to_string(unit.chapter);
        entry = unit.is_milestone ? number + " milestone" : number + unit.id.substr(unit.id.find('.')) + " ";
    }
    return "ctest --preset " + preset + " -R '" + entry + "'";
}

std::string wb::judge::edit_and_run(const Unit& unit, const EditLine& edit, const Program& tested) {
    const std::string place = edit.file.empty() ? shown_path(tested.code_dir, tested) : edit.text();
    return "Edit " + place + ", then run: " + run_command(unit, tested) + "\n";
}

wb::judge::Examination::Examination(const Program& tested, const Curriculum& curriculum,
                                    ExaminationOptions options)
    : program_(tested), curriculum_(curriculum), options_(std::move(options)) {
    given_.name = "given code of " + shown_path(tested.code_dir, tested);
    if (!options_.within_chapter) print(whose_code(tested, curriculum));
}

const wb::judge::Unit& wb::judge::Examination::unit_of(const std::vector<std::string>& tags) const {
    const auto has_tag = [&](const Unit& unit) { return std::ranges::find(tags, unit.id) != tags.end(); };
    // A check of several exercises belongs to the one that is run, else to the one that is taught last.
    const Unit* last = nullptr;
    for (const Unit* unit : curriculum_.of_this_chapter()) {
        if (!has_tag(*unit)) continue;
        if (unit == options_.unit) return *unit;
        last = unit;
    }
    if (last != nullptr) return *last;
    return options_.unit != nullptr && has_tag(*options_.unit) ? *options_.unit : given_;
}

void wb::judge::Examination::start_case(const std::string& name, const std::vector<std::string>& tags) {
    const Unit& unit = unit_of(tags);
    if (cases_.empty() || cases_.back().unit != &unit) print(unit.title() + "\n");
    cases_.push_back({name, &unit, Status::ok, {}, {}});
    in_a_case_ = true;
    start_pass();
    prepare_for_the_worst();
}

void wb::judge::Examination::add_failure(const std::string& text) {
    // What fails after an unwritten function was met is a consequence, not a mistake.
    if (todo_in_this_pass_ || !in_a_case_) return;
    cases_.back().status = Status::wrong;
    cases_.back().messages.push_back(text);
    if (cases_.back().messages.size() <= failures_in_full) prepare_for_the_worst();
}

void wb::judge::Examination::add_thrown(const Thrown& thrown, const std::string& where) {
    if (thrown.exercise.empty()) return add_failure(thrown.text + where);
    if (!in_a_case_) return;
    todo_in_this_pass_ = true;
    Case& current = cases_.back();
    if (current.status == Status::ok) current.status = Status::todo;
    current.todos.push_back(thrown);
}

void wb::judge::Examination::end_case(std::size_t passed, std::size_t failed) {
    Case& finished = cases_.back();
    if (finished.status == Status::ok && (passed == 0 || failed > 0)) {
        finished.status = Status::wrong;
        finished.messages.emplace_back(
            "Nothing was checked: the test ended without a single assertion. Did your code return something "
            "empty, so that there was nothing to check? If not, the test is at fault.");
    }
    in_a_case_ = false;
    print_case(finished);
    prepare_for_the_worst();
}

void wb::judge::Examination::print_case(const Case& finished) {
    if (finished.status == Status::ok) return print(case_line("ok", Color::green, finished.name));
    if (finished.status == Status::todo) return print(case_line("todo", Color::cyan, finished.name));

    std::string text = case_line("WRONG", Color::red, finished.name);
    const auto& messages = finished.messages;
    if (wrong_cases_++ < cases_in_full) {
        for (std::size_t i = 0; i < std::min(messages.size(), failures_in_full); ++i)
            text += message_lines(messages[i]);
        if (messages.size() > failures_in_full)
            text += message_lines("... and " + counted(messages.size() - failures_in_full, "more failure") +
                                  " in this check");
    } else {
        text += message_lines(first_line(messages.front()));
    }
    print(text);
}

wb::judge::Examination::Tally wb::judge::Examination::tally(const Unit& unit) const {
    Tally tally;
    for (const Case& one : cases_) {
        if (one.unit != &unit || (in_a_case_ && &one == &cases_.back())) continue;
        ++tally.total;
        if (one.status == Status::ok) ++tally.passed;
        if (one.status == Status::wrong && tally.first_wrong == nullptr) tally.first_wrong = &one;
        for (const Thrown& todo : one.todos) {
            if (todo.exercise == unit.id) {
                tally.own_todo = &todo;
                continue;
            }
            const Unit* known = curriculum_.find(tally.blocker == nullptr ? "" : tally.blocker->exercise);
            const Unit* other = curriculum_.find(todo.exercise);
            const bool is_earlier =
                known != nullptr && other != nullptr && &curriculum_.earlier(*known, *other) == other;
            if (tally.blocker == nullptr || is_earlier) tally.blocker = &todo;
        }
    }
    return tally;
}

wb::judge::Result wb::judge::Examination::result_of(const Unit& unit, const Tally& tally,
                                                    const std::string& state, const EditLine& edit) const {
    Result result;
    result.exercise = unit.id;
    result.name = unit.name;
    result.tested = program_.flavor;
    result.state = state;
    result.passed = tally.passed;
    result.total = tally.total;
    result.file = edit.file;
    result.line = edit.line;
    result.earlier = curriculum_.earlier_of(unit);
    if (state == "blocked" && tally.blocker != nullptr) result.needs.push_back(tally.blocker->exercise);
    if (tally.first_wrong != nullptr) {
        result.failed_case = tally.first_wrong->name;
        if (!tally.first_wrong->messages.empty()) result.message = tally.first_wrong->messages.front();
    }
    return result;
}

std::string wb::judge::Examination::work_line(const Unit& unit, const EditLine& edit) const {
    return edit_and_run(unit, edit, program_);
}

/// After success: the exercise to go on with.
std::string wb::judge::Examination::next_line(const Unit& unit) const {
    if (options_.within_chapter || program_.tests_the_reference() || curriculum_.find(unit.id) == nullptr)
        return "";
    const Unit* next = curriculum_.next(unit);
    if (next == nullptr)
        return "That was the last exercise. What is still open: ./workbook. When nothing is, test all of it "
               "together: ctest --preset student -R capstone\n";
    const EditLine edit = find_edit_line(*next, program_);
    const std::string where = edit.file.empty() ? "" : "edit " + edit.text() + ", then ";
    return "Next is " + next->title() + ": " + where + "run: " + run_command(*next, program_) + "\n";
}

void wb::judge::Examination::announce(const Result& result, const std::string& text) const {
    if (is_supervised()) return options_.witness->say_verdict(result, text);
    print(text);
    record(result);
}

int wb::judge::Examination::give_verdict(const Unit& unit) {
    const Tally counts = tally(unit);
    const EditLine own = find_edit_line(unit, program_);
    const std::string passed = passed_of(counts.passed, counts.total);

    if (counts.first_wrong != nullptr) {
        announce(result_of(unit, counts, "wrong", own), unit.title() + ": " + paint(Color::red, "WRONG") +
                                                            " - " + passed + ".\n" + work_line(unit, own));
        return exit_code::wrong;
    }
    if (counts.blocker != nullptr) {
        const Unit* needed = curriculum_.find(counts.blocker->exercise);
        Unit unknown;
        unknown.id = counts.blocker->exercise;
        const Unit& blocker = needed == nullptr ? unknown : *needed;
        announce(result_of(unit, counts, "blocked", counts.blocker->where),
                 unit.title() + ": " + paint(Color::yellow, "BLOCKED") + " - it uses " + blocker.title() +
                     ", which is not written yet (needs " + blocker.id + " first).\n" +
                     work_line(blocker, counts.blocker->where));
        return exit_code::blocked;
    }
    if (counts.own_todo != nullptr) {
        const std::string state =
            counts.passed == 0
                ? paint(Color::cyan, "NOT STARTED") + " - nothing is wrong, it is waiting for you.\n"
                : paint(Color::cyan, "IN PROGRESS") + " - " + passed + ", the rest is waiting for you.\n";
        announce(result_of(unit, counts, "not_started", counts.own_todo->where),
                 unit.title() + ": " + state + work_line(unit, counts.own_todo->where));
        return exit_code::not_started;
    }
    announce(result_of(unit, counts, "done", own),
             unit.title() + ": " + paint(Color::green, "DONE") + " - " + passed + ".\n" + next_line(unit));
    return exit_code::done;
}

int wb::judge::Examination::finish() {
    std::vector<const Unit*> units;
    for (const Case& one : cases_)
        if (std::ranges::find(units, one.unit) == units.end()) units.push_back(one.unit);
    int code = exit_code::done;
    for (const Unit* unit : units) {
        const int own = give_verdict(*unit);
        if (code == exit_code::done) code = own;
    }
    return code;
}

int wb::judge::Examination::abandon(const Thrown& thrown) {
    if (!in_a_case_) return exit_code::crashed;
    add_thrown(thrown,
               "\nIt left a noexcept function, a destructor or a thread, where nothing can catch it.");
    end_case(1, 1);
    return finish();
}

void wb::judge::Examination::prepare_for_the_worst() const {
    const Case& current = cases_.back();
    const Unit& unit = *current.unit;
    const Tally counts = tally(unit);
    const EditLine edit = find_edit_line(unit, program_);
    const std::string after =
        counted(counts.passed, "check") + " passed before that.\n" + work_line(unit, edit);
    const std::string name = in_a_case_ ? current.name : "(after: " + current.name + ")";
    // What had failed in this check before must not be lost.
    std::string failures;
    if (in_a_case_)
        for (std::size_t i = 0; i < std::min(current.messages.size(), failures_in_full); ++i)
            failures += message_lines(current.messages[i]);
    const std::string crashed_case = case_line("CRASH", Color::red, name) + failures;
    const std::string crashed = unit.title() + ": " + paint(Color::red, "CRASHED") + " - " + after;
    const std::string stuck = unit.title() + ": " + paint(Color::red, "TIMED OUT") + " - " + after;

    Result so_far = result_of(unit, counts, "crashed", edit);
    so_far.failed_case = current.name;
    so_far.message = "the program crashed in this check";
    const std::string stuck_case = case_line("STUCK", Color::red, name) + failures;
    if (is_supervised()) {
        set_last_words({crashed_case, "", stuck_case, "", options_.witness->line()});
        options_.witness->say_case(so_far, crashed_case, crashed, stuck);
        return;
    }
    set_last_words({crashed_case, crashed, stuck_case, stuck});
    record(so_far);
}

void wb::judge::Examination::record_overrun(const Overrun& overrun) const {
    if (cases_.empty() || is_supervised()) return;
    const Case& current = cases_.back();
    Result stuck =
        result_of(*current.unit, tally(*current.unit), "timeout", find_edit_line(*current.unit, program_));
    stuck.failed_case = current.name;
    stuck.message = overrun.computed ? "the check computed for too long: an endless loop?"
                                     : "the check waited for too long: for what?";
    record(stuck);
}
