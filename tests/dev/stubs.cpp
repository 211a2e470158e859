#include <fmt/format.h>

#include <unistd.h>
#include <memory>

#include "common/cli/exercises/solutions.hpp"
#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/git.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/scratch.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"

namespace {

using namespace wb::cli;

// `diff -u` of the stub on disk and the one that should be there.
std::string difference(const SolutionFile& file, const Workspace& workspace, const std::string& fresh) {
    const ScratchFolder scratch(workspace.root());
    const auto beside = scratch / "fresh.cpp";
    write_file(beside, fresh);
    const auto old = fs::exists(file.stub) ? file.stub.string() : "/dev/null";
    const auto outcome = run({.argv = {"diff", "-u", "--label", workspace.show(file.stub), "--label",
                                       "made from " + workspace.show(file.solution), old, beside.string()}});
    return outcome.output;
}

int check(const Workspace& workspace, const std::vector<SolutionFile>& files) {
    std::size_t stale = 0;
    for (const auto& file : files) {
        const auto fresh = render_stub(file.source);
        if (fs::exists(file.stub) && read_file(file.stub) == fresh) continue;
        ++stale;
        fmt::print("{}", difference(file, workspace, fresh));
    }
    if (stale == 0) {
        fmt::print("{} fresh.\n",
                   files.size() == 1 ? "1 stub is" : fmt::format("{} stubs are", files.size()));
        return 0;
    }
    fmt::print("\n{} of {} {} not what the solutions give. Next: ./workbook dev stubs\n", stale,
               counted(files.size(), "stub"), stale == 1 ? "is" : "are");
    return 1;
}

int generate(const Workspace& workspace, const std::vector<SolutionFile>& files, bool force) {
    std::size_t written = 0;
    std::vector<std::string> kept;
    for (const auto& file : files) {
        const auto fresh = render_stub(file.source);
        const bool there = fs::exists(file.stub);
        if (there && read_file(file.stub) == fresh) continue;
        if (there && !force && !is_as_committed(workspace.root(), file.stub)) {
            kept.push_back(workspace.show(file.stub));
            continue;
        }
        write_file(file.stub, fresh);
        ++written;
        fmt::print("{} {}\n", there ? "updated" : "new    ", workspace.show(file.stub));
    }
    fmt::print("{}: {} written, {} fresh already, {} left alone.\n", counted(files.size(), "stub"), written,
               files.size() - written - kept.size(), kept.size());
    if (kept.empty()) return 0;
    fmt::print("\nEdited since the last commit, so not overwritten:\n");
    for (const auto& file : kept) fmt::print("  {}\n", file);
    fmt::print("If nothing in them is worth keeping: ./workbook dev stubs --force\n");
    return 1;
}

// A copy of all student sources with the exercises up to and including `through` solved.
int write_copy(const std::vector<SolutionFile>& files, const Manifest& manifest, const StubOptions& options) {
    const bool none = options.through.empty() || options.through == "0";
    const std::size_t solved = none ? 0 : manifest.position(options.through) + 1;
    for (const auto& file : files) {
        const auto text =
            render(file.source, [&](const std::string& id) { return manifest.position(id) < solved; });
        write_if_changed(options.out / file.directory / file.stub.filename(), text);
    }
    fmt::print("{} in {}, {} of {} solved.\n", counted(files.size(), "file"), options.out.string(), solved,
               counted(manifest.exercise_count(), "exercise"));
    return 0;
}

}  // namespace

int wb::cli::dev_stubs(const Workspace& workspace, const StubOptions& options) {
    const auto manifest = Manifest::read(workspace.root());
    auto files = read_sound_solutions(workspace, manifest);
    if (!options.chapter.empty()) {
        const auto& chapter = manifest.chapter(chapter_number(options.chapter).value_or(0));
        std::erase_if(files, [&](const SolutionFile& file) { return file.directory != chapter.directory; });
    }
    if (files.empty()) throw Failure("solutions/ holds no chNN_topic/*.cpp, so there is no stub to make");
    if (!options.out.empty()) return write_copy(files, manifest, options);
    if (!options.through.empty())
        throw Failure("--through needs --out DIR", "It never writes into chapters/.", 2);
    return options.check ? check(workspace, files) : generate(workspace, files, options.force);
}

void wb::cli::add_stubs(Options& dev) {
    const auto options = std::make_shared<StubOptions>();
    const auto out = std::make_shared<std::string>();
    dev.add("stubs", "Make the stubs in chapters/ from solutions/")
        .flag("--check", options->check, "Only tell which are stale")
        .flag("--force", options->force, "Overwrite edited ones as well")
        .option("--out", *out, "Write a copy here, not into chapters/")
        .option("--through", options->through, "In the copy: solved up to and with this exercise; 0: none")
        .option("--chapter", options->chapter, "Only this chapter")
        .runs([=](const Workspace& workspace) {
            if (!out->empty()) options->out = fs::absolute(*out);
            return dev_stubs(workspace, *options);
        });
}
