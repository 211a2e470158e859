#include "tests/support/chapter_run.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/console.hpp"
#include "tests/support/edit_line.hpp"
#include "tests/support/examination.hpp"
#include "tests/support/exit_code.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/result_file.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): not every <unistd.h> has it

namespace {

using wb::judge::Unit;

/// Runs this very program. \return its exit code
int run_self(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"tests", "--within-chapter"});
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);

    pid_t child = 0;
    if (::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, argv.data(), environ) != 0)
        throw wb::judge::misuse("the test program could not start itself");
    int status = 0;
    if (::waitpid(child, &status, 0) != child)
        throw wb::judge::misuse("the test program lost sight of its child");
    return WIFEXITED(status) ? WEXITSTATUS(status) : wb::judge::exit_code::crashed;
}

std::string read_and_remove(const std::string& path) {
    std::ifstream file(path);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    file.close();
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// The result of an exercise whose checks did not even start.
std::string not_run(const Unit& unit, const wb::judge::Program& tested) {
    wb::judge::Result result;
    result.exercise = unit.id;
    result.name = unit.name;
    result.tested = tested.flavour;
    result.state = "not_run";
    result.message = "no check of it was run";
    std::string json = wb::judge::to_json(result);
    json.pop_back();  // the newline
    return json;
}

struct Outcome {
    const Unit* unit;
    int code;
};

/// "2 of 7 exercises and 0 of 1 milestones done"
std::string count_done(const std::vector<Outcome>& outcomes) {
    std::size_t exercises = 0, exercises_done = 0, milestones = 0, milestones_done = 0;
    for (const auto& [unit, code] : outcomes) {
        const std::size_t done = code == wb::judge::exit_code::done ? 1 : 0;
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
        if (code != wb::judge::exit_code::not_started && code != wb::judge::exit_code::blocked) return false;
    return true;
}

}  // namespace

int wb::judge::run_chapter(const Program& tested, const Curriculum& curriculum,
                           const std::filesystem::path& result_file) {
    print(whose_code(tested, curriculum));
    const std::string part = result_file.string() + "." + std::to_string(::getpid()) + ".part";
    std::vector<Outcome> outcomes;
    std::string results, given_code = "~[.]";
    for (const Unit* unit : curriculum.of_this_chapter()) {
        const std::string tag = "[" + unit->id + "]";
        std::vector<std::string> arguments{tag};
        if (!result_file.empty()) arguments.insert(arguments.end(), {"--json", part});
        outcomes.push_back({unit, run_self(arguments)});
        print("\n");
        given_code += "~" + tag;
        std::string result = read_and_remove(part);
        if (result.empty()) result = not_run(*unit, tested);
        results += (results.empty() ? "  " : ",\n  ") + result;
    }
    // Checks without the tag of an exercise must not be forgotten.
    const int given = run_self({given_code, "--may-be-empty"});

    write_atomically(result_file, "{\"chapter\": " + std::to_string(curriculum.chapter()) +
                                      ", \"results\": [\n" + results + "\n]}\n");

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
