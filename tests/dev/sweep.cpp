#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/state.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"
#include "tests/dev/parallel.hpp"
#include "tests/dev/variants.hpp"

namespace {

using namespace wb::cli;

// What is wrong with the state of one exercise when it is, or is not yet, written; or "".
std::string complaint(const Verdict& verdict, bool written) {
    const bool waiting = verdict.state == State::not_started || verdict.state == State::blocked;
    if (written ? verdict.state == State::done : waiting) return {};
    return fmt::format("is {} (exit code {}), not {}", word(verdict.state), verdict.exit_code,
                       written ? "done" : "not started or blocked");
}

// One step of the sweep.
struct Step {
    const Chapter* chapter;
    std::size_t written;  // exercises
    std::string report;
    std::size_t complaints = 0;

    const std::string& id() const { return chapter->exercises[written - 1].id; }
};

// The chapter's tests with the exercises up to that step written, and stubs for the others.
void make_program(const fs::path& build, const Manifest& manifest, const std::vector<SolutionFile>& files,
                  const Variants& variants, const Step& step, const fs::path& program) {
    const auto& exercises = step.chapter->exercises;
    const auto last = manifest.position(step.id());
    std::map<std::string, std::string> objects;
    for (const auto& file : variants.files()) {
        const auto is_written = [&](bool written) {
            for (std::size_t i = 0; i < exercises.size(); ++i) {
                if (exercises[i].file == file && (i < step.written) != written) return false;
            }
            return true;
        };
        if (is_written(true)) {
            objects[file] = variants.object(file, Whose::reference);
        } else if (is_written(false)) {
            objects[file] = variants.object(file, Whose::stub);
        } else {
            const auto source = build / "halfway" / step.id() / file;
            const auto solution = std::ranges::find_if(files, [&](const SolutionFile& one) {
                return one.directory == step.chapter->directory && one.stub.filename() == file;
            });
            write_file(source, render(solution->source,
                                      [&](const std::string& id) { return manifest.position(id) <= last; }));
            objects[file] = variants.compile(source);
        }
    }
    variants.link(objects, program);
}

void judge_step(const Workspace& workspace, const fs::path& program, Step& step) {
    const auto& exercises = step.chapter->exercises;
    std::vector<std::string> problems;
    std::size_t blocked = 0;
    for (std::size_t i = 0; i < exercises.size(); ++i) {
        const auto verdict = judge(workspace, program, exercises[i]);
        if (verdict.state == State::blocked) ++blocked;
        if (const auto problem = complaint(verdict, i < step.written); !problem.empty())
            problems.push_back(fmt::format("    {} {} {}\n{}", exercises[i].id, exercises[i].name, problem,
                                           last_lines(verdict.output, 10)));
    }
    const auto open = exercises.size() - step.written;
    step.complaints = problems.size();
    step.report = fmt::format("through {:5} {} done, {} not started, {} blocked: {}\n{}", step.id(),
                              step.written, open - std::min(open, blocked), blocked,
                              problems.empty() ? "ok" : "WRONG", join(problems, "\n"));
}

}  // namespace

int wb::cli::dev_sweep(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    std::map<int, Variants> variants;
    std::vector<Step> steps;
    for (const auto& chapter : manifest.chapters()) {
        if (!chapter.exercises.empty()) variants.emplace(chapter.number, Variants(build, chapter));
        for (std::size_t i = 1; i <= chapter.exercises.size(); ++i) steps.push_back({&chapter, i, {}});
    }
    if (steps.empty()) throw Failure("nothing was swept", "Do the manifests list exercises?");
    {
        Progress progress("Writing one exercise after another");
        for_each_at_once(
            steps.size(),
            [&](std::size_t i) {
                auto& step = steps[i];
                const auto program =
                    build / "sweep" / ("through_" + step.id()) / (step.chapter->prefix() + "_tests");
                make_program(build, manifest, files, variants.at(step.chapter->number), step, program);
                judge_step(workspace, program, step);
                fs::remove(program);
            },
            [&](std::size_t done) {
                progress.at(fmt::format("[{}/{}]", done, steps.size()));
                progress.tick();
            });
    }
    std::size_t complaints = 0;
    for (const auto& step : steps) {
        fmt::print("{}", step.report);
        complaints += step.complaints;
    }
    fmt::print("{}: {}.\n", counted(steps.size(), "step"),
               complaints == 0 ? "in each, exactly the exercises written so far are done"
                               : counted(complaints, "exercise") + " in the wrong state");
    return complaints == 0 ? 0 : 1;
}

void wb::cli::add_sweep(Options& dev) {
    const auto build = std::make_shared<std::string>();
    dev.add("sweep", "Solve one exercise after another")
        .option("--build", *build, "The build folder", Options::Kind::required)
        .runs([build](const Workspace& workspace) { return dev_sweep(workspace, fs::absolute(*build)); });
}
