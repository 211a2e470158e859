#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/commands/data_sets.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/table.hpp"

namespace {

using namespace wb::cli;

void list(const Workspace& workspace) {
    Table table({{"set"}, {"what it is"}, {"where"}});
    for (const auto& set : data_sets()) {
        const auto found = find_data_set(workspace, set);
        table.add({set.name, set.about,
                   found ? workspace.show(*found)
                         : fmt::format("not here; to download it: ./workbook data {}", set.name)});
    }
    fmt::print("{}", table.text());
    fmt::print("\nChoose one for a lab with --data NAME. Default: mnist if you have it, else digits.\n");
}

}  // namespace

int wb::cli::data(const Workspace& workspace, const std::string& name) {
    if (name.empty()) {
        list(workspace);
        return 0;
    }
    const auto& set = data_set(name);
    if (const auto found = find_data_set(workspace, set)) {
        fmt::print("{} is in {}\n", set.name, workspace.show(*found));
        return 0;
    }
    const auto script = workspace.root() / "data" / "fetch.sh";
    if (!set.fetched || !fs::exists(script))
        throw Failure(fmt::format("{} is missing, but it is part of the checkout", set.name),
                      "Get it back: git checkout -- data (without git: from the download)");
    std::fflush(stdout);
    const auto outcome =
        run({.argv = {"bash", script.string(), set.name}, .directory = workspace.root(), .capture = false});
    if (!outcome.ok()) return outcome.exit_code;  // the script has said why, and what to do
    if (const auto found = find_data_set(workspace, set)) {
        fmt::print("{} is in {}\nNext: ./workbook lab 1 --data {}\n", set.name, workspace.show(*found),
                   set.name);
        return 0;
    }
    throw Failure(
        fmt::format("{} was downloaded, but its four files are not in the expected place", set.name),
        fmt::format("Look into data/{}, then try again: ./workbook data {}", set.name, set.name));
}

void wb::cli::add_data(CommandLine& line) {
    const auto name = std::make_shared<std::string>();
    line.add("data", "List the data sets; download one", for_everyone)
        .argument("name", *name, "mnist or fashion")
        .runs([name](const Workspace& workspace) { return data(workspace, *name); });
}
