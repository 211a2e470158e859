#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "common/cli/exercises/solutions.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"
#include "tests/docs/secret_lines.hpp"

using namespace wb::cli;

int wb::cli::dev_leaks(const Workspace& workspace) {
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    const auto secret = secret_lines(workspace, files);
    if (secret.empty())
        throw Failure("the solutions hold no line to look for", "Are their markers in place?");

    std::vector<fs::path> readable;
    for (const auto& file : files) {
        if (fs::exists(file.stub)) readable.push_back(file.stub);
    }
    for (const auto& chapter : manifest.chapters()) {
        for (const auto* name : {"hints.md", "lesson.md"}) {
            const auto path = workspace.chapters() / chapter.directory / name;
            if (fs::exists(path)) readable.push_back(path);
        }
    }
    if (readable.empty()) throw Failure("there is no stub, hint or lesson to look into");

    std::size_t leaks = 0;
    for (const auto& path : readable) {
        const auto lines = split_lines(read_file(path));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto text = squeezed(lines[i]);
            for (const auto& [line, origin] : secret) {
                if (text.find(line) == std::string::npos) continue;
                ++leaks;
                fmt::print("{}:{}: gives away a line of {}:\n    {}\n", workspace.show(path), i + 1, origin,
                           line);
            }
        }
    }
    fmt::print("{} of the solutions looked for in {}: {}.\n", counted(secret.size(), "line"),
               counted(readable.size(), "file"), leaks == 0 ? "no leak" : counted(leaks, "leak"));
    return leaks == 0 ? 0 : 1;
}

void wb::cli::add_leaks(Options& dev) {
    dev.add("leaks", "No line of a solution in a stub, hint or lesson").runs(dev_leaks);
}
