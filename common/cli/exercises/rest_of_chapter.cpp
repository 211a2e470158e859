#include "common/cli/exercises/rest_of_chapter.hpp"

#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// The command that ninja would make `output` with; empty if it knows none.
std::string command_for(const fs::path& build, const std::string& output) {
    const auto said = run({.argv = {"ninja", "-C", build.string(), "-t", "commands", output}});
    if (!said.ok()) return {};
    const auto lines = split_lines(said.output);
    return lines.empty() ? std::string() : lines.back();
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

bool run_in(const fs::path& build, const std::string& command) {
    return run({.argv = {"sh", "-c", command}, .directory = build}).ok();
}

}  // namespace

fs::path wb::cli::build_rest(const Workspace& workspace, const std::string& preset,
                             const std::string& test_program, const std::vector<BrokenObject>& broken) {
    const auto build = workspace.build(preset);
    const auto program = "tests/" + test_program;
    auto link = command_for(build, program);
    if (link.empty()) return {};
    for (const auto& [object, stub] : broken) {
        const auto instead = object + ".stub.o";
        auto compile = command_for(build, object);
        const auto source = compile.rfind(" -c ");
        if (source == std::string::npos) return {};
        compile = compile.substr(0, source) + " -c '" + stub.string() + "'";
        replace_all(compile, object, instead);
        const bool is_fresh =
            fs::exists(build / instead) && fs::last_write_time(build / instead) > fs::last_write_time(stub);
        if (!is_fresh && !run_in(build, compile)) return {};
        replace_all(link, object, instead);
    }
    replace_all(link, "-o " + program, "-o " + program + ".rest");
    if (!run_in(build, link)) return {};
    return build / (program + ".rest");
}
