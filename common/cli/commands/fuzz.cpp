#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// The fuzzers, by the names of their corpora.
std::vector<std::string> fuzzers(const Workspace& workspace) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(workspace.root() / "tests/fuzz/corpus"))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

// "123456", of a line "stat::number_of_executed_units: 123456".
std::string statistic(const std::string& output, const std::string& name) {
    for (const auto& line : split_lines(output))
        if (line.starts_with("stat::" + name + ":"))
            return std::string(trim(line.substr(line.find(": ") + 2)));
    return "?";
}

// What it has learned goes into the build folder, and comes back the next time.
bool give_turn(const Workspace& workspace, const std::string& name, int seconds) {
    const auto folder = workspace.build("fuzz");
    const auto learned = folder / "corpus" / name, findings = folder / "findings";
    fs::create_directories(learned);
    fs::create_directories(findings);
    const auto program = (folder / "tests/fuzz" / ("fuzz_" + name)).string();
    const auto outcome =
        run({.argv = {program, fmt::format("-max_total_time={}", seconds), "-timeout=10",
                      "-rss_limit_mb=1024", "-print_final_stats=1", "-close_fd_mask=1",
                      fmt::format("-artifact_prefix={}/{}-", findings.string(), name), learned.string(),
                      (workspace.root() / "tests/fuzz/corpus" / name).string()},
             .directory = workspace.root(),
             .timeout = std::chrono::seconds(seconds + 120)});
    if (outcome.ok()) {
        fmt::print("{:8} {} inputs, no finding\n", name,
                   statistic(outcome.output, "number_of_executed_units"));
    } else {
        fmt::print("{:8} a finding:\n\n{}\nIts input is in {}; to see it again:\n  {} {}/{}-*\n\n", name,
                   last_lines(outcome.output, 40), workspace.show(findings), workspace.show(program),
                   workspace.show(findings), name);
    }
    std::fflush(stdout);
    return outcome.ok();
}

}  // namespace

int wb::cli::fuzz(const Workspace& workspace, int seconds) {
    if (!on_path("clang++")) {
        fmt::print("Nothing was fuzzed: that needs clang, which is not here (sudo apt-get install clang).\n");
        return 0;
    }
    const auto ours = take_build_folder(workspace, "fuzz");
    build_or_fail(workspace, {.preset = "fuzz", .targets = {"fuzzers"}, .label = "Building the fuzzers"});
    std::size_t findings = 0;
    for (const auto& name : fuzzers(workspace))
        if (!give_turn(workspace, name, seconds)) ++findings;
    return findings == 0 ? 0 : 1;
}
