#include "common/cli/support/cmake.hpp"

#include <fmt/format.h>

#include <regex>

#include "common/cli/support/compile_error.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

fs::path log_file(const Workspace& workspace, const std::string& name) {
    return workspace.root() / "build" / "logs" / (name + ".log");
}

// The last "[12/80]" that ninja printed.
std::string last_step(std::string_view output) {
    const auto open = output.rfind("\n[");
    const auto start = open == std::string_view::npos ? 0 : open + 1;
    const std::string line(output.substr(start, std::min<std::size_t>(output.size() - start, 24)));
    static const std::regex step(R"(^(\[\d+/\d+\]))");
    std::smatch match;
    return std::regex_search(line, match, step) ? match[1].str() : std::string();
}

}  // namespace

void wb::cli::configure(const Workspace& workspace, const std::string& preset) {
    if (fs::exists(workspace.build(preset) / "build.ninja")) return;
    Progress progress(fmt::format("Configuring build/{}", preset));
    const std::vector<std::string> argv{"cmake", "--preset", preset};
    const auto outcome =
        run({.argv = argv, .directory = workspace.root(), .on_tick = [&](double) { progress.tick(); }});
    const auto log = log_file(workspace, "configure-" + preset);
    write_file(log, outcome.output);
    if (outcome.ok()) return;
    throw Failure(fmt::format("`{}` failed:\n\n{}\nAll of it: {}", typed(argv),
                              last_lines(outcome.output, 20), workspace.show(log)),
                  "./workbook doctor tells what is missing. A build folder that another checkout made is\n"
                  "best removed: rm -r " +
                      workspace.show(workspace.build(preset)));
}

BuildResult wb::cli::build(const Workspace& workspace, const BuildRequest& request) {
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
    return result;
}

void wb::cli::build_or_fail(const Workspace& workspace, const BuildRequest& request) {
    const auto result = build(workspace, request);
    if (result.ok) return;
    const auto errors = compile_errors(result.output);
    const auto shown = errors.empty() ? last_lines(result.output, 25) : errors.front().text + "\n";
    throw Failure(
        fmt::format("building {} failed:\n\n{}\nAll of it: {}", request.preset, shown,
                    workspace.show(result.log)),
        "If you did not change that file: `git status` shows what differs, ./workbook doctor what is\n"
        "missing on this machine.");
}

bool wb::cli::can_be_built(const Workspace& workspace, const std::string& preset, const std::string& target) {
    return run({.argv = {"cmake", "--build", "--preset", preset, "--target", target},
                .directory = workspace.root()})
        .ok();
}
