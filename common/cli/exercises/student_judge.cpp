#include "common/cli/exercises/student_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/cli/exercises/student_file.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;
using nlohmann::json;

std::string target(const Chapter& chapter) {
    return chapter.prefix() + "_student_tests";
}

json read_memory(const fs::path& file) {
    if (!fs::exists(file)) return json::object();
    auto kept = json::parse(read_file(file), nullptr, false);
    return kept.is_object() ? kept : json::object();
}

// What changes when the program is linked anew.
std::string stamp(const fs::path& program) {
    const auto time = fs::last_write_time(program).time_since_epoch().count();
    return fmt::format("{}-{}", time, fs::file_size(program));
}

// Paths as one types them in the checkout.
std::string without_root(std::string text, const Workspace& workspace) {
    const auto prefix = workspace.root().string() + "/";
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
        text.erase(at, prefix.size());
    return text;
}

// Which chapter a failed step belongs to: "…/ch03_student_double.dir/…" is chapter 3's.
bool belongs_to(const CompileError& error, const Chapter& chapter) {
    return error.output.find(chapter.prefix() + "_") != std::string::npos;
}

}  // namespace

fs::path wb::cli::StudentJudge::memory() const {
    return workspace_.build(preset_) / "verdicts.json";
}

fs::path wb::cli::StudentJudge::program(const Chapter& chapter) const {
    return workspace_.build(preset_) / "tests" / target(chapter);
}

void wb::cli::StudentJudge::build(const std::vector<const Chapter*>& chapters) {
    build_errors_.clear();
    BuildRequest request{.preset = preset_, .label = "Building your code and its tests", .keep_going = true};
    for (const auto* chapter : chapters) request.targets.push_back(target(*chapter));
    const auto result = wb::cli::build(workspace_, request);
    if (result.ok) return;

    auto errors = compile_errors(result.output);
    for (auto& error : errors) error.text = without_root(error.text, workspace_);
    if (errors.empty())
        throw Failure(fmt::format("building your code failed:\n\n{}\nAll of it: {}",
                                  last_lines(result.output, 20), workspace_.show(result.log)),
                      "./workbook doctor tells what is missing on this machine.");
    for (const auto* chapter : chapters) {
        const auto own = std::find_if(errors.begin(), errors.end(),
                                      [&](const CompileError& error) { return belongs_to(error, *chapter); });
        // Without an error of its own it may still wait for an earlier chapter's code.
        if (own != errors.end()) {
            build_errors_.emplace_back(chapter->number, *own);
        } else if (!can_be_built(workspace_, preset_, target(*chapter))) {
            build_errors_.emplace_back(chapter->number, errors.front());
        }
    }
}

const CompileError* wb::cli::StudentJudge::build_error(const Chapter& chapter) const {
    for (const auto& [number, error] : build_errors_) {
        if (number == chapter.number) return &error;
    }
    return nullptr;
}

Verdict wb::cli::StudentJudge::verdict(const Chapter& chapter, const Exercise& exercise, Ask ask) {
    if (const auto* error = build_error(chapter)) {
        Verdict verdict;
        verdict.state = State::does_not_compile;
        verdict.output = error->text;
        return verdict;
    }
    auto kept = read_memory(memory());
    const auto now = fs::exists(program(chapter)) ? stamp(program(chapter)) : std::string();
    const auto& known = kept[exercise.id];
    if (ask == Ask::kept && known.is_object() && known.value("program", "") == now) {
        Verdict verdict;
        verdict.exit_code = known.value("exit_code", -1);
        verdict.state = state_of_exit_code(verdict.exit_code);
        verdict.needs = known.value("needs", "");
        return verdict;
    }
    auto verdict = judge(workspace_, program(chapter), exercise, ask == Ask::aloud);
    // A time-out may be the machine's fault, so it is not believed a second time.
    if (verdict.state != State::timed_out && verdict.state != State::broken) {
        kept[exercise.id] = {{"program", now}, {"exit_code", verdict.exit_code}, {"needs", verdict.needs}};
        write_file(memory(), kept.dump(1) + "\n");
    }
    return verdict;
}

std::vector<Standing> wb::cli::judge_all(StudentJudge& judge, const Manifest& manifest, StudentJudge::Ask ask,
                                         const std::function<void(const std::string&)>& on_tick) {
    std::vector<const Chapter*> chapters;
    for (const auto& chapter : manifest.chapters()) chapters.push_back(&chapter);
    judge.build(chapters);
    std::vector<Standing> standings;
    for (const auto* chapter : chapters) {
        for (const auto& exercise : chapter->exercises) {
            on_tick(exercise.id);
            standings.push_back({chapter, &exercise, judge.verdict(*chapter, exercise, ask)});
        }
    }
    return standings;
}

const Standing* wb::cli::next_step(const std::vector<Standing>& standings) {
    const auto found = std::find_if(standings.begin(), standings.end(), [](const Standing& standing) {
        return standing.verdict.state != State::done;
    });
    return found == standings.end() ? nullptr : &*found;
}

std::string wb::cli::compile_error_message(const Workspace& workspace, const CompileError& error,
                                           const std::string& place, const std::string& id) {
    // The compiler names the line better than the marker does, when it is a line of the student's.
    const fs::path file = error.file.empty() ? fs::path() : workspace.build("student") / error.file;
    const auto shown = workspace.show(file.lexically_normal());
    const bool students = shown.starts_with("chapters") && shown.ends_with(".cpp");
    const auto edit = students ? fmt::format("{}:{}", shown, error.line) : place;
    return fmt::format("{}\n\nEdit {}, then run: ./workbook check {}\n", error.text, edit, id);
}
