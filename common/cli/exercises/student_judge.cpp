#include "common/cli/exercises/student_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/cli/exercises/kept_warnings.hpp"
#include "common/cli/exercises/markers.hpp"
#include "common/cli/exercises/rest_of_chapter.hpp"
#include "common/cli/exercises/student_file.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::string target(const Chapter& chapter) {
    return chapter.prefix() + "_student_tests";
}

// What changes when the program is linked again.
std::string stamp_of_program(const fs::path& program) {
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

// Whether the failed step is the object file of this source: ".../linear.cpp.o" is that of linear.cpp.
bool is_object_of(const CompileError& error, const std::string& file) {
    return error.output.ends_with("/" + file + ".o");
}

constexpr const char* borrows = "this file includes ";

// The source that includes a solution, and the line where it does, if it does so itself.
CompileError error_of_borrowing(const std::string& object, const fs::path& source,
                                const std::string& solution) {
    CompileError error;
    error.output = object;
    error.file = source.string();
    error.line = 1;
    std::string shown;
    if (fs::exists(source)) {
        const auto lines = split_lines(read_file(source));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!trim(lines[i]).starts_with("#") || lines[i].find("solutions/") == std::string::npos)
                continue;
            error.line = i + 1;
            shown = "\n " + lines[i];
            break;
        }
    }
    error.message = borrows + solution + ": write it yourself instead";
    error.text = fmt::format("{}:{}: error: {}{}", error.file, error.line, error.message, shown);
    return error;
}

// Object files of a student's that were made from a solution, as ninja remembers it of each compiler run.
std::vector<CompileError> borrowed(
    const Workspace& workspace, const std::string& preset, const std::vector<const Chapter*>& chapters,
    const std::function<fs::path(const Chapter&, const std::string&)>& file_of) {
    std::vector<CompileError> errors;
    const auto said = run({.argv = {"ninja", "-C", workspace.build(preset).string(), "-t", "deps"}});
    if (!said.ok()) return errors;
    const Chapter* chapter = nullptr;
    std::string object;
    for (const auto& line : split_lines(said.output)) {
        if (!line.starts_with(" ")) {
            object = line.substr(0, line.find(": #deps"));
            const auto own = std::ranges::find_if(chapters, [&](const Chapter* one) {
                return object.find(one->prefix() + "_student_double.dir/") != std::string::npos;
            });
            chapter = own == chapters.end() ? nullptr : *own;
            continue;
        }
        const auto at = line.find("solutions/");
        if (chapter == nullptr || at == std::string::npos) continue;
        const auto path = (workspace.build(preset) / std::string(trim(line))).lexically_normal();
        const auto within = path.lexically_relative(workspace.solutions());
        if (within.empty() || *within.begin() == "..") continue;
        const auto name = fs::path(object).stem().string();
        errors.push_back(error_of_borrowing(object, file_of(*chapter, name), workspace.show(path)));
        chapter = nullptr;  // once is enough
    }
    return errors;
}

}  // namespace

const wb::cli::StudentJudge::Trouble* wb::cli::StudentJudge::trouble(const Chapter& chapter) const {
    const auto found = std::ranges::find(troubles_, chapter.number, &Trouble::chapter);
    return found == troubles_.end() ? nullptr : &*found;
}

fs::path wb::cli::StudentJudge::program(const Chapter& chapter) const {
    const auto* found = trouble(chapter);
    if (found != nullptr && !found->rest.empty()) return found->rest;
    return workspace_.build(preset_) / "tests" / target(chapter);
}

fs::path wb::cli::StudentJudge::file_of(const Chapter& chapter, const std::string& name) const {
    const auto root = preset_ == "grade" ? workspace_.build("grading") : workspace_.chapters();
    return root / chapter.directory / name;
}

void wb::cli::StudentJudge::build(const std::vector<const Chapter*>& chapters) {
    ours_ = take_build_folder(workspace_, preset_);
    troubles_.clear();
    kept_.open(workspace_.build(preset_) / "verdicts.json");
    BuildRequest request{.preset = preset_, .label = "Building your code and its tests", .keep_going = true};
    for (const auto* chapter : chapters) request.targets.push_back(target(*chapter));
    const auto result = wb::cli::build(workspace_, request);
    keep_warnings(workspace_, preset_, result.output);
    auto errors = result.ok ? std::vector<CompileError>() : compile_errors(result.output);
    for (auto& error : errors) error.text = without_root(error.text, workspace_);
    if (!result.ok && errors.empty())
        throw Failure(fmt::format("building your code failed:\n\n{}\nThe whole log: {}",
                                  last_lines(result.output, 20), workspace_.show(result.log)),
                      "./workbook doctor shows what is missing on this machine.");
    const auto failed = errors;
    for (auto& error :
         borrowed(workspace_, preset_, chapters,
                  [this](const Chapter&c, const std::string&name) { return file_of(c, name); })) {
        error.text = without_root(error.text, workspace_);
        errors.push_back(std::move(error));
    }
    for (const auto* chapter : chapters) {
        Trouble found{.chapter = chapter->number, .errors = {}, .rest = {}};
        std::ranges::copy_if(errors, std::back_inserter(found.errors),
                             [&](const CompileError& error) { return belongs_to(error, *chapter); });
        // Without an error of its own it may still wait for an earlier chapter's code.
        if (found.errors.empty() && !result.ok && !can_be_built(workspace_, preset_, target(*chapter)))
            found.errors.push_back(failed.front());
        if (found.errors.empty()) continue;
        build_without(found, *chapter);
        troubles_.push_back(std::move(found));
    }
}

// Only files that exercises are written in have a fresh stub. An error anywhere else stops the whole chapter.
void wb::cli::StudentJudge::build_without(Trouble& found, const Chapter& chapter) {
    std::vector<BrokenObject> broken;
    for (const auto& error : found.errors) {
        const auto own = std::ranges::find_if(
            chapter.exercises, [&](const Exercise& one) { return is_object_of(error, one.file); });
        if (own == chapter.exercises.end()) return;
        const auto solution = workspace_.solutions() / chapter.directory / own->file;
        if (!fs::exists(solution)) return;
        const auto stub = workspace_.build(preset_) / "stubs" / chapter.directory / own->file;
        write_if_changed(stub, render_stub(parse_markers(read_file(solution), workspace_.show(solution))));
        broken.push_back({error.output, stub});
    }
    found.rest = build_rest(workspace_, preset_, target(chapter), broken);
}

bool wb::cli::StudentJudge::is_charged(const Trouble& found, const CompileError& error,
                                       const Chapter& chapter, const Exercise& exercise) const {
    const auto in_a_file = [&](const Exercise& one) { return is_object_of(error, one.file); };
    return is_object_of(error, exercise.file) ||
           (found.rest.empty() && std::ranges::none_of(chapter.exercises, in_a_file));
}

const CompileError* wb::cli::StudentJudge::build_error(const Chapter& chapter,
                                                       const Exercise& exercise) const {
    const auto* found = trouble(chapter);
    if (found == nullptr) return nullptr;
    for (const auto& error : found->errors)
        if (is_charged(*found, error, chapter, exercise)) return &error;
    return nullptr;
}

std::vector<const CompileError*> wb::cli::StudentJudge::errors_elsewhere(const Chapter& chapter,
                                                                         const Exercise& exercise) const {
    std::vector<const CompileError*> elsewhere;
    const auto* found = trouble(chapter);
    if (found == nullptr) return elsewhere;
    for (const auto& error : found->errors)
        if (!is_charged(*found, error, chapter, exercise)) elsewhere.push_back(&error);
    return elsewhere;
}

std::vector<std::string> wb::cli::StudentJudge::warnings(const Chapter& chapter,
                                                         const Exercise& exercise) const {
    return exercise.file.empty() ? std::vector<std::string>()
                                 : warnings_about(workspace_, preset_, file_of(chapter, exercise.file));
}

Verdict wb::cli::StudentJudge::verdict(const Chapter& chapter, const Exercise& exercise, Ask ask) {
    if (const auto* error = build_error(chapter, exercise)) {
        Verdict verdict;
        verdict.state = State::does_not_compile;
        verdict.output = error->text;
        return verdict;
    }
    if (const auto* found = trouble(chapter); found != nullptr && found->rest.empty()) {
        // The chapter's program cannot be made, and this exercise is not the reason: it waits for one that
        // is.
        Verdict verdict;
        verdict.state = State::blocked;
        verdict.output = found->errors.front().text;
        for (const auto& other : chapter.exercises)
            if (verdict.needs.empty() && build_error(chapter, other) != nullptr) verdict.needs = other.id;
        return verdict;
    }
    const auto now = fs::exists(program(chapter)) ? stamp_of_program(program(chapter)) : std::string();
    if (ask == Ask::kept)
        if (const auto known = kept_.find(exercise.id, now)) return *known;
    auto verdict = judge(workspace_, program(chapter), exercise, ask == Ask::aloud,
                         workspace_.root() / "tests" / chapter.directory);
    // A time-out may be the machine's fault, so it is not believed a second time.
    if (verdict.state != State::timed_out && verdict.state != State::not_run)
        kept_.keep(exercise.id, now, verdict);
    return verdict;
}

bool wb::cli::is_borrowed(const CompileError& error) {
    return error.message.starts_with(borrows);
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
