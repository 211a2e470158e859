#include "common/cli/support/cmake.hpp"

#include <fmt/format.h>

#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/compile_error.hpp"
#include "common/cli/support/environment.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/machine.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/standard_output.hpp"

namespace {

using namespace wb::cli;

fs::path log_file(const Workspace& workspace, const std::string& name) {
    return workspace.root() / "build" / "logs" / (name + ".log");
}

// The last "[12/80]" that ninja printed.
std::string last_step(std::string_view output) {
    const auto open = output.rfind("\n[");
    const auto start = open == std::string_view::npos ? 0 : open + 1;
    const auto end = output.find(']', start);
    if (end == std::string_view::npos || !output.substr(start).starts_with('[')) return {};
    const auto step = output.substr(start, end + 1 - start);
    const bool is_step = step.find_first_not_of("[0123456789/]") == std::string_view::npos;
    return is_step ? std::string(step) : std::string();
}

// Throws if the build failed for a reason that is in no line of code.
void blame_the_machine(const std::string& output) {
    const auto said = [&](const char* words) { return output.find(words) != std::string::npos; };
    if (said("No space left on device") || said("Disk quota exceeded"))
        throw Failure("the disk is full, so the build had to stop",
                      "Make room, then run the same command again. `df -h .` says how much there is.");
    if (said("Killed signal terminated program") || said("virtual memory exhausted") ||
        said("cc1plus: out of memory") || said("Cannot allocate memory") || said("failed to map segment"))
        throw Failure(
            fmt::format("the build did not get the memory that it needs; {:.1f} GiB are free",
                        this_machine().free_gib),
            "Close other programs, lift a limit (ulimit -v), or give the machine (or container) 1 GiB\n"
            "or more, and run the same command again: it continues where it stopped.");
    if (said("File too large"))
        throw Failure("the build could not write a file: it would be larger than a limit allows",
                      wb::file_size_advice);
    if (said("Resource temporarily unavailable") || said("Too many open files"))
        throw Failure("the build could start no more programs, or open no more files",
                      "Close other programs, or raise the limits: ulimit -u and ulimit -n show them.");
}

// Ninja runs CMake again when it has to, but without the preset. So after an update of the presets we run it.
bool is_configured(const Workspace& workspace, const std::string& preset) {
    const auto made = workspace.build(preset) / "build.ninja",
               presets = workspace.root() / "CMakePresets.json";
    return fs::exists(made) &&
           (!fs::exists(presets) || fs::last_write_time(made) >= fs::last_write_time(presets));
}

}  // namespace

void wb::cli::configure(const Workspace& workspace, const std::string& preset) {
    const auto ours = take_build_folder(workspace, preset);
    if (is_configured(workspace, preset)) return;
    Progress progress(fmt::format("Configuring build/{}", preset));
    const std::vector<std::string> argv{"cmake", "--preset", preset};
    const auto outcome =
        run({.argv = argv, .directory = workspace.root(), .on_tick = [&](double) { progress.tick(); }});
    const auto log = log_file(workspace, "configure-" + preset);
    write_file(log, outcome.output);
    if (outcome.ok()) {
        // CMake may leave a file untouched that would not change. Then it would look older than the presets.
        const auto made = workspace.build(preset) / "build.ninja";
        if (fs::exists(made)) fs::last_write_time(made, fs::file_time_type::clock::now());
        return;
    }
    blame_the_machine(outcome.output);
    throw Failure(fmt::format("`{}` failed:\n\n{}\nThe whole log: {}", typed(argv),
                              last_lines(outcome.output, 20), workspace.show(log)),
                  "./workbook doctor shows what is missing. If another checkout made the build folder,\n"
                  "remove it: rm -r " +
                      workspace.show(workspace.build(preset)));
}

BuildResult wb::cli::build(const Workspace& workspace, const BuildRequest& request) {
    const auto ours = take_build_folder(workspace, request.preset);
    refuse_dates_in_the_future(workspace, request.preset);
    configure(workspace, request.preset);
    std::vector<std::string> argv{"cmake", "--build", "--preset", request.preset};
    if (!request.targets.empty()) {
        argv.emplace_back("--target");
        argv.insert(argv.end(), request.targets.begin(), request.targets.end());
    }
    if (request.keep_going) argv.insert(argv.end(), {"--", "-k", "0"});

    Progress progress(request.label.empty() ? fmt::format("Building {}", request.preset) : request.label,
                      std::chrono::seconds(1));
    Command command{
        .argv = argv, .directory = workspace.root(), .environment = {{"NINJA_STATUS", "[%f/%t] "}}};
    command.on_output = [&](std::string_view piece) {
        if (const auto step = last_step(piece); !step.empty()) progress.at(step);
    };
    command.on_tick = [&](double) { progress.tick(); };
    auto outcome = run(command);
    BuildResult result{outcome.ok(), std::move(outcome.output),
                       log_file(workspace, "build-" + request.preset)};
    write_file(result.log, result.output);
    if (!result.ok) blame_the_machine(result.output);
    return result;
}

void wb::cli::build_or_fail(const Workspace& workspace, const BuildRequest& request) {
    const auto result = build(workspace, request);
    if (result.ok) return;
    const auto errors = compile_errors(result.output);
    const auto shown = errors.empty() ? last_lines(result.output, 25) : errors.front().text + "\n";
    throw Failure(
        fmt::format("building {} failed:\n\n{}\nThe whole log: {}", request.preset, shown,
                    workspace.show(result.log)),
        "If you did not change that file: `git status` shows what changed (without git: unpack the download\n"
        "again), and ./workbook doctor shows what is missing on this machine.");
}

bool wb::cli::can_be_built(const Workspace& workspace, const std::string& preset, const std::string& target) {
    return run({.argv = {"cmake", "--build", "--preset", preset, "--target", target},
                .directory = workspace.root()})
        .ok();
}
