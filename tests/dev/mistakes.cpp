#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/table.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"
#include "tests/dev/evidence.hpp"
#include "tests/dev/mistake.hpp"
#include "tests/dev/parallel.hpp"
#include "tests/dev/variants.hpp"

namespace {

using namespace wb::cli;

// What came of one of them.
struct Finding {
    std::string problem;  // why it is not as it should be, or ""
    std::string output;   // of its tests, or of the compiler
    State state = State::does_not_compile;
};

std::vector<Mistake> chosen(std::vector<Mistake> mistakes, const Manifest& manifest,
                            const std::string& only) {
    for (const auto& mistake : mistakes) {
        if (manifest.chapter_of(mistake.exercise).directory != mistake.directory)
            throw Failure(
                fmt::format("{}: exercise {} is not of that chapter", mistake.id, mistake.exercise));
    }
    std::erase_if(mistakes, [&](const Mistake& mistake) {
        return mistake.exercise != only && mistake.id.find(only) == std::string::npos;
    });
    if (mistakes.empty())
        throw Failure(fmt::format("none is of an exercise `{0}` or has `{0}` in CHAPTER__NAME", only));
    std::ranges::stable_sort(mistakes, {},
                             [&](const Mistake& mistake) { return manifest.position(mistake.exercise); });
    return mistakes;
}

// Compiles what is different, links the program, and removes it when the work is done.
class Program {
public:
    Program(const Workspace& workspace, const fs::path& build, const Variants& variants,
            const Mistake& mistake)
        : folder_(build / "mutated" / mistake.id), program_(build / "mistakes" / mistake.id) {
        std::map<std::string, std::string> objects;
        for (const auto& file : variants.files()) objects[file] = variants.object(file, Whose::reference);
        for (const auto& [file, text] : changed_files(workspace, mistake)) {
            if (!objects.contains(file))
                throw Failure(fmt::format("{}: no exercise is in {}", mistake.id, file));
            write_file(folder_ / file, text);
            objects[file] = variants.compile(folder_ / file);
        }
        variants.link(objects, program_);
    }
    ~Program() {
        std::error_code ignored;
        fs::remove(program_, ignored);
        fs::remove_all(folder_, ignored);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    const fs::path& path() const noexcept { return program_; }

private:
    fs::path folder_, program_;
};

// Why the verdict is not the one that it should be, or "".
std::string complaint(const Mistake& mistake, const Verdict& verdict) {
    if (verdict.state != mistake.state)
        return verdict.state == State::done
                   ? "its tests pass"
                   : fmt::format("it ends as {} (exit code {}), not as {}", word(verdict.state),
                                 verdict.exit_code, word(mistake.state));
    const auto missing = unsaid(mistake.says, verdict.output);
    if (!missing.empty()) return fmt::format("the message does not say: {}", join(missing, " | "));
    const auto wrong = wrong_explanation(mistake.says, verdict.output);
    return wrong.empty() ? wrong : fmt::format("the message explains another mistake: {}", wrong);
}

// A mistake is judged by its exercise; a right answer by every exercise of the files that it changes.
std::vector<const Exercise*> exercises_of(const Mistake& mistake, const Chapter& chapter) {
    std::vector<const Exercise*> exercises;
    for (const auto& exercise : chapter.exercises) {
        const bool changed =
            std::ranges::any_of(mistake.edits, [&](const Edit& edit) { return edit.file == exercise.file; });
        if (exercise.id == mistake.exercise || (mistake.state == State::done && changed))
            exercises.push_back(&exercise);
    }
    return exercises;
}

Finding examine(const Workspace& workspace, const fs::path& build, const Variants& variants,
                const Chapter& chapter, const Mistake& mistake) {
    Finding finding;
    try {
        const Program program(workspace, build, variants, mistake);
        for (const auto* exercise : exercises_of(mistake, chapter)) {
            auto verdict = judge(workspace, program.path(), *exercise);
            finding = {complaint(mistake, verdict), std::move(verdict.output), verdict.state};
            if (finding.problem.empty()) continue;
            if (exercise->id != mistake.exercise)
                finding.problem = fmt::format("{}: {}", exercise->id, finding.problem);
            break;
        }
    } catch (const Failure& failure) {
        finding.problem = failure.what();
    }
    return finding;
}

std::vector<Finding> examine_all(const Workspace& workspace, const fs::path& build, const Manifest& manifest,
                                 const std::vector<Mistake>& mistakes, const std::string& label) {
    std::map<int, Variants> variants;
    for (const auto& mistake : mistakes) {
        const auto& chapter = manifest.chapter_of(mistake.exercise);
        if (!variants.contains(chapter.number)) variants.emplace(chapter.number, Variants(build, chapter));
    }
    std::vector<Finding> findings(mistakes.size());
    Progress progress(label);
    for_each_at_once(
        mistakes.size(),
        [&](std::size_t i) {
            const auto& chapter = manifest.chapter_of(mistakes[i].exercise);
            findings[i] = examine(workspace, build, variants.at(chapter.number), chapter, mistakes[i]);
        },
        [&](std::size_t done) {
            progress.at(fmt::format("[{}/{}]", done, mistakes.size()));
            progress.tick();
        });
    return findings;
}

void build_for(const fs::path& build, const Manifest& manifest, const std::vector<Mistake>& mistakes) {
    std::vector<Chapter> chapters;
    for (const auto& chapter : manifest.chapters()) {
        if (std::ranges::any_of(mistakes, [&](const auto& one) { return chapter.find(one.exercise); }))
            chapters.push_back(chapter);
    }
    build_for_variants(build, chapters);
}

}  // namespace

int wb::cli::dev_mistakes(const Workspace& workspace, const fs::path& build, const std::string& only) {
    const auto manifest = Manifest::read(workspace.root());
    const auto mistakes = chosen(read_mistakes(workspace), manifest, only);
    if (!only.empty()) build_for(build, manifest, mistakes);
    const auto findings = examine_all(workspace, build, manifest, mistakes, "Making mistakes");

    Table table({{"exercise"}, {"mistake"}, {"verdict"}, {"the message says"}});
    std::vector<std::string> survivors, titles;
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
        const auto& mistake = mistakes[i];
        const auto& [problem, output, state] = findings[i];
        // The lessons quote them.
        write_file(said_of_mistake(build, mistake.id), output);
        table.add({mistake.exercise, mistake.title,
                   problem.empty() ? fmt::format("caught ({})", word(state)) : "SURVIVED",
                   problem.empty() ? join(mistake.says, ", ") : split_lines(problem).front()});
        if (!problem.empty())
            survivors.push_back(
                fmt::format("{} survived: {}\n{}", mistake.id, problem, last_lines(output, 25)));
        if (problem.empty() && !asks_for_an_explanation(mistake.says, output))
            titles.push_back(fmt::format("{}: `says: {}`", mistake.id, join(mistake.says, " | ")));
    }
    const auto closing = fmt::format("{} passed, {} failed: {} of {} caught.",
                                     mistakes.size() - survivors.size(), survivors.size(),
                                     mistakes.size() - survivors.size(), counted(mistakes.size(), "mistake"));
    fmt::print("{}\n", table.text());
    for (const auto& survivor : survivors) fmt::print("{}\n", survivor);
    // With --only, what was said is what one wants to read.
    if (!only.empty() && survivors.empty()) fmt::print("{}", findings.back().output);
    if (!titles.empty())
        fmt::print("{} could ask for words of the explanation, not only of a test's title:\n  {}\n\n",
                   counted(titles.size(), "mistake"), join(titles, "\n  "));
    fmt::print("{}\n", closing);
    if (only.empty())
        write_file(workspace.results() / "mistakes.md",
                   fmt::format("# Wrong versions of the reference, and what the tests say\n\n{}\n{}\n",
                               table.markdown(), closing));
    return survivors.empty() ? 0 : 1;
}

int wb::cli::dev_right(const Workspace& workspace, const fs::path& build, const std::string& only) {
    const auto manifest = Manifest::read(workspace.root());
    const auto answers = chosen(read_mistakes(workspace, Kind::right), manifest, only);
    if (!only.empty()) build_for(build, manifest, answers);
    const auto findings = examine_all(workspace, build, manifest, answers, "Trying right answers");

    Table table({{"exercise"}, {"right answer"}, {"verdict"}});
    std::vector<std::string> refused;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto& [problem, output, state] = findings[i];
        table.add({answers[i].exercise, answers[i].title, problem.empty() ? "done" : "REFUSED"});
        if (!problem.empty())
            refused.push_back(
                fmt::format("{} was refused: {}\n{}", answers[i].id, problem, last_lines(output, 25)));
    }
    fmt::print("{}\n", table.text());
    for (const auto& one : refused) fmt::print("{}\n", one);
    fmt::print("{} passed, {} failed: {} of another shape.\n", answers.size() - refused.size(),
               refused.size(), counted(answers.size(), "right answer"));
    return refused.empty() ? 0 : 1;
}

void wb::cli::add_mistakes(Options& dev) {
    struct Asked {
        std::string build, only;
    };
    const auto add = [&](const std::string& name, const std::string& what, auto action) {
        const auto asked = std::make_shared<Asked>();
        dev.add(name, what)
            .option("--build", asked->build, "The build folder", Options::Kind::required)
            .option("--only", asked->only,
                    "Only these, and build what they need: an exercise (3.2), or a part of CHAPTER__NAME "
                    "(ch03_mlp__not)")
            .runs([asked, action](const Workspace& workspace) {
                return action(workspace, fs::absolute(asked->build), asked->only);
            });
    };
    add("mistakes", "Every known mistake is caught, and explained", dev_mistakes);
    add("right", "Every right answer of another shape passes", dev_right);
}
